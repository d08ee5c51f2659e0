"""What a printed figure or date says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from num2words import num2words

from nicdata import printed

READ = [
    # text, value, lower end, unit, qualifier
    ("137 millioner kroner", "137000000", None, "NOK", "exact"),
    ("25 millionar kroner", "25000000", None, "NOK", "exact"),
    ("inntil 8 millioner kroner", "8000000", None, "NOK", "up_to"),
    ("nærmere 8 millioner kroner", "8000000", None, "NOK", "nearly"),
    ("om lag 2,2 mill. kr", "2200000", None, "NOK", "about"),
    ("ca. 2 mill kr", "2000000", None, "NOK", "about"),
    ("minst 30 millioner kroner", "30000000", None, "NOK", "at_least"),
    ("mer enn 100 millioner kroner", "100000000", None, "NOK", "at_least"),
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
    *("", " ", "kroner", "tusen", "8 dusin", "12a", "24 kandidatene", "to ti", "1.2345", "12 34"),
    *("1,234,567", "4.5 millioner kroner", "5-3", "inntil om lag 8", "kr 8 kroner", "MNOK 8 kroner"),
    *("24¹", "137² millioner kroner", "1,5 billion kroner", "2 og 3 millioner kroner", "3-5 000 kroner"),
    *("1.234 567", "0007", "no", "1" * 16, "½", "1 000 000 000 000 000"),
    *("prosentpoeng 8", "8 millioner tusen kroner", "1 234,5,6", "--5", "inntil 3-5 millioner kroner"),
]


@pytest.mark.parametrize(("text", "value", "low", "unit", "qualifier"), READ)
def test_reads(text: str, value: str, low: str | None, unit: str, qualifier: str) -> None:
    """Catches a figure read as another number, unit or degree of certainty."""
    expected = (Decimal(value), low and Decimal(low), unit, qualifier)
    assert printed.parse(text) == expected


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    """Catches a guess at a figure that is not understood, and a message that does not name it."""
    with pytest.raises(ValueError, match="cannot read the figure") as error:
        printed.parse(text)
    assert repr(text) in str(error.value)


def test_english_signs_are_the_other_way_round() -> None:
    """Catches a decimal point taken for a thousands sign."""
    assert printed.parse("1,234", "en").value == 1234
    assert printed.parse("14.6 percentage points", "en").value == Decimal("14.6")
    assert printed.parse("more than 3,000", "en").qualifier == "at_least"
    assert printed.parse("1.5 billion kroner", "en").value == 1_500_000_000
    assert printed.parse("NOK 1.2m", "en").value == 1_200_000
    between = printed.parse("between NOK 3 and 5 million", "en")
    assert (between.low, between.value) == (3_000_000, 5_000_000)
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
    ],
)
def test_reads_dates(text: str, date: str) -> None:
    """Catches a date read as another day, or made more exact than it is printed."""
    assert printed.iso_date(text) == date


@pytest.mark.parametrize(
    "text", ["31. februar 2020", "høsten 2021", "04/06/2021", "32.1.2020", "2020-13", "0000", ""]
)
def test_refuses_dates(text: str) -> None:
    """Catches a day that is on no calendar."""
    with pytest.raises(ValueError, match="cannot read the date"):
        printed.iso_date(text)


def test_bounds_of_a_date() -> None:
    """Catches a month of the wrong length."""
    assert printed.bounds("2020-02") == ("2020-02-01", "2020-02-29")
    assert printed.bounds("2015") == ("2015-01-01", "2015-12-31")
    assert printed.bounds("2017-10-16") == ("2017-10-16", "2017-10-16")


def test_a_number_word_alone_is_read_as_in_the_list_of_all() -> None:
    """Catches a word that is understood in one of two ways only: looked up among all, or taken apart."""
    words = printed.number_words()
    assert len(words) > 100_000
    assert not [word for word, n in words.items() if printed.parse(word).value != n][:5]
    for text in ("hundreogx", "xhundre", "hundreog"):
        with pytest.raises(ValueError, match=text):
            printed.parse(text)
