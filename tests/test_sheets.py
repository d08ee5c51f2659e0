"""A sheet with faults is refused, and every fault is reported in a helpful message."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import RAW, edit, nicdata
from nicdata.sheets import folder as sheets
from nicdata.sheets.entries import ValidationErrors
from nicdata.sheets.sheet import Raw
from nicdata.tidy import tables

IFE = "ife-2020.toml"
EYDE = "eyde-2017.toml"
VIKEN = "viken-2021.toml"
INNOVASJON = "innovasjon-norge-2022.toml"
DECISIONS = "decisions.toml"
END = "# Which names are the same organisation"  # the end of the same_cluster entries
SAME = """[[same_cluster]]
cluster_id = "eyde"
name = "{}"
same_cluster_basis = "spelling"
reason = "None."

"""

# file, old text, new text, parts of the message
# fmt: off
FAULTS = [
    (IFE, 'kind = "appropriation"', "kind = appropriation", ["ife-2020.toml: not TOML", "line"]),
    (IFE, "period_start", "periode_start", ["budgets 1", "unknown key 'periode_start'", "period_start"]),
    (IFE, 'level = "Arena"', 'level = "Arna"', ["cluster_levels 1", "level = 'Arna'", "Arena Pro"]),
    (IFE, 'as_of = "2021-01"', 'as_of = "2021-13"', ["programme_counts 3", "as_of = '2021-13'", "2017-10"]),
    (IFE, 'as_of = "2021-01"', 'as_of = "2021-02-30"', ["as_of = '2021-02-30'"]),
    (IFE, "19. november 2020", "19. nevember 2020", ["date_published_printed", "19. nevember 2020"]),
    (IFE, "paragraph = 18", "paragraph = 21", ["budgets 1", "paragraph = 21", "1 to 20"]),
    (IFE, "paragraph = 18", "paragraph = 0", ["budgets 1", "paragraph = 0", "1 to 20"]),
    (IFE, "paragraph = 18", 'paragraph = "18"', ["budgets 1", "paragraph = '18'"]),
    (IFE, "nic-2020-applicants-p14", "nic-2015-active-p17", ["nic-2015-active-p17", "taken by", IFE]),
    (IFE, "nic-2020-applicants-p14", "NIC 2020", ["count_id = 'NIC 2020'"]),
    (IFE, "217 millioner kroner", "217 millioner kronor", ["budgets 1", "cannot read the figure '217 millioner kronor'"]),
    (IFE, "217 millioner kroner", "217 prosent", ["amount_printed = '217 prosent'", "a sum in kroner"]),
    (IFE, "217 millioner kroner", "217", ["amount_printed = '217'", "a sum in kroner"]),
    (IFE, 'value_printed = "24"', 'value_printed = "20-24"', ["programme_counts 2", "not a range"]),
    (IFE, 'value_printed = "24"', 'value_printed = "−24"', ["programme_counts 2", "a whole number, not negative"]),
    (IFE, 'value_printed = "24"', 'value_printed = "24¹"', ["programme_counts 2", "cannot read the figure '24¹'"]),
    (IFE, 'value_printed = "24"', f'value_printed = "{"2" * 61}"', ["programme_counts 2", "at most 60 characters"]),
    (IFE, 'value_printed = "24"\n', "", ["programme_counts 2", "value_printed"]),
    (IFE, 'cluster = "H2Cluster"', 'cluster = "H3Cluster"', ["cluster 'H3Cluster'", "decisions.toml", "'H2Cluster'"]),
    (IFE, 'scheme = "nic"', 'scheme = "vikan"', ["scheme = 'vikan'", "nic, viken"]),
    (IFE, 'kind = "appropriation"\n', "", ["budgets 1 (nic-2021-appropriation-p18): no kind"]),
    (IFE, 'article_id = "ife-2020"', 'article_id = "ife-2021"', ["article_id = 'ife-2021'", "the name of the file"]),
    (IFE, 'note = "Candidates', 'note = "=1+Candidates', ["note = '=1+Candidates", "formula"]),
    (IFE, 'note = "Candidates', 'note = "\\u001b[31mCandidates', ["note = ", "\\x1b"]),
    (IFE, 'language = "nb"', 'language = "no"', ["language = 'no'", "nb, nn, en"]),
    (INNOVASJON, "significant = true", 'significant = "true"', ["significant = 'true'", "true or false"]),
    (INNOVASJON, 'change_direction = "cut"\n', "", ["budgets 1", "change_direction"]),
    (EYDE, '"NTNU", ', '"NTNU", "NTNU", ', ["participants 2", "different names"]),
    (EYDE, "[[budgets]]", "[[budget]]", ["eyde-2017.toml: unknown key 'budget'"]),
    (VIKEN, "trait =", "traits =", ["cluster_traits 1", "unknown key 'traits'", "trait"]),
    # what decisions.toml must not contain
    (DECISIONS, END, SAME.format("Solkraft") + END, ["same_cluster 'Solkraft'", "remove the entry"]),
    (DECISIONS, END, SAME.format("GCE Subsea") + END, ["eyde = 'GCE Subsea'", "taken by ocean-technology"]),
    (DECISIONS, "[organisations]", "[organizations]", ["unknown key 'organizations'", "organisations"]),
    (DECISIONS, '"SIVA" = "Siva"', '"SIVA" = "Siva"\n"Nobody" = "Noone"', ["organisations 'Nobody'", "remove the entry"]),
    (DECISIONS, '"SIVA" = "Siva"', '"SIVA" = 3', ["organisations", 'lines like name = "other name"']),
    (DECISIONS, 'via = "VIA Cluster"', 'via = ["VIA Cluster"]', ["clusters", "lines like"]),
    (DECISIONS, 'via = "VIA Cluster"', 'via = "VIA"', ["via = 'VIA'", "the name is taken by via"]),
    (DECISIONS, 'via = "VIA Cluster"', 'Via = "VIA Cluster"', ["Via = 'VIA Cluster': cluster_id = 'Via'"]),
    (DECISIONS, 'level = "GCE"', 'level = "NCE"', ["levels; expected each of Node"]),
    (DECISIONS, 'same_cluster_basis = "renamed"', 'same_cluster_basis = "guessed"', ["'guessed'", "printed, spelling, renamed"]),
    (DECISIONS, 'basis_url = "https://www.dt.no', 'note = "https://www.dt.no', ["same_cluster 19", "unknown key 'note'", "basis_url"]),
    # values of another type than the key's
    (IFE, 'cluster = "H2Cluster"', 'cluster = ["H2Cluster"]', ["cluster = ['H2Cluster']", "text in quotes"]),
    (IFE, 'cluster = "H2Cluster"', "cluster = {a = 1}", ["cluster = {'a': 1}", "text in quotes"]),
    (IFE, 'date_published_printed = "19. november 2020"', "date_published_printed = 2020-11-19", ["text in quotes"]),
    (IFE, "paragraphs = 20", "paragraphs = 99999999999999999999", ["paragraphs = 9999", "a whole number"]),
    (IFE, "[[budgets]]", "[budgets]", ["budgets; expected entries"]),
    (IFE, "cluster_levels = [", "cluster_levels = [1,", ["cluster_levels; expected entries"]),
    # keys that contradict each other
    (IFE, 'language = "nb"', 'language = "nb"\ndate_earliest = "2020-01-01"', ["date_earliest", "none of them beside date_published_printed"]),
    (VIKEN, 'date_latest = "2021-12-31"', 'date_latest = "2021-01-31"', ["2021-08-13 to 2021-01-31", "date_earliest before date_latest"]),
    (VIKEN, 'date_published = "2021"', 'date_published = "1950"', ["date_published in between"]),
    (VIKEN, 'date_basis = "inferred"', 'date_basis = "printed"', ["date_basis = 'printed'", "date_published_printed"]),
    (IFE, 'period_end = "2021"', 'period_end = "1999"', ["from 2021 to 1999", "a start before the end"]),
    (IFE, 'period_end = "2021"', 'period_end = "2021"\nperiod_years_printed = "fem"', ["not both"]),
    (IFE, 'period_start = "2021"\n', "", ["no period_start"]),
    (IFE, 'scheme = "nic"\nkind', 'cluster = "H2Cluster"\nscheme = "nic"\nkind', ["expected cluster only if kind"]),
    (IFE, 'scheme = "nic"\nkind', 'level = "Arena"\nscheme = "nic"\nkind', ["expected level only if kind"]),
    (IFE, 'scheme = "nic"\nkind', 'scope = "forerunner"\nscheme = "nic"\nkind', ["scope = 'forerunner' without level"]),
    (IFE, 'scheme = "nic"\nkind', 'amount_per = "month"\nscheme = "nic"\nkind', ["amount_per = 'month'", "total, year"]),
    (IFE, 'kind = "admission"', 'kind = "change"', ["nicdata build infers changes"]),
    (IFE, 'kind = "admission"', 'from_level = "Arena", kind = "admission"', ["from_level and to_level are the same"]),
    (IFE, 'amount_printed = "217 millioner kroner"\n', "", ["no amount_printed"]),
    (INNOVASJON, '"15,8 prosentpoeng"', '"−15,8 prosentpoeng"', ["gap of -15.8", "direction = 'higher'"]),
    (INNOVASJON, '"15,8 prosentpoeng"', '"-15,8 prosentpoeng"', ["U+2212"]),
    (INNOVASJON, 'direction = "not_reported"', 'gap_printed = "1 prosentpoeng"\ndirection = "not_reported"', ["expected the direction of the gap"]),
    (EYDE, '"NTNU", ', '"NTNU; SINTEF AS", ', ["names: text on one line without ;"]),
    (EYDE, '"NTNU", ', '"=1+1", ', ["names: text that no spreadsheet"]),
    (VIKEN, 'stage = "main", ', 'stage = "main", note = "lost", ', ["projects 1", "unknown key 'note'"]),
]
# fmt: on


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), FAULTS, ids=[f[2][:30].strip() or f[1][:30] for f in FAULTS]
)
def test_refuses(few_sheets: Path, file: str, old: str, new: str, said: list[str]) -> None:
    """Catches a fault that is accepted, and a message without the file, the entry, what was found or what was
    expected."""
    edit(few_sheets / file, old, new)
    with pytest.raises(ValidationErrors) as error:
        sheets.read(few_sheets)
    lines = error.value.lines
    assert any(all(part in line for part in said) for line in lines), lines
    assert all("\n" not in line for line in lines)


def test_a_sum_may_lack_its_currency(raw_copy: Path) -> None:
    """Catches an amount printed in millions without a currency that is refused, or read as another amount."""
    edit(raw_copy / IFE, "217 millioner kroner", "217 millioner")
    rows = tables.build(sheets.read(raw_copy))["budgets"]
    assert next(row for row in rows if row["article_id"] == "ife-2020")["amount_nok"] == 217_000_000


def test_refuses_a_name_that_is_not_the_newest(raw_copy: Path) -> None:
    """Catches a cluster that keeps its old name although a newer article prints another."""
    edit(raw_copy / "decisions.toml", '= "NCE Seafood Innovation"', '= "Seafood Innovation Cluster"')
    edit(
        raw_copy / "decisions.toml", 'name = "Seafood Innovation Cluster"', 'name = "NCE Seafood Innovation"'
    )
    with pytest.raises(ValidationErrors, match=r"seafood-innovation.*newest.*has NCE Seafood Innovation"):
        sheets.read(raw_copy)


def test_refuses_what_is_not_utf8(raw_copy: Path) -> None:
    """Catches a sheet in an older encoding that is read with wrong letters."""
    text = (raw_copy / IFE).read_text(encoding="utf-8")
    (raw_copy / IFE).write_bytes(text.replace("–", "-").encode("latin-1"))
    with pytest.raises(ValidationErrors, match=r"ife-2020\.toml: byte \d+ is not UTF-8"):
        sheets.read(raw_copy)


def test_tells_all_faults_of_all_sheets(raw_copy: Path) -> None:
    """Catches a reader that stops at the first fault."""
    edit(raw_copy / IFE, "paragraph = 18", "paragraph = 99")
    edit(raw_copy / IFE, 'value_printed = "24"', 'value_printed = "mange"')
    edit(raw_copy / "eyde-2017.toml", "paragraphs = 28", "paragraphs = 2 8")
    edit(raw_copy / "viken-2021.toml", 'scheme = "viken"', 'scheme = "vikings"')
    with pytest.raises(ValidationErrors) as error:
        sheets.read(raw_copy)
    found = "\n".join(error.value.lines)
    assert all(part in found for part in ("paragraph = 99", "mange", "eyde-2017.toml: not TOML", "vikings"))


def test_line_endings_and_byte_order_mark_do_not_matter(raw_copy: Path, raw: Raw) -> None:
    """Catches a sheet that is read differently after Windows has saved it."""
    for path in raw_copy.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert sheets.read(raw_copy) == raw


def test_a_folder_without_sheets_is_told(tmp_path: Path) -> None:
    """Catches empty tables built from the wrong folder."""
    with pytest.raises(ValidationErrors, match="no sheets found"):
        sheets.read(tmp_path)


def test_every_sheet_is_reviewed_and_from_the_articles(raw: Raw) -> None:
    """Catches a draft among the published sheets."""
    assert {sheet.header["status"] for sheet in raw.sheets} == {"reviewed"}
    assert len(raw.sheets) == len(list(RAW.rglob("*.toml"))) - 1


def test_no_break_and_thin_spaces_are_spaces(raw_copy: Path, raw: Raw) -> None:
    """Catches a figure refused because it has the same special spaces as the article."""
    edit(raw_copy / IFE, "217 millioner kroner", "217\u00a0millioner\u202fkroner")
    assert len(sheets.read(raw_copy).sheets) == len(raw.sheets)


def test_figures_are_read_in_the_language_of_the_article(raw_copy: Path) -> None:
    """Catches an English decimal point read as a thousands separator: 1.5 million would become 1 500
    million."""
    edit(raw_copy / IFE, 'language = "nb"', 'language = "en"')
    edit(raw_copy / IFE, "217 millioner kroner", "1.5 million kroner")
    rows = tables.build(sheets.read(raw_copy))["budgets"]
    assert {row["amount_nok"] for row in rows if row["article_id"] == "ife-2020"} == {1_500_000}


@pytest.mark.parametrize("content", ["", "# nothing yet\n", 'article_id = "foo-2024"\n'])
def test_an_empty_sheet_is_told(raw_copy: Path, content: str) -> None:
    """Catches an article that is left out without notice."""
    (raw_copy / "foo-2024.toml").write_text(content)
    with pytest.raises(ValidationErrors, match=r"foo-2024\.toml: no publisher"):
        sheets.read(raw_copy)


def test_one_bad_file_does_not_hide_the_others(raw_copy: Path) -> None:
    """Catches a folder, a broken link, a huge number or endless nesting that stops the whole run."""
    (raw_copy / "folder.toml").mkdir()
    with suppress(OSError):  # Windows lets only some users make links
        (raw_copy / "link.toml").symlink_to(raw_copy / "nowhere")
    (raw_copy / "huge.toml").write_text("paragraphs = " + "9" * 5000)
    (raw_copy / "deep.toml").write_text("a = " + "[" * 5000 + "]" * 5000)
    edit(raw_copy / IFE, "paragraph = 18", "paragraph = 99")
    with pytest.raises(ValidationErrors) as error:
        sheets.read(raw_copy)
    files = [path.name for path in raw_copy.glob("*.toml") if path.stem in ("folder", "link", "huge", "deep")]
    assert len(files) >= 3
    for said in (*files, "paragraph = 99"):
        assert any(said in line for line in error.value.lines), said


def test_without_decisions_nothing_else_is_told(raw_copy: Path) -> None:
    """Catches two hundred lines about undeclared clusters because one file is missing."""
    (raw_copy / "decisions.toml").unlink()
    with pytest.raises(ValidationErrors) as error:
        sheets.read(raw_copy)
    assert len(error.value.lines) == 1 and error.value.lines[0].startswith("decisions.toml: No such file")


def test_what_a_terminal_could_obey_is_shown_as_text(raw_copy: Path) -> None:
    """Catches an escape sequence in a sheet that reaches the terminal."""
    edit(raw_copy / IFE, '"nic-2021-appropriation-p18"', '"\\u001b[31mred\\nline"')
    done = nicdata("build", "--raw", raw_copy, "--out", raw_copy.parent / "out")
    assert done.returncode == 1 and "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_an_entry_without_digest_is_not_built(raw_copy: Path) -> None:
    """Catches a fact in the tables that was not verified against its paragraph."""
    text = (raw_copy / IFE).read_text(encoding="utf-8")
    (raw_copy / IFE).write_text(re.sub(r"\ndigest = .*\n$", "\n", text), encoding="utf-8")
    done = nicdata("build", "--raw", raw_copy, "--out", raw_copy.parent / "out")
    assert (
        done.returncode == 1 and "ife-2020.toml: participants 3" in done.stderr and "no digest" in done.stderr
    )


def test_a_draft_is_not_built(raw_copy: Path) -> None:
    """Catches unreviewed facts in the tables."""
    edit(raw_copy / IFE, 'status = "reviewed"', 'status = "draft"')
    done = nicdata("build", "--raw", raw_copy, "--out", raw_copy.parent / "out")
    assert done.returncode == 1 and "ife-2020.toml: status = 'draft'" in done.stderr
