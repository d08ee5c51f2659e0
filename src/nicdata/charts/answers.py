"""Tables -> two or three sentences a question, in which every figure is computed; and tables to read beside them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from nicdata.charts import series
from nicdata.charts.flow import ways
from nicdata.charts.gaps import Gap, figure
from nicdata.charts.gaps import gaps as found_gaps
from nicdata.charts.growth import rounds
from nicdata.charts.money import budget_facts, growth_of
from nicdata.charts.series import Fact
from nicdata.charts.words import Words
from nicdata.frames import Tables

MOST_STUDIES = 3
LINK = re.compile(r"\[([^\]]*)\]\(#([^)]*)\)")
# As in `texts`: English, Norwegian.
SENTENCES = {
    "counted": ("Sources report {said}.", "Kildene oppgir {said}."),
    "clusters_in": ("**{n}** clusters in {year}", "**{n}** klynger i {year}"),
    "number_in": ("**{n}** in {year}", "**{n}** i {year}"),
    "admitted": (
        "**{n}** clusters were admitted in {year}",
        "**{n}** klynger ble tatt opp i {year}",
    ),
    "none_since": (", none in {years}", ", ingen i {years}"),
    "moved": (
        "At least **{n}** of the **{whole}** clusters whose first level is reported have moved up.",
        "Minst **{n}** av de **{whole}** klyngene med kjent startnivå har rykket opp.",
    ),
    "no_growth": (
        "No source reports the number of clusters, the admissions or the moves.",
        "Ingen kilde oppgir antallet klynger, opptak eller opprykk.",
    ),
    "one_sum": (
        "The programme’s budget was **{n}** million kroner in {year}{others}.",
        "Bevilgningen til klyngeprogrammet var **{n}** mill. kr i {year}{others}.",
    ),
    "two_sums": (
        "The programme’s budget was **{n}** million kroner in {year}{others}, and **{last}** million in {last_year}{last_others}.",
        "Bevilgningen til klyngeprogrammet var **{n}** mill. kr i {year}{others} og **{last}** mill. kr i {last_year}{last_others}.",
    ),
    "other_sums": (" (another source: {n})", " (en annen kilde: {n})"),
    "real_more": (
        "In constant {base} prices that is an increase of {p}.",
        "Justert for prisvekst er det en økning på {p} (faste {base}-priser).",
    ),
    "real_less": (
        "In constant {base} prices that is a decrease of {p}.",
        "Justert for prisvekst er det en nedgang på {p} (faste {base}-priser).",
    ),
    "by_source": ("{p}, depending on the source", "{p}, avhengig av kilden"),
    "real_same": (
        "In constant {base} prices that is about the same.",
        "Regnet i faste {base}-priser er det omtrent like mye.",
    ),
    "real_unsure": (
        "In {base} prices the sources do not agree on whether that is more or less.",
        "I faste {base}-priser er kildene uenige om det er mer eller mindre.",
    ),
    "range": ("{low} to {high}", "{low} til {high}"),
    "later_cut": ("In {year} it was cut{by}.", "I {year} ble bevilgningen kuttet{by}."),
    "later_rise": ("In {year} it was raised{by}.", "I {year} ble bevilgningen økt{by}."),
    "by": (" by {n} million kroner", " med {n} mill. kr"),
    "no_budget": ("No source states the programme’s budget.", "Ingen kilde oppgir bevilgningen til klyngeprogrammet."),
    "study": (
        "According to {who} ({year}), members had higher {yearly}growth than the companies they were compared with: {said}.",
        "Ifølge {who} ({year}) hadde medlemmene høyere {yearly}vekst enn bedriftene de ble sammenlignet med: {said}.",
    ),
    "study_mixed": (
        "According to {who} ({year}), the difference in {yearly}growth between members and the companies they were compared with was {said}.",
        "Ifølge {who} ({year}) var forskjellen i {yearly}vekst mellom medlemmene og bedriftene de ble sammenlignet med, {said}.",
    ),
    "first_measure": (
        "**{n}** percentage points in {measure}",
        "**{n}** prosentpoeng i {measure}",
    ),
    "in_measure": ("**{n}** in {measure}", "**{n}** i {measure}"),
    "yearly": ("annual ", "årlig "),
    "someone": ("a study", "en studie"),
    "unstated": (
        "In addition, {n} reported without a figure{lower}.",
        "I tillegg er {n} oppgitt uten tall{lower}.",
    ),
    "lower": (", among them lower {said}", ", blant dem lavere {said}"),
    "lower_in": ("{measure} ({who}, {year})", "{measure} ({who}, {year})"),
    "one_result": ("one result is", "ett resultat"),
    "results": ("{n} results are", "{n} resultater"),
    "no_gaps": ("No study states a figure for the lead of members.", "Ingen studie oppgir tall for medlemmenes forsprang."),
}  # fmt: skip


class Answer(str):
    """Text that a notebook sets as Markdown; `linked` is the same with each figure as a link to its row,
    `[28](#programme_counts-id)`."""

    linked: str

    def __new__(cls, linked: str) -> Answer:
        answer = super().__new__(cls, LINK.sub(r"\1", linked))
        answer.linked = linked
        return answer

    def _repr_markdown_(self) -> str:
        return str(self)


def _sentence(say: Words, key: str, **values: Any) -> str:
    return SENTENCES[key][say.which].format(**values)


def _of_row(text: str, table: str, row: str) -> str:
    """A figure as a link to its row, where it has one."""
    return f"[{text}](#{table}-{row})" if row else text


def growth(tables: Tables, lang: str = "en") -> Answer:
    """How many clusters, who was admitted last, how many moved up."""
    say, said = Words(lang), []
    counted, _ = series.totals(tables)
    if counted:
        last = counted[-1]
        parts = [_sentence(say, "clusters_in", n=_count(last.value, last.row, say), year=last.year)]
        earlier = [fact for fact in counted if fact.year < last.year]
        for fact in dict.fromkeys([*earlier[-1:], *earlier[:1]]):
            parts.append(_sentence(say, "number_in", n=_count(fact.value, fact.row, say), year=fact.year))
        said.append(_sentence(say, "counted", said=say.all_of(parts)))
    admitted, _ = rounds(tables)
    if held := [one for one in admitted if one.whole]:
        number = _count(held[-1].whole, held[-1].row, say)
        text = _sentence(say, "admitted", n=number, year=held[-1].year)
        after = [str(one.year) for one in admitted if one.year > held[-1].year]
        text += _sentence(say, "none_since", years=say.any_of(after)) if after else ""
        said.append(text + ".")
    moved = ways(tables)
    if up := sum(n for (begun, top), n in moved.items() if begun != top):
        said.append(_sentence(say, "moved", n=up, whole=sum(moved.values())))
    return Answer(" ".join(said) or _sentence(say, "no_growth"))


def _count(value: float, row: str, say: Words) -> str:
    return _of_row(say.number(value), "programme_counts", row)


def budget(tables: Tables, lang: str = "en") -> Answer:
    """What the programme had first and last, how much more that is in real terms, and what is reported of later years."""
    say = Words(lang)
    stated, in_base, _ = budget_facts(tables)
    if not stated:
        return Answer(_sentence(say, "no_budget"))
    first, last = stated[0], stated[-1]
    values = {"n": _sum(first, say), "year": first.year, "others": _others(first, say)}
    if first.year == last.year:
        return Answer(_sentence(say, "one_sum", **values))
    values |= {"last": _sum(last, say), "last_year": last.year, "last_others": _others(last, say)}
    said = [_sentence(say, "two_sums", **values)]
    if (
        len(in_base) > 1
        and (in_base[0].year, in_base[-1].year) == (first.year, last.year)
        and in_base[0].low > 0
    ):
        said.append(_real(in_base, say))
    told = series.changes(tables)
    for row in series.records(told[told["year"] > last.year])[:1]:
        amount = say.about(row.qualifier) + say.millions(row.amount_nok) if pd.notna(row.amount_nok) else ""
        by = _sentence(say, "by", n=_of_row(amount, "budgets", row.budget_id)) if amount else ""
        said.append(_sentence(say, f"later_{row.change_direction}", year=int(row.year), by=by))
    return Answer(" ".join(said))


def _sum(fact: Fact, say: Words) -> str:
    return _of_row(say.about(fact.qualifier) + say.millions(fact.value), "budgets", fact.row)


def _others(fact: Fact, say: Words) -> str:
    """What other sources say of the same sum."""
    ends = [say.millions(end) for end in sorted({fact.low, fact.high} - {fact.value})]
    return _sentence(say, "other_sums", n=say.any_of(ends)) if ends else ""


def _real(found: list[Fact], say: Words) -> str:
    """By how much the last sum is above or below the first, whichever source is right."""
    base = series.base_year()
    low, high = sorted(growth_of(found))
    ends = [say.number(abs(end) * 100) for end in sorted((low, high), key=abs)]
    share = ends[0] if ends[0] == ends[1] else _sentence(say, "range", low=ends[0], high=ends[1])
    share = say("per_cent", n=share)
    share = share if ends[0] == ends[1] else _sentence(say, "by_source", p=share)
    if all(end == "0" for end in ends):
        return _sentence(say, "real_same", base=base)
    if low < 0 < high:
        return _sentence(say, "real_unsure", base=base)
    return _sentence(say, "real_more" if high > 0 else "real_less", base=base, p=share)


def gaps(tables: Tables, lang: str = "en") -> Answer:
    """By how much members are ahead: a sentence a study, the newest first, and how many results have no figure."""
    say, said = Words(lang), []
    found, _, _ = found_gaps(tables)
    values = [gap for gap in found if gap.value is not None]
    studies = sorted({(gap.year, gap.study) for gap in values}, reverse=True)
    for _, study in studies[:MOST_STUDIES]:
        said.append(_study([gap for gap in values if gap.study == study], say))
    if not said:
        return Answer(_sentence(say, "no_gaps"))
    if without := len(found) - len(values):
        told = (
            _sentence(say, "one_result") if without == 1 else _sentence(say, "results", n=say.count(without))
        )
        below = [gap for gap in found if gap.value is None and gap.direction == "lower"]
        parts = [
            _sentence(
                say,
                "lower_in",
                measure=say.label("effect_statistics", "measure", gap.measure),
                who=gap.analyst or _sentence(say, "someone"),
                year=gap.year,
            )
            for gap in below
        ]
        lower = _sentence(say, "lower", said=say.all_of(parts)) if parts else ""
        said.append(_sentence(say, "unstated", n=told, lower=lower))
    return Answer(" ".join(said))


def _study(own: list[Gap], say: Words) -> str:
    own = sorted(own, key=lambda gap: -(gap.value or 0))
    ahead = all((gap.value or 0) > 0 for gap in own)
    parts = [
        _sentence(
            say, "in_measure" if number else "first_measure",
            n=_of_row(figure(gap, say).removeprefix("+") if ahead else figure(gap, say), "effect_statistics", gap.row),
            measure=say.label("effect_statistics", "measure", gap.measure),
        )
        for number, gap in enumerate(own)
    ]  # fmt: skip
    return _sentence(
        say, "study" if ahead else "study_mixed",
        who=own[0].analyst or _sentence(say, "someone"), year=own[0].year, said=say.all_of(parts),
        yearly=_sentence(say, "yearly") if own[0].yearly else "",
    )  # fmt: skip
