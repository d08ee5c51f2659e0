"""Present head-counts of a cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nicdata.draft import mentions
from nicdata.draft.mentions import ROLES, Mention
from nicdata.draft.reading import BY_NAME, CELLS, LONGEST_ROW, ONE, PRONOUN, Reading, Sentence, time_of
from nicdata.sheets.entries import Entry

EARLIER = re.compile(
    r"\b(?:hadde|had|startet|started|begynte|began|opprinnelig|opphavleg|originally|den gang|den gongen|at the start|ved oppstart\w*|ved starten|opp fra|opp frå|up from|from|fra bare|frå berre|i begynnelsen|etablert med|founded with|initially|var det|var først|var (?:\w+ ){0,2}med|vaks|vokst fra)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?<!består )(?<!consists )(?<!made up )\b(?:av|of|hvorav|derav|herav|of which|of whom|av dem|of them|blant|among|inkludert|including|mer enn halvparten|nye|new|another|ytterligere|ytterlegare)\b ?$",
    re.IGNORECASE,
)
SURVEYED = re.compile(
    r"\b(?:undersøk\w*|survey\w*|intervju\w*|interview\w*|utvalg\w*|sample\w*|svarte|respond\w*|håp\w*|hopes?|mål(?:et)? er|aims?|planlegg\w*|innen 20\d\d|innan 20\d\d|by 20\d\d)\b",
    re.IGNORECASE,
)

ALL_STAFF = re.compile(
    r"(?:bedriftene|medlemsbedrift\w+|medlemmene|medlemene|verksemdene|(?:member|our|its|the) (?:companies|members|firms)|klyngen|klynga|cluster)\b[^,;]{0,70}$|sysselset\w*|\bemploy",
    re.IGNORECASE,
)
THEY = re.compile(r"(?:De|Dei|They|Nå|No|Now|I dag|Today)\b")
KEY_VALUE = re.compile(
    rf"^(?:[•*·–-] ?)?(?P<noun>{'|'.join(f'(?P<{role}>{mentions.NOUNS[role]})' for role in ROLES if role != 'company')}) ?[:|] ?(?P<number>[\d ]{{1,7}})$",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"(?:NTNU|SINTEF|UiT(?: – Norges arktiske universitet)?|UiB|UiO|UiA|UiS|NMBU|NORCE|Nofima|IFE|NHH|BI|USN|NGU|NIVA|Havforskningsinstituttet|[A-ZÆØÅ]\w+(?:forskning|forsking)|[A-ZÆØÅ]\w+ (?:universitet|høgskole|høyskole|høgskule|University)|(?:Universitetet|Høgskolen|Høyskolen|Høgskulen) (?:i|på) [A-ZÆØÅ][\wæøå-]+(?:-[A-ZÆØÅ]\w+)?|(?:University|University College) of [A-ZÆØÅ]\w+)"
)
CORE_LIST = re.compile(
    r"(?:Kjernebedriftene|Kjerneverksemdene|[Cc]ore (?:companies|members)) (?:i|in|of) .{2,60}? (?:er|are) (?P<list>.+?)\.?$"
)


def entries(reading: Reading) -> Iterator[Entry]:
    """Present head-counts of a cluster."""
    seen: set[tuple[Any, ...]] = set()
    for i, sentences in reading.sentences.items():
        earlier: list[Mention] = []
        if (fact := KEY_VALUE.match(reading.lines[i - 1])) and (i in reading.focus or reading.main):
            of, named_in = reading.focus.get(i) or reading.main or (Mention(0, 0, "", ""), 0)
            role = next(role for role in ROLES if role != "company" and fact[role])
            yield {
                "cluster": of.text,
                "role": role,
                "value_printed": fact["number"].strip(),
                "paragraph": i,
                "named_in": named_in,
                "confidence": "medium",
            }
            continue
        if sentences and sentences[0].clusters and (cell := _head_count_cell(reading.lines, i)):
            yield {
                "cluster": sentences[0].clusters[0].text,
                "role": cell[0],
                "value_printed": cell[1],
                "paragraph": i,
                "confidence": "high",
            }
        for sentence in sentences:
            text = sentence.text
            last_name: tuple[Mention, int] | None = None
            for m in mentions.count(reading.language).finditer(text) if sentence.numbered else ():
                role = next(
                    key for key, value in m.groupdict().items() if value and key not in ("number", "between")
                )
                if role not in ROLES:
                    continue
                value = mentions.figure_text(m["number"], reading.language)
                if not value or re.fullmatch(r"(?:19|20)\d\d", value):
                    continue
                before, after = text[: m.start()], text[m.end() :]
                new = re.search(r"\b(?:nye|new|tidligere|former|andre|other)\b", m["between"] or "")
                if (
                    (EARLIER.search(before) and not re.search(r"\b(?:til|to) $", before))
                    or PART.search(before)
                    or re.search(r"\b(?:more|fler[ei]|fleire|ekstra)\b", m["between"] or "")
                    or new
                    or SURVEYED.search(text)
                    or ONE.fullmatch(value)
                ):
                    continue
                if re.match(r"^ (?:i|in|siden|since) (?:19|20)\d\d", after) and time_of(after[:12], reading):
                    continue
                if (
                    re.search(r"klyngene|klyngjene|clusters\b(?! of)|programmet|programme\b", text)
                    and not sentence.clusters
                ):
                    continue
                if (role == "employee" and not ALL_STAFF.search(before)) or (
                    re.search(r"mennesker|people", m[0]) and not re.search(r"sysselset|employ", text)
                ):
                    continue
                name: Mention | None = _whose(m, sentence)
                named_in = i
                if (
                    not name
                    and not sentence.clusters
                    and not BY_NAME.search(text)
                    and (PRONOUN.search(text) or (THEY.match(text) and earlier) or _lead(before))
                ):
                    if earlier:
                        name = earlier[0]
                    elif i in reading.focus and i - reading.focus[i][1] <= 4:
                        name, named_in = reading.focus[i]
                if not name and not sentence.clusters and last_name:
                    name, named_in = last_name
                if not name:
                    continue
                last_name = (name, named_in)
                key = (name.value, role, i)
                if key in seen:
                    continue
                seen.add(key)
                entry: Entry = {"cluster": name.text, "role": role, "value_printed": value, "paragraph": i}
                if named_in != i:
                    entry["named_in"] = named_in
                yield entry | {"confidence": "high" if named_in == i else "medium"}
            yield from _counted(sentence, sentence.clusters or earlier, i, seen)
            earlier = sentence.clusters or earlier


def _head_count_cell(lines: list[str], i: int) -> tuple[str, str] | None:
    """The head-count in a table's row, by the heading of its column: role and figure."""
    cells = CELLS.split(lines[i - 1][:LONGEST_ROW])
    for row in range(i - 1, max(0, i - 40), -1):
        heads = CELLS.split(lines[row - 1][:LONGEST_ROW])
        if len(heads) < 2:
            return None
        for k, head in enumerate(heads):
            role = next(
                (role for role in ROLES if re.fullmatch(mentions.NOUNS[role], head.strip(), re.IGNORECASE)),
                "",
            )
            if role and k < len(cells) and re.fullmatch(r"\d[\d ]{0,6}", cells[k].strip()):
                return role, cells[k].strip()
    return None


def _lead(before: str) -> bool:
    return before.strip(" –—-•*") in ("", "Med", "With", "Har", "Has", "Samler", "Teller", "I dag") or bool(
        re.match(r"^(?:I dag|Today|Nå|No|Now)\b", before)
    )


def _whose(m: re.Match[str], sentence: Sentence) -> Mention | None:
    """The cluster that a head-count is of: the last one before it in its part of the sentence, else the next."""
    before = [c for c in sentence.clusters if c.end <= m.start()]
    if before and not re.fullmatch(r" (?:og|and) ", sentence.text[before[-1].end : m.start()]):
        return before[-1]
    after = [c for c in sentence.clusters if c.start >= m.end()]
    if after and re.search(
        r"^[^.;]{0,40}\b(?:i|in|of|til|for|hos|med i|part of|av|bak|behind)(?: \w+)? ?[«“\"]?$",
        sentence.text[m.end() : after[0].start],
    ):
        return after[0]
    return None


def _counted(
    sentence: Sentence, clusters: list[Mention], i: int, seen: set[tuple[Any, ...]]
) -> Iterator[Entry]:
    """Head-counts whose names are listed and not their number: core companies, knowledge institutions."""
    text = sentence.text
    core = CORE_LIST.match(text)
    institutions = [] if not clusters else list(dict.fromkeys(m[0] for m in INSTITUTION.finditer(text)))
    for role, names in (
        ("core_company", re.split(r", | og | and | samt ", core["list"]) if core else []),
        (
            "knowledge_institution",
            institutions if re.search(r"\bdeltar|deltek|participat|take part|partner", text) else [],
        ),
    ):
        if clusters and 2 < len(names) == len(set(names)) and (clusters[0].value, role, i) not in seen:
            seen.add((clusters[0].value, role, i))
            yield {
                "cluster": clusters[0].text,
                "role": role,
                "counted": names,
                "paragraph": i,
                "confidence": "medium",
            }
