"""Moves between the levels: one row each, at the paragraph that states it first."""

from __future__ import annotations

from collections.abc import Iterator

from nicdata.draft.clause_levels import Sighting, past
from nicdata.draft.reading import Reading
from nicdata.draft.verdicts import SURE, Found, proposed, verdict
from nicdata.sheets.entries import Entry

MOST_OTHERS = 5  # names of a list for each that it calls new or moved, where all of them are
LADDER = ("Node", "Arena", "Arena Pro", "NCE", "GCE")  # the levels from below


def changes(seen: list[Sighting], reading: Reading) -> Iterator[Found]:
    """Yield one entry a move, at the paragraph that states it first; what is listed as new is a move too."""
    moved = [one for one in seen if one.kind] + list(_listed_moves(seen, reading))
    kept: dict[tuple[str, str, str], Sighting] = {}
    for move in sorted(moved, key=lambda move: (bool(move.reason), move.paragraph)):
        if not move.level:  # only the level that was left is told
            known = [
                key for key in kept if key[0] == move.name.value and key[1] != move.from_level and not key[2]
            ]
            if len(known) == 1 and not kept[known[0]].from_level:
                kept[known[0]] = kept[known[0]]._replace(kind="promotion", from_level=move.from_level)
            has = {
                one.level
                for one in seen
                if one.name.value == move.name.value and one.level and not one.reason
            }
            if not known and move.as_of and len(has := has - {move.from_level}) == 1:
                level = has.pop()  # that it has, by a list
                kept[move.name.value, level, ""] = move._replace(level=level)
            continue
        # A cluster reaches a level once; its time there can be extended in one year and in another.
        key = (move.name.value, move.level, f"extended {move.as_of}" if move.kind == "extension" else "")
        if move.basis == "listed" and any(other[:2] == key[:2] and other[2] for other in kept):
            continue
        kept[key] = _merged(kept.setdefault(key, move), move, reading)
    for move in (_from_below(move, seen, reading) for move in kept.values()):
        entry: Entry = {"cluster": move.name.text, "to_level": move.level, "kind": move.kind}
        if move.from_level and move.from_level != move.level:
            entry["from_level"] = move.from_level
        if move.as_of:
            entry["as_of"] = move.as_of
        entry["paragraph"] = move.paragraph
        if move.named_in != move.paragraph:
            entry["named_in"] = move.named_in
        if move.reason:
            yield proposed("level_changes", entry, move.reason)
        else:
            yield verdict("level_changes", entry, SURE, move.basis != "announced" or "named_in" in entry)


def _merged(first: Sighting, move: Sighting, reading: Reading) -> Sighting:
    """The move as its first statement tells it, with what a later one tells better."""
    if first is move or move.reason:
        return first
    if (first.kind == "admission" and move.kind == "promotion") or (not first.from_level and move.from_level):
        first = first._replace(kind="promotion", from_level=move.from_level or first.from_level)
    if not first.as_of and past(move.as_of, reading) and first.basis == "mentioned":
        first = first._replace(as_of=move.as_of)
    return first


def _from_below(move: Sighting, seen: list[Sighting], reading: Reading) -> Sighting:
    """The move as a promotion where the article also puts the cluster at a lower level before it."""
    if (
        move.kind not in ("admission", "promotion")
        or move.from_level
        or move.basis == "listed"
        or move.level not in LADDER
    ):
        return move
    then = move.as_of or reading.date or str(reading.year or "")
    below = [
        one.level
        for one in seen
        if one.name.value == move.name.value
        and one.level in LADDER
        and LADDER.index(one.level) < LADDER.index(move.level)
        and not one.reason
        and (one.as_of < then[: len(one.as_of)] if one.as_of and then else one.basis == "mentioned")
    ]
    return move._replace(kind="promotion", from_level=max(below, key=LADDER.index)) if below else move


def _listed_moves(seen: list[Sighting], reading: Reading) -> Iterator[Sighting]:
    """What a list under a heading of what is new holds, and all of a list that calls some of its names new or moved."""
    told = {one.paragraph for one in seen if one.basis == "listed" and one.kind}
    listed = sum(len(section.items) for section in reading.sections)
    is_of_moves = len(told) > 1 and len(told) * MOST_OTHERS >= listed
    for section in reading.sections:
        intro = [s.text for s in reading.sentences.get(section.intro, [])][-1:] or [
            reading.lines[section.intro - 1]
        ]
        line = " ".join([*intro, reading.lines[section.paragraph - 1]])
        if is_of_moves or _is_new(line, reading):
            yield from (
                Sighting(i, name, i, section.level, "listed", "admission")
                for i, name in section.items
                if i not in told
            )


def _is_new(line: str, reading: Reading) -> bool:
    return reading.has("new", line) and not reading.has("served", line)
