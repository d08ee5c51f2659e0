"""A sheet with faults is refused, with all of them, and in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import RAW, edit
from nicdata import sheets

IFE = "ife-2020.toml"
UNUSED = """[[same_cluster]]
cluster_id = "via"
name = "Solkraft"
basis = "spelling"
reason = "None."

"""

# file, what stands there, what is put in its place, what the message must say
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
    (
        IFE,
        "217 millioner kroner",
        "217 millioner kronor",
        ["budgets 1", "cannot read the figure '217 millioner kronor'"],
    ),
    (IFE, "217 millioner kroner", "217 prosent", ["amount_printed = '217 prosent'", "a sum in kroner"]),
    (
        IFE,
        'value_printed = "24"',
        'value_printed = "ca. 24"',
        ["programme_counts 2", "not a range or an estimate"],
    ),
    (IFE, 'value_printed = "24"\n', "", ["programme_counts 2", "value_printed"]),
    (
        IFE,
        'cluster = "H2Cluster"',
        'cluster = "H3Cluster"',
        ["cluster 'H3Cluster'", "decisions.toml", "'H2Cluster'"],
    ),
    (IFE, 'scheme = "nic"', 'scheme = "vikan"', ["scheme = 'vikan'", "nic, viken"]),
    (IFE, 'kind = "appropriation"\n', "", ["budgets 1 (nic-2021-appropriation-p18): no kind"]),
    (
        IFE,
        'article_id = "ife-2020"',
        'article_id = "ife-2021"',
        ["article_id = 'ife-2021'", "the name of the file"],
    ),
    (IFE, 'note = "Candidates', 'note = "=1+Candidates', ["note = '=1+Candidates", "formula"]),
    (IFE, 'note = "Candidates', 'note = "\\u001b[31mCandidates', ["note = ", "\\x1b"]),
    (IFE, 'language = "nb"', 'language = "no"', ["language = 'no'", "nb, nn, en"]),
    (
        "innovasjon-norge-2022.toml",
        "significant = true",
        'significant = "true"',
        ["significant = 'true'", "true or false"],
    ),
    ("innovasjon-norge-2022.toml", 'change_direction = "cut"\n', "", ["budgets 1", "change_direction"]),
    ("eyde-2017.toml", '"NTNU", ', '"NTNU", "NTNU", ', ["participants 2", "different names"]),
    ("eyde-2017.toml", "[[budgets]]", "[[budget]]", ["eyde-2017.toml: unknown key 'budget'"]),
    ("viken-2021.toml", "trait =", "traits =", ["cluster_traits 1", "unknown key 'traits'", "trait"]),
    ("decisions.toml", "[[same_cluster]]", UNUSED + "[[same_cluster]]", ["Solkraft", "take the entry out"]),
    (
        "decisions.toml",
        "[organisations]",
        "[organizations]",
        ["unknown key 'organizations'", "organisations"],
    ),
    (
        "decisions.toml",
        'basis_url = "https://www.dt.no',
        'note = "https://www.dt.no',
        ["Energy Valley", "basis_url"],
    ),
    ("decisions.toml", 'via = "VIA Cluster"', 'via = "VIA"', ["'VIA' names two clusters"]),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), FAULTS, ids=[f[2][:30].strip() or f[1][:30] for f in FAULTS]
)
def test_refuses(raw_copy: Path, file: str, old: str, new: str, said: list[str]) -> None:
    """Catches a fault that passes, and a message without the file, the entry, what was found or expected."""
    edit(raw_copy / file, old, new)
    with pytest.raises(sheets.Faults) as error:
        sheets.read(raw_copy)
    lines = error.value.lines
    assert any(all(part in line for part in said) for line in lines), lines
    assert all("\n" not in line for line in lines)


def test_refuses_a_name_that_is_not_the_newest(raw_copy: Path) -> None:
    """Catches a cluster that keeps its old name when a newer article prints another."""
    edit(raw_copy / "decisions.toml", '= "NCE Seafood Innovation"', '= "Seafood Innovation Cluster"')
    edit(
        raw_copy / "decisions.toml", 'name = "Seafood Innovation Cluster"', 'name = "NCE Seafood Innovation"'
    )
    with pytest.raises(sheets.Faults, match=r"seafood-innovation.*newest.*has NCE Seafood Innovation"):
        sheets.read(raw_copy)


def test_refuses_what_is_not_utf8(raw_copy: Path) -> None:
    """Catches a sheet saved in an older encoding, read as other letters."""
    text = (raw_copy / IFE).read_text(encoding="utf-8")
    (raw_copy / IFE).write_bytes(text.replace("–", "-").encode("latin-1"))
    with pytest.raises(sheets.Faults, match=r"ife-2020\.toml: byte \d+ is not UTF-8"):
        sheets.read(raw_copy)


def test_tells_all_faults_of_all_sheets(raw_copy: Path) -> None:
    """Catches a reader that stops at the first fault."""
    edit(raw_copy / IFE, "paragraph = 18", "paragraph = 99")
    edit(raw_copy / IFE, 'value_printed = "24"', 'value_printed = "mange"')
    edit(raw_copy / "eyde-2017.toml", "paragraphs = 28", "paragraphs = 2 8")
    edit(raw_copy / "viken-2021.toml", 'scheme = "viken"', 'scheme = "vikings"')
    with pytest.raises(sheets.Faults) as error:
        sheets.read(raw_copy)
    found = "\n".join(error.value.lines)
    assert all(part in found for part in ("paragraph = 99", "mange", "eyde-2017.toml: not TOML", "vikings"))


def test_line_endings_and_byte_order_mark_do_not_matter(raw_copy: Path, raw: sheets.Raw) -> None:
    """Catches a sheet that reads otherwise once Windows has saved it."""
    for path in raw_copy.glob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert sheets.read(raw_copy) == raw


def test_a_folder_without_sheets_is_told(tmp_path: Path) -> None:
    """Catches an empty set of tables built from the wrong folder."""
    with pytest.raises(sheets.Faults, match="no sheets found"):
        sheets.read(tmp_path)


def test_every_sheet_is_reviewed_and_from_the_articles(raw: sheets.Raw) -> None:
    """Catches a draft among the sheets that are published."""
    assert {sheet.header["status"] for sheet in raw.sheets} == {"reviewed"}
    assert len(raw.sheets) == len(list(RAW.glob("*.toml"))) - 1
