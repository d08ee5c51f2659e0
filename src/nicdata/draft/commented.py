"""TOML that a person writes comments into, changed so that each comment stays with what it is about.

A comment is about the entry or key below it, or on whose line it stands. One with an empty line below it is about the
entry above where it follows that at once, else about the entry below: above the first of a table about the table,
unless that above the second stands alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

# What stands between the entries of a list.
BETWEEN = re.compile(r"(?:[\s,]|#[^\n]*)*")
INDENT = "    "


def parse(text: str) -> TOMLDocument:
    """Read TOML as a document that keeps its comments. Raises ValueError when it cannot be written as it was read."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import AoT, Comment, Table, Whitespace

    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ValueError(f"not TOML: {error}") from None
    if tomlkit.dumps(document) != text:
        raise ValueError("entries of one table stand apart from each other; expected them one after another")
    # To tomlkit, the comments above an entry are the end of the one before: they are moved to the head of their own.
    run: list[tuple[list[Any], int]] = []
    is_table = False
    for place, (_, item) in enumerate(list(document.body)):
        is_table = isinstance(item, AoT) or (isinstance(item, Table) and not item.is_super_table())
        if is_table:
            tables: list[Any] = item.body if isinstance(item, AoT) else [item]
            for table in tables:
                table.trivia.indent = _taken(run) + table.trivia.indent
                run = _end(table)
        else:
            run = [*run, (document.body, place)] if isinstance(item, Comment | Whitespace) else []
    if is_table:  # there is always a last item, for what is about no entry
        is_apart = any(isinstance(body[place][1], Whitespace) for body, place in run)
        document.append(None, Whitespace(_taken(run) if is_apart else "", fixed=True))
    return document


def _end(table: Table) -> list[tuple[list[Any], int]]:
    """The comments and empty lines that stand last in a table."""
    body = table.value.body
    begin = len(body)
    while begin and body[begin - 1][0] is None:
        begin -= 1
    return [(body, place) for place in range(begin, len(body))]


def _taken(run: list[tuple[list[Any], int]]) -> str:
    """The text of comments that are about what comes next; they are taken out."""
    from tomlkit.items import Null, Whitespace

    items = [body[place][1] for body, place in run]
    begin = next((n for n, item in enumerate(items) if isinstance(item, Whitespace)), 0)
    for body, place in run[begin:]:
        body[place] = (None, Null())
    return "".join(item.as_string() for item in items[begin:])


def set_value(table: Any, key: str, value: Any) -> None:
    """Give a key of a document or entry a value; a new one stands after the other keys."""
    from tomlkit.items import Table

    is_new = key not in table
    table[key] = value
    if is_new and isinstance(table, Table):
        own: Any = table.value.item(key)
        own.trivia.indent = ""  # tomlkit takes the comment above the entry for its indentation


def remove_key(table: Any, key: str) -> None:
    """Take a key out of a document or entry; what was written beside it stays, on a line of its own."""
    from tomlkit.items import Comment, Table, Trivia

    container: Any = table.value if isinstance(table, Table) else table
    trivia = container.item(key).trivia
    body = getattr(container, "body", [])  # an entry in braces has no comments in it
    place = next((n for n, (own, _) in enumerate(body) if own and own.key == key), -1)
    del table[key]
    if trivia.comment:
        body[place] = (None, Comment(Trivia(trivia.indent, "", trivia.comment, trivia.trail)))


def remove_entry(document: TOMLDocument, table: str, place: int) -> list[str]:
    """Take an entry out of a table, and the table with the last of them. Returns the comments that went with it."""
    from tomlkit.items import AoT

    entries: Any = document[table]
    return (_remove_table if isinstance(entries, AoT) else _remove_inline)(document, table, place)


def _remove_table(document: TOMLDocument, name: str, place: int) -> list[str]:
    from tomlkit.items import AoT, Null, Table, Whitespace

    found: list[Table] = []
    for _, item in document.body:
        found += item.body if isinstance(item, AoT) else [item] if isinstance(item, Table) else []
    entries: Any = document[name]
    entry = entries.body[place]
    kept, own = _parted([one.trivia.indent for one in entries.body], place)
    items = [entry, *(item for _, item in entry.value.body if not isinstance(item, Whitespace | Null))]
    own += "".join(f"{item.trivia.comment}\n" for item in items)
    later = found[next(n for n, one in enumerate(found) if one is entry) + 1 :]
    del entries[place]
    if not entries:
        del document[name]
    if "#" in kept and later:
        head = later[0].trivia.indent
        later[0].trivia.indent = kept + ("" if head.startswith(("\n", "\r")) else "\n") + head
    elif "#" in kept:
        document.body[-1] = (None, Whitespace(kept + document.body[-1][1].as_string(), fixed=True))
    return _comments(own)


def _remove_inline(document: TOMLDocument, name: str, place: int) -> list[str]:
    """The same for entries in braces in a list. One with comments is written anew, an entry on each line."""
    import tomlkit

    array: Any = document[name]
    texts = [item.as_string() for item in array]
    whole, at, beside, above = array.as_string(), 1, [], []
    for text in (*texts, ""):
        between = BETWEEN.match(whole, at)
        assert between and whole.startswith(text, between.end()), (
            "tomlkit writes lists otherwise than expected"
        )
        line, newline, rest = between[0].partition("\n")
        beside.append(line.strip(" \t\r,"))
        above.append(newline and "".join(map(_indented, rest.split("\n")[:-1])))
        at = between.end() + len(text)
    if not any("#" in part for part in (*beside, *above)):
        del array[place]
        return [] if len(array) else _remove_list(document, name, "")
    kept, own = _parted(above[:-1], place)
    gone = _comments(own) + _comments(beside[place + 1])
    del texts[place], beside[place + 1]
    above[place : place + 2] = [kept + above[place + 1]]
    if not texts:
        return gone + _remove_list(
            document, name, "\n".join([*_comments(beside[0]), *_comments(above[0]), ""])
        )
    made = f"[{f' {beside[0]}' * bool(beside[0])}\n"
    for before, text, comment in zip(above, texts, beside[1:], strict=False):
        made += f"{before}{INDENT}{text},{f' {comment}' * bool(comment)}\n"
    made = f"x = {made}{above[-1]}]"
    document[name] = tomlkit.parse(made.replace("\n", "\r\n") if "\r\n" in whole else made)["x"]
    return gone


def _indented(line: str) -> str:
    """A line between two entries of a list, as it is written; nothing for commas alone."""
    comment = line.strip(" \t\r,")
    return f"{INDENT}{comment}\n" if comment else "" if line.strip() else "\n"


def _remove_list(document: TOMLDocument, name: str, text: str) -> list[str]:
    """Take an empty list out, with the comment above it and beside it; `text` takes its place."""
    from tomlkit.items import Comment, Null, Whitespace

    body = document.body
    place = next(n for n, (own, _) in enumerate(body) if own and own.key == name)
    gone = [body[place][1].trivia.comment]
    del document[name]
    body[place] = (None, Whitespace(text, fixed=True))
    while place and isinstance(body[place - 1][1], Comment):
        place -= 1
        gone.insert(0, body[place][1].trivia.comment)
        body[place] = (None, Null())
    return [comment for comment in gone if comment]


def _parted(heads: list[str], place: int) -> tuple[str, str]:
    """What stands above the entry of this place, of what stands above each: what is not about it, and what is."""
    begin, end, lines = _nearest(heads[place])
    if place == 0 and len(heads) > 1 and _is_apart(heads[0]) and not _is_apart(heads[1]):
        begin = end
    return "".join(lines[:begin]), "".join(lines[begin:])


def _nearest(head: str) -> tuple[int, int, list[str]]:
    """The first line of the comment that is nearest to an entry, that behind its last, and all lines above the entry."""
    lines = head.splitlines(keepends=True)
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and lines[begin - 1].strip():
        begin -= 1
    return begin, end, lines


def _is_apart(head: str) -> bool:
    """Whether an empty line stands between an entry and the comment above it."""
    begin, end, lines = _nearest(head)
    return begin < end and any(line.endswith("\n") for line in lines[end:])


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
