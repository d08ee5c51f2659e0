"""Parsing of printed figures and dates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from num2words import num2words

from nicdata.sheets import printed

READ = [
    # text, value, lower end, unit, qualifier
    ("137 millioner kroner", "137000000", None, "NOK", "exact"),
    ("25 millionar kroner", "25000000", None, "NOK", "exact"),
    ("inntil 8 millioner kroner", "8000000", None, "NOK", "up_to"),
    ("nærmere 8 millioner kroner", "8000000", None, "NOK", "nearly"),
    ("om lag 2,2 mill. kr", "2200000", None, "NOK", "about"),
    ("ca. 2 mill kr", "2000000", None, "NOK", "about"),
    ("minst 30 millioner kroner", "30000000", None, "NOK", "at_least"),
    ("mer enn 100 millioner kroner", "100000000", None, "NOK", "more_than"),
    ("10 MNOK", "10000000", None, "NOK", "exact"),
    ("MNOK 10", "10000000", None, "NOK", "exact"),
    ("0,5 mrd. kroner", "500000000", None, "NOK", "exact"),
    ("to milliarder kroner", "2000000000", None, "NOK", "exact"),
    ("kr 300 000", "300000", None, "NOK", "exact"),
    ("fem millioner kroner", "5000000", None, "NOK", "exact"),
    ("3-5 millioner kroner", "5000000", "3000000", "NOK", "up_to"),
    ("3–5 mill. kr", "5000000", "3000000", "NOK", "up_to"),
    ("fra 3 til 5 millioner kroner", "5000000", "3000000", "NOK", "up_to"),
    ("mellom to og tre millioner kroner", "3000000", "2000000", "NOK", "up_to"),
    ("15,8 prosentpoeng", "15.8", None, "pp", "exact"),
    ("−2,2 prosentpoeng", "-2.2", None, "pp", "exact"),  # U+2212
    ("-2,2 prosentpoeng", "-2.2", None, "pp", "exact"),
    ("29 prosent", "29", None, "percent", "exact"),
    ("29 %", "29", None, "percent", "exact"),
    ("39", "39", None, "", "exact"),
    ("syv", "7", None, "", "exact"),
    ("sju", "7", None, "", "exact"),
    ("Ni", "9", None, "", "exact"),
    ("ein", "1", None, "", "exact"),
    ("ingen", "0", None, "", "exact"),
    ("tjueto", "22", None, "", "exact"),
    ("to-og-tyve", "22", None, "", "exact"),
    ("førti-tre", "43", None, "", "exact"),
    ("hundre", "100", None, "", "exact"),
    ("hundre og femti", "150", None, "", "exact"),
    ("to hundre", "200", None, "", "exact"),
    ("1 234 567", "1234567", None, "", "exact"),
    ("1\u00a0234", "1234", None, "", "exact"),  # no-break space
    ("1\u202f234", "1234", None, "", "exact"),  # narrow no-break space
    ("1\u2009234", "1234", None, "", "exact"),  # thin space
    ("1.234", "1234", None, "", "exact"),
    ("to tusen", "2000", None, "", "exact"),
    ("2 BNOK", "2000000000", None, "NOK", "exact"),
    ("600 000 kronene", "600000", None, "NOK", "exact"),
    ("en halv million kroner", "500000", None, "NOK", "exact"),
    ("halvannen million kroner", "1500000", None, "NOK", "exact"),
    ("nærmare 3 400", "3400", None, "", "nearly"),
    ("fem", "5", None, "", "exact"),  # no "fe" with an m for million
]
REFUSED = [
    *("", " ", "kroner", "tusen", "12a", "24 kandidatene", "to ti", "1.2345", "8.5", "12 34"),
    *("1,234,567", "5-3", "inntil om lag 8", "kr 8 kroner", "MNOK 8 kroner"),
    *("24¹", "137² millioner kroner", "1,5 billion kroner", "2 og 3 millioner kroner", "3-5 000 kroner"),
    *("1.234 567", "0007", "no", "1" * 16, "½", "1 000 000 000 000 000"),
    *("prosentpoeng 8", "8 millioner tusen kroner", "1 234,5,6", "--5", "inntil 3-5 millioner kroner"),
]


@pytest.mark.parametrize(("text", "value", "low", "unit", "qualifier"), READ)
def test_reads(text: str, value: str, low: str | None, unit: str, qualifier: str) -> None:
    """Catches a figure read with another value, unit or qualifier."""
    expected = (Decimal(value), low and Decimal(low), unit, qualifier)
    assert printed.parse(text) == expected


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    """Catches a guess at a figure that is not understood, and a message that does not quote it."""
    with pytest.raises(ValueError, match="cannot read the figure") as error:
        printed.parse(text)
    assert repr(text) in str(error.value)


PARTS = [
    # text, language, value, lower end, unit: a part of each text would be a figure too
    ("2½ millioner kroner", "nb", "2500000", None, "NOK"),
    ("2 ½ mill. kr", "nb", "2500000", None, "NOK"),
    ("1 1/2 millioner kroner", "nb", "1500000", None, "NOK"),
    ("12 3/4 millionar", "nn", "12750000", None, ""),
    ("2 1\u20442 millioner", "nb", "2500000", None, ""),  # with a fraction slash
    ("3/4 milliard", "nb", "750000000", None, ""),
    ("½ million kroner", "nb", "500000", None, "NOK"),
    ("1⅛ million", "en", "1125000", None, ""),
    ("¾ prosentpoeng", "nb", "0.75", None, "pp"),
    ("to og en halv million", "nb", "2500000", None, ""),
    ("to og en halv millioner kroner", "nb", "2500000", None, "NOK"),
    ("tre og ein halv milliard kroner", "nn", "3500000000", None, "NOK"),
    ("tjue og en halv million", "nb", "20500000", None, ""),
    ("tre kvart million kroner", "nb", "750000", None, "NOK"),
    ("two and a half million kroner", "en", "2500000", None, "NOK"),
    ("a quarter of a million", "en", "250000", None, ""),
    ("two and a half", "en", "2.5", None, ""),
    ("tre komma to millioner", "nb", "3200000", None, ""),
    ("null komma fem milliard kroner", "nb", "500000000", None, "NOK"),
    ("tre komma tjuefem millionar", "nn", "3250000", None, ""),
    ("two point five million", "en", "2500000", None, ""),
    ("one point two five billion", "en", "1250000000", None, ""),
    ("minus to komma to prosentpoeng", "nb", "-2.2", None, "pp"),
    ("1 million 400 000 kroner", "nb", "1400000", None, "NOK"),
    ("1 million og 400 000 kroner", "nb", "1400000", None, "NOK"),
    ("én milliard og 200 millioner kroner", "nb", "1200000000", None, "NOK"),
    ("2 millioner og 300 tusen", "nb", "2300000", None, ""),
    ("ein million fem hundre tusen kroner", "nn", "1500000", None, "NOK"),
    ("one billion and two hundred million", "en", "1200000000", None, ""),
    ("to tusen og fem", "nb", "2005", None, ""),
    ("hundretusen kroner", "nb", "100000", None, "NOK"),
    ("fem og tjue", "nb", "25", None, ""),
    ("femogtjue", "nb", "25", None, ""),
    ("åtte-og-førti", "nb", "48", None, ""),
    ("hundre og fem og tjue", "nb", "125", None, ""),
    ("to dusin", "nb", "24", None, ""),
    ("et dusin", "nb", "12", None, ""),
    ("8 dusin", "nb", "96", None, ""),
    ("eit halvt dusin", "nn", "6", None, ""),
    ("two dozen", "en", "24", None, ""),
    ("half a dozen", "en", "6", None, ""),
    ("tre snes", "nb", "60", None, ""),
    ("30 til 40", "nb", "40", "30", ""),
    ("fem til sju", "nn", "7", "5", ""),
    ("two or three", "en", "3", "2", ""),
    ("12 à 15", "nb", "15", "12", ""),
    ("5—6 millioner", "nb", "6000000", "5000000", ""),
    ("5\u20116 millioner kroner", "nb", "6000000", "5000000", "NOK"),  # a hyphen that does not break
    ("NOK 5 - NOK 6 million", "en", "6000000", "5000000", "NOK"),
    ("kr 300 000 til kr 500 000", "nb", "500000", "300000", "NOK"),
    ("5 millioner kroner til 6 millioner kroner", "nb", "6000000", "5000000", "NOK"),
    ("MNOK 4,5-5,5", "nb", "5500000", "4500000", "NOK"),
    ("mellom 500 000 og 2 millioner kroner", "nb", "2000000", "500000", "NOK"),
    ("between 900,000 and 1.5 million kroner", "en", "1500000", "900000", "NOK"),
    ("mellom to og en halv og tre millioner kroner", "nb", "3000000", "2500000", "NOK"),
    ("ca. 3-5 millioner kroner", "nb", "5000000", "3000000", "NOK"),
    ("0-5 prosent", "nb", "5", "0", "percent"),
    ("0–5 prosentpoeng", "nb", "5", "0", "pp"),
    ("mellom −2,2 og 3,5 prosentpoeng", "nb", "3.5", "-2.2", "pp"),
    ("–2,2 prosentpoeng", "nb", "-2.2", None, "pp"),  # an en dash as a minus
    ("minus 2,2 prosentpoeng", "nb", "-2.2", None, "pp"),
    ("pluss 2,2 prosentpoeng", "nb", "2.2", None, "pp"),
    ("kr217 millioner", "nb", "217000000", None, "NOK"),
    ("NOK217 million", "en", "217000000", None, "NOK"),
    ("NOK8.5m", "en", "8500000", None, "NOK"),
    ("217 mill.kr", "nb", "217000000", None, "NOK"),
    ("217mill.kr.", "nb", "217000000", None, "NOK"),
    ("500.000,- kroner", "nb", "500000", None, "NOK"),
    ("kr 500 000,-", "nb", "500000", None, "NOK"),
    ("kr. 1.250.000,–", "nb", "1250000", None, "NOK"),
    ("8,5MNOK", "nb", "8500000", None, "NOK"),
    # A point that parts no thousands is a decimal sign where an amount is told; so is an English comma.
    ("8.5 MNOK", "nb", "8500000", None, "NOK"),
    ("4.5 millioner kroner", "nb", "4500000", None, "NOK"),
    ("15.8 prosentpoeng", "nb", "15.8", None, "pp"),
    ("NOK 8,5 million", "en", "8500000", None, "NOK"),
    ("4.500 millioner kroner", "nb", "4500000000", None, "NOK"),
]
BOUNDED = [
    ("under 200 millioner kroner", "less_than"),
    ("mindre enn 200 millioner", "less_than"),
    ("færre enn 40", "less_than"),
    ("lågare enn 5 prosent", "less_than"),
    ("fewer than 40", "less_than"),
    ("well below 40", "less_than"),
    ("over 8 prosentpoeng", "more_than"),
    ("mer enn 100", "more_than"),
    ("fleire enn 40", "more_than"),
    ("drøyt 40", "more_than"),
    ("in excess of 40", "more_than"),
    ("minst 40", "at_least"),
    ("ikke færre enn 40", "at_least"),
    ("no less than 40", "at_least"),
    ("40 eller flere", "at_least"),
    ("100+", "at_least"),
    ("inntil 8 millioner kroner", "up_to"),
    ("inntil kr 8 millioner", "up_to"),
    ("opptil 8 mill.", "up_to"),
    ("ikkje meir enn 8", "up_to"),
    ("217 millioner kroner eller mindre", "up_to"),
    ("bortimot 200", "nearly"),
    ("nær ved 200", "nearly"),
    ("oppunder 200", "nearly"),
    ("litt under 200", "nearly"),
    ("just short of 200", "nearly"),
    ("ikke fullt 200", "nearly"),
    ("anslagsvis 200", "about"),
    ("mer eller mindre 200", "about"),
    ("200 or so", "about"),
    ("akkurat 200", "exact"),
]
STILL_REFUSED = [
    *("217¹ millioner", "2171¹", "39² klynger", "½", "1/2", "24/7", "4/3 million", "⅓ million", "-fem"),
    *(
        "2 millioner og 39",
        "2 og en halv og tre",
        "femten hundre",
        "to en halv million",
        "1 million 2 millioner",
    ),
    *(
        "300 tusen og 2 millioner",
        "to komma",
        "komma fem",
        "et par millioner",
        "noen titalls",
        "2½½ millioner",
    ),
    *("5 til 3 millioner", "minst 3-5 millioner", "minst 40 eller flere", "5 kroner til 6 prosent", "- 5"),
    *("5 millioner til 6", "2 billioner kroner", "MNOK 5 kroner", "1,5 millioner 400 000", "dusin millioner"),
]


@pytest.mark.parametrize(("text", "language", "value", "low", "unit"), PARTS)
def test_reads_the_whole_figure(text: str, language: str, value: str, low: str | None, unit: str) -> None:
    """Catches a fraction, decimal, lower end, dozen, sign or other part of a figure that is dropped."""
    found = printed.parse(text, language)
    assert (found.value, found.low, found.unit) == (Decimal(value), low and Decimal(low), unit)
    assert found.qualifier == ("exact" if low is None else "up_to")


@pytest.mark.parametrize(("text", "qualifier"), BOUNDED)
def test_reads_what_bounds_a_figure(text: str, qualifier: str) -> None:
    """Catches a bound read as another one, especially whether it includes the figure itself."""
    assert [printed.parse(text, language).qualifier for language in ("nb", "nn", "en")] == [qualifier] * 3


@pytest.mark.parametrize("text", STILL_REFUSED)
def test_refuses_what_it_cannot_read_whole(text: str) -> None:
    """Catches a part of a figure returned as the figure, and a footnote mark read as a digit."""
    for language in ("nb", "en"):
        with pytest.raises(ValueError, match="cannot read the figure"):
            printed.parse(text, language)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("217¹ millioner", "217 millioner"),
        ("39² klynger", "39 klynger"),
        ("15,8² prosentpoeng", "15,8 prosentpoeng"),
        ("39¹,² klynger og Menon³.", "39 klynger og Menon."),
        ("217① millioner", "217 millioner"),
        ("217₁ millioner", "217 millioner"),
        ("¹ Kilde: Menon", "¹ Kilde: Menon"),
        ("100 m² og 3 km³", "100 m² og 3 km³"),
        ("2½\u00a0millioner", "2½ millioner"),
        ("CO₂ og ２ ﬁrma", "CO2 og 2 firma"),
        ("ﬁlm¹", "film"),
    ],
)
def test_normal_text_has_no_digits_of_footnotes(text: str, normal: str) -> None:
    """Catches a footnote mark or a fraction that becomes a digit of the number before it, and a text that
    changes when it is normalised again."""
    assert printed.normalise(text) == normal == printed.normalise(normal)


def test_long_text_is_refused_at_once() -> None:
    """Catches a pattern whose time grows with the square of the length or faster."""
    for text in ("1 000 " * 20_000, "og " * 50_000, "to og " * 20_000, "mellom " * 20_000, "1-" * 50_000):
        with pytest.raises(ValueError, match="cannot read the figure"):
            printed.parse(text)


def test_english_signs_are_the_other_way_round() -> None:
    """Catches a decimal point read as a thousands separator."""
    assert printed.parse("1,234", "en").value == 1234
    assert printed.parse("14.6 percentage points", "en").value == Decimal("14.6")
    assert printed.parse("more than 3,000", "en").qualifier == "more_than"
    assert printed.parse("1.5 billion kroner", "en").value == 1_500_000_000
    assert printed.parse("NOK 1.2m", "en").value == 1_200_000
    between = printed.parse("between NOK 3 and 5 million", "en")
    assert between.low == 3_000_000 and between.value == 5_000_000
    assert between == printed.parse("between NOK 3 million and NOK 5 million", "en")
    assert printed.parse("no", "en").value == 0


@pytest.mark.parametrize("language", ["no", "en"])
def test_number_words_agree_with_another_library(language: str) -> None:
    """Catches a number word that is missing or means another number."""
    wrong = {n: word for n in range(1000) if printed.parse(word := num2words(n, lang=language)).value != n}
    assert not wrong


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("19. november 2020", "2020-11-19"),
        ("5. mai 2021", "2021-05-05"),
        ("16.10.2017", "2017-10-16"),
        ("October 2017", "2017-10"),
        ("2015", "2015"),
        ("2020-11-19", "2020-11-19"),
        ("19th November 2020", "2020-11-19"),
        ("November 19, 2020", "2020-11-19"),
        ("24/06/2021", "2021-06-24"),
        ("16. okt. 2017", "2017-10-16"),
        ("16.okt.2017", "2017-10-16"),
        ("nov. 2018", "2018-11"),
        ("des 2020", "2020-12"),
        ("jun 01, 2011", "2011-06-01"),
        ("Sept. 5, 2018", "2018-09-05"),
        ("3 Mar 2020", "2020-03-03"),
        ("16. oktober, 2017", "2017-10-16"),
    ],
)
def test_reads_dates(text: str, date: str) -> None:
    """Catches a date read as another day, or with more precision than is printed."""
    assert printed.iso_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "31. februar 2020",
        "høsten 2021",
        "04/06/2021",
        "32.1.2020",
        "2020-13",
        "0000",
        "",
        "12.06.15",
        "okt. 17",
        "mars. 2020",
    ],
)
def test_refuses_dates(text: str) -> None:
    """Catches a day that does not exist."""
    with pytest.raises(ValueError, match="cannot read the date"):
        printed.iso_date(text)


def test_bounds_of_a_date() -> None:
    """Catches a month of the wrong length."""
    assert printed.bounds("2020-02") == ("2020-02-01", "2020-02-29")
    assert printed.bounds("2015") == ("2015-01-01", "2015-12-31")
    assert printed.bounds("2017-10-16") == ("2017-10-16", "2017-10-16")


def test_a_number_word_alone_is_read_as_in_the_list_of_all() -> None:
    """Catches a word that is understood by only one of the two functions, `number_words` and
    `number_word`."""
    words = printed.number_words()
    assert len(words) > 100_000
    some = list(words.items())[:1000] + list(words.items())[1000::97]
    assert not [word for word, n in some if printed.parse(word).value != n][:5]
    for text in ("hundreogx", "xhundre", "hundreog"):
        with pytest.raises(ValueError, match=text):
            printed.parse(text)
