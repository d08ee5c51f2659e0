"""Read an article from a text file or a saved web page: title, date, publisher and numbered paragraphs."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from nicdata.files import FORK, decode
from nicdata.sheets.normal import GAP
from nicdata.sheets.printed import normalise
from nicdata.text import slug

SUFFIXES = (".txt", ".html", ".htm")
LONGEST_PARAGRAPH = 2_000_000  # characters
# Words in the class or id of page elements that are not part of the article; the second kind only where they
# contain no sentences.
NEVER = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|newsletter|breadcrumbs?|les-ogsa)(?=$|[\s_-])", re.IGNORECASE
)
BESIDE = re.compile(r"(?:^|[\s_-])(?:share|sharing|contact|kontakt|related)(?=$|[\s_-])", re.IGNORECASE)
LEAST_TEXT = 60  # characters outside links: a block with more may contain sentences
NOT_MAIN = ("nav", "header", "footer", "aside", "form", "menu")
# Characters that may have replaced a digit: the digits around them are never joined.
LOST = re.compile(r"(?<=\d)[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+(?=\d)")
LAST_DAY = "2100-12-31"  # the latest date a page may have, the same whenever the page is read
LAYOUT = "//table[.//p or .//table]/descendant-or-self::*[self::table[.//p or .//table] or (self::tbody or self::tr or self::td or self::th) and ancestor::table[1][.//p or .//table]]"
MOST_ATTRIBUTES = 1000  # in one tag: the time to parse them grows with the square of their number
CROWDED_TAG = re.compile(
    rf"""<\w++(?:\s++[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){{{MOST_ATTRIBUTES}}}"""
)
NOTE_MARK = re.compile(r"[\d\s\[\]().,;*†‡§–-]*|\W?[a-i]\W?")  # a footnote mark, as in <sup>
RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ROW_EDGE = re.compile(r"^\|(?:[ |:-]*$)?|[ |]+$")  # what trafilatura puts around the rows of a table
DECLARED = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


class Article(NamedTuple):
    """An article: its paragraphs, and the title, date and publisher that a web page declares.

    Paragraph n is item n - 1, and normalised. Title, date and publisher are empty if the page does not
    declare them, and for plain text."""

    paragraphs: list[str]
    title: str = ""
    date: str = ""
    publisher: str = ""


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that are not blank: paragraph n is item n - 1.

    Each is normalised, without characters that do not print (soft hyphens, control characters)."""
    text = LOST.sub(GAP, text) if not text.isprintable() else text
    return [clean for line in text.splitlines() if (clean := _printable(normalise(line)))]


def _printable(line: str) -> str:
    """Return a line without characters that do not print."""
    return line if line.isprintable() else normalise("".join(c for c in line if c.isprintable()))


def find(article_id: str, folder: Path) -> Path | None:
    """Return the file of the article with this id in a folder; None if there is none.

    It is `<article_id>.txt` or `.html`, or a file whose path in the folder makes this id (see `walk`). Raises
    OSError when the folder cannot be read."""
    for suffix in SUFFIXES:
        if (path := folder / f"{article_id}{suffix}").is_file():
            return path
    return next((path for path_id, path in walk([folder]) if path_id == article_id), None)


def walk(
    paths: Iterable[Path], unreadable: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, Path]]:
    """Yield the articles in files and folders as pairs (id, path).

    The id is the path in the folder as a slug. Symbolic links to folders are not followed.

    `unreadable` is called with the error of each folder that cannot be read; without it, that error is
    raised. Raises OSError when one of the paths does not exist."""

    def report(error: OSError) -> None:
        if not unreadable:
            raise error
        unreadable(error)

    for path in paths:
        if path.is_dir():
            for folder, below, files in os.walk(path, onerror=report):
                below.sort()
                for name in sorted(files):
                    file = Path(folder, name)
                    if is_article(name) and not name.startswith(FORK):
                        yield slug(str(file.relative_to(path).with_suffix(""))), file
        else:
            path.lstat()
            yield slug(path.stem), path


def is_article(name: str) -> bool:
    """Return whether a file name ends like that of an article, in capitals or not."""
    return name.lower().endswith(SUFFIXES)


def read(path: Path) -> Article:
    """Read an article from a file.

    Raises OSError when the file cannot be read, and errors as `parse` does."""
    return parse(path.name, path.read_bytes())


def parse(name: str, content: bytes) -> Article:
    """Read an article from the bytes of a file. The ending of its name says whether it is text or a web page.

    Raises ValueError when the ending is unknown or no text can be read, ModuleNotFoundError when it is a web
    page and the package trafilatura is not installed."""
    if not is_article(name):
        raise ValueError(f"expected a file that ends in {', '.join(SUFFIXES)}")
    if not name.lower().endswith(".txt"):
        return _page(_decode_page(content))
    if b"\0" in content:
        raise ValueError("contains a NUL byte, so it is not text; expected text saved as UTF-8")
    return Article(_checked(paragraphs(decode(content))))


def sha256(text: str) -> str:
    """Return the SHA-256 digest of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _checked(lines: list[str]) -> list[str]:
    """Return the paragraphs of an article. Raises ValueError when there are none, or when one is too long."""
    if not lines:
        raise ValueError("contains no text; expected an article")
    longest = max(range(len(lines)), key=lambda i: len(lines[i]))
    if len(lines[longest]) > LONGEST_PARAGRAPH:
        raise ValueError(
            f"paragraph {longest + 1} has {len(lines[longest]):,} characters; expected lines of at most"
            f" {LONGEST_PARAGRAPH:,}"
        )
    return lines


def _decode_page(content: bytes) -> str:
    """Decode a web page by the encoding it declares, or else as UTF-8.

    Raises ValueError when that is not possible."""
    declared = DECLARED.search(content, 0, 4096)
    charset = declared[1].decode("ascii") if declared else "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        charset = "utf-8"
    try:
        # Browsers read Latin-1 as Windows-1252, and authors of web pages rely on it.
        latin = charset.lower().replace("_", "-") in (
            "iso-8859-1",
            "latin-1",
            "latin1",
            "us-ascii",
            "windows-1252",
            "cp1252",
        )
        if latin and not content.isascii() and (read := _as_utf8(content)):
            return read
        return (
            decode(content) if charset.lower() == "utf-8" else content.decode("cp1252" if latin else charset)
        )
    except LookupError:
        raise ValueError(f"declares the unknown encoding {charset!r}; expected UTF-8") from None
    except UnicodeDecodeError as error:
        raise ValueError(
            f"byte {error.start + 1} is not {charset}, the encoding that the page declares; save it as UTF-8"
        ) from None


def _as_utf8(content: bytes) -> str:
    """Return the text of bytes that are valid UTF-8, whatever the page declares; else an empty text."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _page(text: str) -> Article:
    """Return the main text of a web page as an article.

    Its title and the date it declares are the first paragraphs, unless they are in the main text. Raises
    errors as `parse` does."""
    try:
        import trafilatura
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            'a web page needs the package trafilatura; install it with pip install "nicdata[html]",'
            " or save the article as text"
        ) from None

    if CROWDED_TAG.search(text):
        raise ValueError(
            f"a tag has {MOST_ATTRIBUTES:,} attributes or more; expected the web page of an article"
        )
    tree = trafilatura.load_html(LOST.sub(GAP, text))
    if tree is None:
        raise ValueError("cannot be read as a web page; expected HTML")
    for part in tree.xpath(LAYOUT):  # a table used for layout, not for figures
        part.tag = "div"
    _clean_marks(tree)
    _remove_side_matter(tree)
    _keep_lists(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        prune_xpath=["//figcaption"],
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": LAST_DAY},
    )
    page = found.as_dict() if found and not isinstance(found, dict) else {}
    title, publisher = (_printable(normalise(page.get(key) or "")) for key in ("title", "sitename"))
    date = page.get("date") or ""
    body = [clean for line in paragraphs(page.get("text") or "") if (clean := ROW_EDGE.sub("", line).strip())]
    head = [line for line in (title, date) if line and line not in body]
    if not body:
        raise ValueError("contains no main text; expected the web page of an article")
    return Article(_checked(head + body), title, date, publisher)


def _remove_side_matter(tree: Any) -> None:
    """Remove elements whose class or id says that they are not part of the article, unless they contain sentences."""
    for part in tree.xpath("//body//*[@class or @id]"):
        named = f"{part.get('class', '')} {part.get('id', '')}"
        if part.getparent() is None or part.tag in ("article", "main", "body"):
            continue
        if NEVER.search(named) or (BESIDE.search(named) and _own_text(part) < LEAST_TEXT):
            part.drop_tree()


def _own_text(part: Any) -> int:
    """Return the number of characters of an element outside its links."""
    return len(part.xpath("normalize-space(string())")) - sum(
        len(link.xpath("normalize-space(string())")) for link in part.xpath(".//a")
    )


def _keep_lists(tree: Any) -> None:
    """Turn the items of lists in the text into paragraphs.

    Extraction would drop lists of links, and lists on a page that does not mark its article."""
    for found in tree.xpath("//body//ul | //body//ol"):
        parent = found.getparent()
        if parent is None or any(
            up.tag in NOT_MAIN or _is_menu(up) for up in (found, *found.iterancestors())
        ):
            continue
        beside = [other for other in parent if other.tag in ("p", "h1", "h2", "h3", "h4", "strong", "b")]
        if not beside and parent.tag not in ("td", "th"):
            continue
        above = found.getprevious()
        if above is not None and above.tag in ("h2", "h3", "h4", "h5", "h6"):
            above.tag = "p"  # what the list is of
        for item in found.xpath("./li"):
            item.tag = "p"
            for link in item.xpath(".//a"):
                link.drop_tag()
            first = item.xpath("./p[1]")
            target = first[0] if first and not (item.text or "").strip() else item
            target.text = f"• {(target.text or '').lstrip()}"
        found.tag = "div"


def _is_menu(part: Any) -> bool:
    """Return whether the class, id or role of an element says that it is a menu."""
    named = f"{part.get('class', '')} {part.get('id', '')} {part.get('role', '')}"
    return (
        re.search(
            r"(?:^|[\s_-])(?:menu|nav|navigation|navbar|footer|header|tags|social)(?=$|[\s_-])",
            named,
            re.IGNORECASE,
        )
        is not None
    )


def _clean_marks(tree: Any) -> None:
    """Remove struck-out text from a page, and separate raised digits from the figure before them.

    A raised digit is a footnote mark (`217<sup>1</sup>`), an exponent, or the numerator of a fraction."""
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
