"""Build every page and every download of the site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from nicdata import charts, reference, schema
from nicdata.analysis import narrowed
from nicdata.charts import saving
from nicdata.charts.answers import LINK, Answer
from nicdata.charts.drawing import FONTS, LEVEL_COLOURS, Chart
from nicdata.exports.cells import cells
from nicdata.files import write_tree
from nicdata.frames import Tables
from nicdata.schema import Rows
from nicdata.site import downloads
from nicdata.site.questions import QUESTIONS, Question, rows_of
from nicdata.site.rows import Site, page, table, title, with_real
from nicdata.site.words import LANGUAGES, words
from nicdata.tidy.package import csv_text

HERE = Path(__file__).parent
SIZES = ("print", "slide")
MARKER = "static/style.css"  # a folder that has this file is a site
# What a cluster's page shows: the table, and the columns.
OF_CLUSTER = {
    "cluster_names": "name same_cluster_basis confidence",
    "level_changes": "from_level to_level date_earliest date_latest kind basis confidence note",
    "cluster_levels": "as_of level basis confidence",
    "budgets": "year kind scheme amount_printed per_year_nok qualifier confidence note",
    "participants": "as_of role value qualifier confidence note",
    "effect_statistics": "year measure gap_printed comparison_group confidence",
    "projects": "year name scheme applicant_id confidence",
    "cluster_mergers": "as_of cluster_id into_cluster_id confidence",
    "cluster_exits": "as_of confidence",
    "cluster_traits": "trait trait_value confidence",
}
KEYS = ("cluster_id", "into_cluster_id", "applicant_id")


class Builder:
    """The files of the site: path -> bytes. Charts are drawn once, for pages and downloads."""

    def __init__(self, tables: Tables) -> None:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        self.tables, self.cells = tables, cells(tables)
        self.files: dict[str, bytes] = {}
        self.real = {name: with_real(name, rows) for name, rows in self.cells.items()}
        self.sources = {row["article_id"]: short_name(row) for row in self.cells["articles"]}
        moves = narrowed(tables["level_changes"])[["level_change_id", "date_earliest", "date_latest"]]
        self.dates = {
            move_id: {"date_earliest": f"{first:%Y-%m-%d}", "date_latest": f"{last:%Y-%m-%d}"}
            for move_id, first, last in moves.itertuples(index=False, name=None)
        }
        self.by_cluster = self._by_cluster()
        self.by_source = self._by_source()
        self.homes = {  # the anchor of a row -> the source whose page has it
            f"{name}-{row[schema.id_column(name)]}": source
            for source, own in self.by_source.items()
            for name, rows in own.items()
            for row in rows
        }
        self.pictures: dict[str, dict[str, bytes]] = {lang: {} for lang in LANGUAGES}
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters["page"] = page

    def build(self) -> dict[str, bytes]:
        """Return every file of the site."""
        for lang in LANGUAGES:
            self._language(lang)
        self._downloads()
        for lang in LANGUAGES:
            self._download_page(lang)
        for path in sorted((HERE / "static").iterdir()):
            self.files[f"static/{path.name}"] = path.read_bytes()
        for path in sorted(FONTS.glob("*")):
            if "Italic" not in path.name:
                self.files[f"static/{path.name}"] = path.read_bytes()
        return self.files

    # --- what pages need of the tables

    def _by_cluster(self) -> dict[str, dict[str, Rows]]:
        found: dict[str, dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
        partners: dict[str, set[str]] = defaultdict(set)
        for row in self.cells["project_partners"]:
            partners[row["project_id"]].add(row["cluster_id"])
        for name, rows in self.real.items():
            for row in rows:
                ids = {row[key] for key in KEYS if row.get(key)}
                ids |= partners[row["project_id"]] if name == "projects" else set()
                for cluster_id in sorted(ids):
                    found[cluster_id][name].append(row)
        return found

    def _by_source(self) -> dict[str, dict[str, Rows]]:
        found: dict[str, dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
        for name, rows in self.real.items():
            if name != "articles":
                for row in rows:
                    if row.get("article_id"):
                        found[row["article_id"]][name].append(row)
        return found

    # --- pages

    def _page(self, site: Site, path: str, template: str, heading: str, **values: Any) -> None:
        """Write one page: `path` is under the folder of its language."""
        depth = path.count("/")
        folder = "" if site.lang == "en" else "nb/"
        up = "../" * (depth + folder.count("/"))
        other = f"{up}{'nb/' if site.lang == 'en' else ''}{path}"
        text = self.templates.get_template(template).render(
            lang=site.lang,
            w=words(site.lang),
            root="../" * depth,
            top=up,
            other=other,
            path=path,
            heading=heading,
            version=schema.descriptor()["version"],
            **values,
        )
        self.files[folder + path] = text.encode("utf-8")

    def _language(self, lang: str) -> None:
        site = Site(self.cells, self.sources, lang)
        self._front(site)
        for name, question in QUESTIONS.items():
            self._question(site.at("../"), name, question)
        self._clusters(site.at("../"))
        self._sources(site.at("../"))
        self._conflicts(site)
        self._codebook(site)

    def _front(self, site: Site) -> None:
        said = words(site.lang)
        dated = ("levels", "level_changes", "programme_counts", "budgets")
        years = [row["year"] for name in dated for row in self.cells[name] if row["year"]]
        about = said["about"].format(sources=len(self.cells["articles"]), first=min(years, default="?"))
        answers = [
            (name, said[name], self._marked(site, q.answer(self.tables, site.lang)))
            for name, q in QUESTIONS.items()
        ]
        picture = self._chart(site.lang, "overview")
        self._page(
            site, "index.html", "front.html", said["name"], about=about, answers=answers, chart=picture
        )

    def _question(self, site: Site, name: str, question: Question) -> None:
        parts = []
        for section in question.sections:
            rows = rows_of(section, self.real[section.table])
            columns = re.sub(r"_nok_\b", f"_nok_{reference.latest_prices()}", section.columns)
            parts.append(
                {
                    "chart": self._chart(site.lang, section.chart),
                    "name": section.chart.replace("_", "-"),
                    "table": table(site, section.table, rows, columns) if rows else "",
                    "csv": self._csv(section.chart, section.table, rows, columns),
                }
            )
        answer = self._marked(site, question.answer(self.tables, site.lang))
        heading = words(site.lang)[name]
        self._page(site, f"questions/{name}.html", "question.html", heading, answer=answer, parts=parts)

    def _marked(self, site: Site, answer: Answer) -> str:
        """Return an answer as HTML: what is between two pairs of asterisks is bold, a figure links to its row."""
        text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(answer.linked, quote=False))
        return LINK.sub(
            lambda m: f'<a href="{site.root}sources/{page(self.homes[m[2]])}#{m[2]}">{m[1]}</a>', text
        )

    def _csv(self, chart: str, name: str, rows: Rows, columns: str) -> str:
        """Write the rows behind a chart as CSV. Returns the path from the top of the site."""
        kept = [schema.id_column(name), *columns.split()]
        kept += [c for c in ("article_id", "paragraph", "url") if c in schema.columns(name) and c not in kept]
        path = f"download/{chart.replace('_', '-')}.csv"
        text = csv_text(kept, [[row[column] for column in kept] for row in rows])
        self.files[path] = text.encode("utf-8")
        return path

    def _chart(self, lang: str, name: str) -> dict[str, str]:
        """Draw a chart for a page. Its files are kept for the download of all charts."""
        drawn: Chart | None = None
        for size in (*SIZES, "page"):
            if size not in charts.CHARTS[name].sizes:
                continue
            chart = charts.CHARTS[name](self.tables, lang, size)
            self.pictures[lang][saving.file_name(name, lang, "png", size)] = saving.image(chart, "png")
            drawn = drawn or chart
        assert drawn
        svg = saving.image(drawn, "svg").decode("utf-8")
        svg = svg[svg.index("<svg") :]
        svg = re.sub(r'(<svg [^>]*?)width="[\d.]+pt" height="[\d.]+pt"', r"\1", svg, count=1)
        mark = f"{name}-{lang}".replace("_", "-")  # ids are shared by all pictures of a page
        svg = re.sub(r'\bid="([^"]+)"', rf'id="{mark}-\1"', svg)
        svg = re.sub(r'(xlink:href="#|url\(#)', rf"\1{mark}-", svg)
        svg = svg.replace('aria-labelledby="title alt"', f'aria-labelledby="{mark}-title {mark}-alt"')
        sources = [line for line in drawn.source.split("\n") if line]
        size = next(size for size in (*SIZES, "page") if size in charts.CHARTS[name].sizes)
        file = saving.file_name(name, lang, "png", size)
        png = f"download/{file}"
        self.files[png] = self.pictures[lang][file]
        return {"svg": svg, "title": drawn.title, "sources": "\n".join(sources), "png": png}

    def _clusters(self, site: Site) -> None:
        said = words(site.lang)
        listed: list[dict[str, Any]] = []
        for row in self.cells["clusters"]:
            own = self.by_cluster[row["cluster_id"]]
            names = sorted({r["name"] for r in own["cluster_names"]} - {row["name"]})
            level = (
                schema.label("clusters", "latest_level", row["latest_level"], site.lang)
                if row["latest_level"]
                else ""
            )
            merged = any(
                r["cluster_id"] == row["cluster_id"] != r["into_cluster_id"] for r in own["cluster_mergers"]
            )
            is_gone = row["left_year"] and row["left_year"] >= row["last_seen"]  # one can come back
            status = said["left"].format(year=row["left_year"]) if is_gone else ""
            last = said["last_seen"].format(year=row["last_seen"]) if row["last_seen"] else said["present"]
            status = status or (said["merged"] if merged else last)
            kind = "left" if is_gone else "merged" if merged else "present"
            listed.append(row | {"names": names, "level": level, "status": status, "kind": kind})
            self._cluster(site, row, names, status)
        listed.sort(key=lambda row: row["name"].casefold())
        ranks = {
            schema.label("levels", "level", r["level"], site.lang): int(r["rank"])
            for r in self.cells["levels"]
        }
        levels = sorted({row["level"] for row in listed} - {""}, key=lambda level: ranks.get(level, 0))
        counties = sorted({c for row in listed for c in row["county"].split("; ")} - {""})
        choices = {"levels": levels, "counties": counties}
        picture = self._chart(site.lang, "map")
        heading = said["clusters"]
        self._page(
            site, "clusters/index.html", "clusters.html", heading, rows=listed, chart=picture, **choices
        )

    def _cluster(self, site: Site, row: dict[str, str], names: list[str], status: str) -> None:
        own = self.by_cluster[row["cluster_id"]]
        columns = [c for c in ("place", "county", "sector", "latest_level", "latest_level_year") if row[c]]
        facts = [(title("clusters", c, site.lang), _word("clusters", c, row[c], site.lang)) for c in columns]
        parts = []
        for name, wanted in OF_CLUSTER.items():
            shown = [r for r in own.get(name, []) if r.get("shown") != "false"]
            if name == "level_changes":
                shown = [r | self.dates[r["level_change_id"]] for r in shown]
            if shown:
                shown.sort(key=lambda r: r.get("as_of") or r.get("date_latest") or r.get("year") or "")
                extra = f" per_year_nok_{reference.latest_prices()}" if name == "budgets" else ""
                caption = schema.text(schema.resources()[name], "title", site.lang)
                columns = [c for c in (wanted + extra).split() if any(row[c] for row in shown)]
                parts.append(table(site, name, shown, " ".join(columns), caption))
        said = words(site.lang)
        years = [(r["year"], _word("cluster_years", "level", r["level"], site.lang) or said["unknown"], r["basis"],
                  LEVEL_COLOURS.get(r["level"], "#fff")) for r in own.get("cluster_years", [])]  # fmt: skip
        self._page(
            site,
            f"clusters/{page(row['cluster_id'])}",
            "cluster.html",
            row["name"],
            names=names,
            facts=facts,
            status=status,
            parts=parts,
            years=years,
        )

    def _sources(self, site: Site) -> None:
        listed = sorted(self.cells["articles"], key=lambda row: (row["collection"], row["date_latest"]))
        counts = {
            row["article_id"]: sum(map(len, self.by_source[row["article_id"]].values())) for row in listed
        }
        heading = words(site.lang)["sources"]
        self._page(site, "sources/index.html", "sources.html", heading, rows=listed, counts=counts)
        for row in listed:
            parts = []
            for name, rows in self.by_source[row["article_id"]].items():
                hidden = {"collection", "article_id", "url", "same_as", *_empty(rows)}
                wanted = [c for c in schema.columns(name) if c not in hidden]
                caption = schema.text(schema.resources()[name], "title", site.lang)
                parts.append(table(site, name, rows, " ".join(wanted), caption, anchors=True))
            basis = _word("articles", "date_basis", row["date_basis"], site.lang)
            path = f"sources/{page(row['article_id'])}"
            self._page(site, path, "source.html", row["title"], row=row, parts=parts, basis=basis)

    def _conflicts(self, site: Site) -> None:
        groups: dict[str, Rows] = defaultdict(list)
        for row in self.cells["conflicts"]:
            groups[row["conflict_id"]].append(row)
        parts = []
        for conflict_id, rows in groups.items():
            name = rows[0]["table"]
            by_id = {row[schema.id_column(name)]: row for row in self.cells[name]}
            figures = [
                c
                for c in ("amount_printed", "value_printed", "gap_printed", "value")
                if c in schema.columns(name)
            ]
            stated = [by_id[row["row_id"]] for row in rows if row["row_id"] in by_id]
            wanted = [c for c in ("year", "level", "from_level", "to_level", *figures, "shown", "confidence")
                      if c in schema.columns(name)]  # fmt: skip
            wanted = [c for c in wanted if any(row[c] for row in stated)]
            reason = next((row["reason"] for row in rows if row["reason"]), "")
            basis = _word("conflicts", "basis", rows[0]["basis"], site.lang)
            caption = schema.text(schema.resources()[name], "title", site.lang)
            made = table(site, name, stated, " ".join(wanted), caption, label=f"{caption}: {conflict_id}")
            parts.append({"id": conflict_id, "table": made, "reason": reason, "basis": basis})
        self._page(site, "conflicts.html", "conflicts.html", words(site.lang)["conflicts"], parts=parts)

    def _codebook(self, site: Site) -> None:
        from nicdata.frames import codebook

        parts = []
        for name, resource in schema.resources().items():
            book = codebook(name, site.lang).reset_index().to_dict("records")
            titles = [schema.text(resource, part, site.lang) for part in ("title", "description")]
            parts.append({"name": name, "title": titles[0], "description": titles[1], "rows": book})
        self._page(site, "codebook.html", "codebook.html", words(site.lang)["codebook"], parts=parts)

    def _downloads(self) -> None:
        found = downloads.files(self.tables, self.cells, self.pictures)
        self.files |= {f"download/{name}": content for name, content in found.items()}

    def _download_page(self, lang: str) -> None:
        names = [path.removeprefix("download/") for path in self.files if path.startswith("download/")]
        sizes = {name: len(self.files[f"download/{name}"]) for name in names}
        heading = words(lang)["download"]
        rows = downloads.listed(sizes, lang)
        self._page(Site(self.cells, self.sources, lang), "download.html", "download.html", heading, rows=rows)


def site(tables: Tables) -> dict[str, bytes]:
    """Return every file of the site: path -> bytes. The same tables give the same bytes.

    Raises ValueError as `cells` does."""
    return Builder(tables).build()


def write(tables: Tables, folder: Path) -> int:
    """Build the site and write it into a folder, all files or none. Returns the number of pages.

    The folder must be new, empty, or one that this function wrote. Raises ValueError and OSError as `write_tree`
    does."""
    files = site(tables)
    write_tree(files, folder, MARKER)
    return sum(path.endswith(".html") for path in files)


def short_name(row: dict[str, str]) -> str:
    """Return the first publisher of a source and its year."""
    publisher = row["publisher"].partition("; ")[0].partition(" (")[0]
    return f"{publisher} {row['date_published'][:4]}"


def _word(name: str, column: str, text: str, lang: str) -> str:
    labels = schema.columns(name)[column].get("labels", {})
    return schema.label(name, column, text, lang) if text in labels else text


def _empty(rows: Rows) -> Iterator[str]:
    return (column for column in rows[0] if not any(row[column] for row in rows)) if rows else iter(())
