"""Changing a TOML file keeps every comment in its place."""

from __future__ import annotations

import re
import tomllib
from itertools import permutations

import pytest
import tomlkit

from nicdata.draft import commented

HEAD = '# the file\nid = "x" # the id\n# the number\nn = 5\n'
END = "# above other\n[[other]]\nx = 1\n"


def tables(below: str, between: str, end: str = END) -> str:
    """Return three entries, each with its own comments, including those below an entry and between
    entries."""
    entries = [
        f"# above {i}\n{below}[[own]] # head {i}\nx = {i} # end {i}\n\n# in {i}\ny = 1\nnote = {i} # last {i}\n"
        for i in range(3)
    ]
    return HEAD + between + between.join(entries) + between + end


def braces(comma: str = ",", newline: str = "\n") -> str:
    entries = "".join(f"  # above {i}\n  {{x = {i}}}{comma if i == 2 else ','} # end {i}\n" for i in range(3))
    text = f"{HEAD}\n# the list\nown = [ # its head\n{entries}  # its foot\n] # its end\n\n{END}"
    return text.replace("\n", newline)


TEXTS = {
    "an empty line between": tables("", "\n"),
    "nothing between": tables("", ""),
    "two empty lines between": tables("", "\n\n"),
    "empty lines around": tables("\n", "\n"),
    "an empty line below": tables("\n", "\n\n"),
    "nothing after": tables("", "\n", ""),
    "a foot": tables("", "\n", "# the foot\n"),
    "in braces": braces(),
    "in braces, no last comma": braces(""),
    "in braces, other line ends": braces(newline="\r\n"),
    "in tables, other line ends": tables("", "\n").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("order", list(permutations(range(3), 2)), ids=str)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_comment_stays_with_its_entry(text: str, order: tuple[int, ...]) -> None:
    """Catches a comment that is above another entry after its own entry was removed, or is removed with
    another one."""
    document = commented.parse(text)
    assert tomlkit.dumps(document) == text
    left = [0, 1, 2]
    for gone in order:
        told = commented.remove_entry(document, "own", left.index(gone))
        left.remove(gone)
        own = set(re.findall(rf"# \w+ {gone}\b", text))
        assert set(told) == own
        now = tomlkit.dumps(document)
        assert tomllib.loads(now) == document.unwrap() == tomllib.loads(now.replace("\r", ""))
        assert not own & set(re.findall(r"#[^\r\n]*", now))
        kept = [
            comment.strip()
            for comment in re.findall(r"#[^\r\n]*", text)
            if not comment.strip().endswith(str(gone))
        ]
        text = now
        assert [comment.strip() for comment in re.findall(r"#[^\r\n]*", now)] == kept
        for i in left:
            above = now.index(f"# above {i}")
            following = re.search(r"x = (\d)", now[above:])
            assert following and following[1] == str(i)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_last_entry_takes_the_table_along(text: str) -> None:
    """Catches an empty table that is kept, a comment about its entries above the next table, and a lost
    comment about the file."""
    document = commented.parse(text)
    told = []
    while "own" in document:
        told += commented.remove_entry(document, "own", 0)
    now = tomlkit.dumps(document)
    assert tomllib.loads(now) == document.unwrap() and now.startswith(text[:40])
    assert not re.search(r"# \w+ \d", now)
    there = re.findall(r"#[^\r\n]*", now)
    assert sorted([*there, *told]) == sorted(comment.strip() for comment in re.findall(r"#[^\r\n]*", text))
    assert ("# above other" in now) == ("# above other" in text) and ("# the foot" in now) == (
        "# the foot" in text
    )
    assert "# the list" not in there and "# its end" not in there


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_comment_about_no_entry_stays(place: int) -> None:
    """Catches the heading of a table, or of a part of it, lost with the entry below it."""
    text = "# all of them\n\n[[own]]\nx = 0\n\n# a part\n\n# above 1\n[[own]]\nx = 1\n# below 1\n\n[[own]]\nx = 2\n"
    document = commented.parse("n = 5\n\n" + text)
    told = commented.remove_entry(document, "own", place)
    now = tomlkit.dumps(document)
    assert told == ["# above 1", "# below 1"] * (place == 1)
    assert "# all of them\n\n" in now and "# a part\n\n" in now
    assert ("# above 1\n[[own]]\nx = 1\n# below 1\n" in now) == (place != 1)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_new_key_stands_in_its_entry(text: str) -> None:
    """Catches a key that is written below the comment of the next entry."""
    document = commented.parse(text)
    for entry in document["own"]:
        commented.set_value(entry, "new", 7)
        commented.set_value(entry, "x", entry["x"] + 10)
    commented.set_value(document, "url", "here")
    commented.set_value(document, "n", 6)
    now = tomlkit.dumps(document)
    read = tomllib.loads(now)
    assert read == document.unwrap() and read["url"] == "here" and read["n"] == 6
    assert [(entry["x"], entry["new"]) for entry in read["own"]] == [(10, 7), (11, 7), (12, 7)]
    comments = [[comment.strip() for comment in re.findall(r"#[^\r\n]*", one)] for one in (text, now)]
    assert comments[0] == comments[1]
    for i in range(3):
        following = re.search(r"x = (\d+)", now[now.index(f"# above {i}") :])
        assert following and following[1] == str(10 + i)


def test_a_key_leaves_its_comment() -> None:
    """Catches a remark of the reviewer lost because the key next to it is removed."""
    document = commented.parse('n = 5 # five\n\n[[own]]\n# above\nx = 1\nconfidence = "low" # look again\n')
    commented.remove_key(document, "n")
    commented.remove_key(document["own"][0], "confidence")
    assert tomlkit.dumps(document) == "# five\n\n[[own]]\n# above\nx = 1\n# look again\n"
    document = commented.parse("own = [\n  {x = 1, y = 2}, # here\n]\n")
    commented.remove_key(document["own"][0], "x")
    assert tomllib.loads(tomlkit.dumps(document)) == {"own": [{"y": 2}]} and "# here" in tomlkit.dumps(
        document
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[own]]\nx = 1\n[[other]]\nx = 1\n[[own]]\nx = 2\n", "stand apart from each other"),
        ("x = \n", "not TOML"),
        ("x = 1\nx = 2\n", "not TOML"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, said: str) -> None:
    """Catches entries that change places, with comments above the wrong ones, and a traceback instead of a
    message."""
    with pytest.raises(ValueError, match=said):
        commented.parse(text)
