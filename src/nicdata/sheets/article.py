"""An article, pasted or saved as a web page -> its title, date, publisher and numbered paragraphs."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nicdata.files import decode
from nicdata.sheets.printed import normalise
from nicdata.text import slug

SUFFIXES = (".txt", ".html", ".htm")
LONGEST_PARAGRAPH = 2_000_000  # characters
# What is no part of an article, where a page's author has named it so.
BESIDE = "cookie consent share contact kontakt related les-ogsa newsletter breadcrumb"
LAST_DAY = "2100-12-31"  # up to which a page's date is one, whatever day it is on the machine that reads it
LAYOUT = "//table[.//p or .//table]/descendant-or-self::*[self::table[.//p or .//table] or (self::tbody or self::tr or self::td or self::th) and ancestor::table[1][.//p or .//table]]"
MOST_ATTRIBUTES = 1000  # of a tag: reading takes the square of their number
CROWDED_TAG = re.compile(
    rf"""<\w++(?:\s++[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){{{MOST_ATTRIBUTES}}}"""
)
NOTE_MARK = re.compile(r"[\d\s\[\]().,;*†‡§–-]*|\W?[a-i]\W?")  # of a footnote, as it stands in <sup>
RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ROW_EDGE = re.compile(r"^\|(?:[ |:-]*$)?|[ |]+$")  # of a table's rows
DECLARED = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Article(NamedTuple):
    """The paragraphs, each normalised: paragraph n is item n - 1. What a page says of itself; empty where
    it does not, or where the article is plain text."""

    paragraphs: list[str]
    title: str = ""
    date: str = ""
    publisher: str = ""


def paragraphs(text: str) -> list[str]:
    """The lines of the text that are not blank, each normalised and without characters that do not print
    (soft hyphens, escapes for a terminal): paragraph n is item n - 1."""
    return [clean for line in text.splitlines() if (clean := _printable(normalise(line)))]


def _printable(line: str) -> str:
    return line if line.isprintable() else normalise("".join(c for c in line if c.isprintable()))


def find(article_id: str, folder: Path) -> Path | None:
    """The article with this id in a folder: the file of that name, or the one whose path there makes the id.
    Raises OSError when the folder cannot be read."""
    for suffix in SUFFIXES:
        if (path := folder / f"{article_id}{suffix}").is_file():
            return path
    return next((path for own, path in walk([folder]) if own == article_id), None)


def walk(
    paths: Iterable[Path], unreadable: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, Path]]:
    """The articles in files and folders, each with its id: its path in the folder, as a slug. Links to folders
    are not followed. `unreadable` is told of folders that cannot be read. Raises OSError when a path is not
    there, and for such folders where nobody is told."""

    def tell(error: OSError) -> None:
        if not unreadable:
            raise error
        unreadable(error)

    for path in paths:
        if path.is_dir():
            for folder, below, files in os.walk(path, onerror=tell):
                below.sort()
                for name in sorted(files):
                    file = Path(folder, name)
                    if is_article(name):
                        yield slug(str(file.relative_to(path).with_suffix(""))), file
        else:
            path.lstat()
            yield slug(path.stem), path


def is_article(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def read(path: Path) -> Article:
    """The article in a file. Raises OSError, or ValueError as `parse` does."""
    return parse(path.name, path.read_bytes())


def parse(name: str, content: bytes) -> Article:
    """The article in the bytes of a file, by the ending of its name, in capitals or not.

    Raises ValueError when there is no text in it that can be read, ModuleNotFoundError when a web page is
    to be read and the package for it is not installed."""
    if not is_article(name):
        raise ValueError(f"expected a file that ends in {', '.join(SUFFIXES)}")
    if not name.lower().endswith(".txt"):
        return _page(_decode_page(content))
    if b"\0" in content:
        raise ValueError("holds a NUL byte, so it is no text; expected a text saved as UTF-8")
    return Article(_some(paragraphs(decode(content))))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _some(found: list[str]) -> list[str]:
    if not found:
        raise ValueError("holds no text; expected an article")
    longest = max(range(len(found)), key=lambda i: len(found[i]))
    if len(found[longest]) > LONGEST_PARAGRAPH:
        raise ValueError(
            f"paragraph {longest + 1} has {len(found[longest]):,} characters; expected lines of at most"
            f" {LONGEST_PARAGRAPH:,}"
        )
    return found


def _decode_page(content: bytes) -> str:
    """A page's text, in the encoding it declares, or UTF-8. Raises ValueError."""
    declared = DECLARED.search(content, 0, 4096)
    charset = declared[1].decode("ascii") if declared else "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        charset = "utf-8"
    try:
        # A browser reads latin-1 as windows-1252, and so do its pages' authors.
        latin = charset.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii")
        return (
            decode(content) if charset.lower() == "utf-8" else content.decode("cp1252" if latin else charset)
        )
    except LookupError:
        raise ValueError(f"declares the encoding {charset!r}, which is not known; expected UTF-8") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start + 1} is not {charset}, which the page declares") from None


def _page(text: str) -> Article:
    """The main text of a page, its title first, then its date where the page declares one."""
    try:
        import trafilatura
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "a web page needs the package trafilatura; install it with pip install 'nicdata[html]',"
            " or save the article as text"
        ) from None

    if CROWDED_TAG.search(text):
        raise ValueError(f"a tag of it has {MOST_ATTRIBUTES:,} attributes; expected the page of an article")
    beside = " or ".join(f"contains(@class, '{word}') or contains(@id, '{word}')" for word in BESIDE.split())
    tree = trafilatura.load_html(text)
    if tree is None:
        raise ValueError("holds no page that can be read; expected HTML")
    for part in tree.xpath(LAYOUT):  # a table that lays out a page is none of figures
        part.tag = "div"
    _without_marks(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        prune_xpath=["//figcaption", f"//*[{beside}]"],
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LAST_DAY},
    )
    said = found.as_dict() if found and not isinstance(found, dict) else {}
    title, publisher = (_printable(normalise(said.get(key) or "")) for key in ("title", "sitename"))
    date = said.get("date") or ""
    body = [clean for line in paragraphs(said.get("text") or "") if (clean := ROW_EDGE.sub("", line).strip())]
    head = [line for line in (title, date) if line and line not in body]
    if not body:
        raise ValueError("holds no main text; expected the page of an article")
    return Article(_some(head + body), title, date, publisher)


def _without_marks(tree: Any) -> None:
    """Take struck text out of a page, and keep raised digits from joining the figure before them: the
    mark of a footnote (`217<sup>1</sup>`), an exponent, or the upper half of a fraction."""
    for part in tree.xpath("//del | //s | //strike"):
        if part.getparent() is not None:
            part.drop_tree()
    for part in tree.xpath("//sup"):
        mark = "".join(part.itertext()).strip()
        if part.getparent() is None or not NOTE_MARK.fullmatch(mark):
            continue
        is_fraction = (part.tail or "").lstrip()[:1] in ("/", "⁄") and mark.isdigit()
        for inner in list(part):
            part.remove(inner)
        part.text = f" {mark}" if is_fraction else "".join(c for c in mark if c.isdigit()).translate(RAISE)
        part.drop_tag()
