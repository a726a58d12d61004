"""Dates, amounts and labels, there and back (FEC-04, FEC-05, FEC-07)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from essaim.fec.columns import header_form
from essaim.fec.errors import FecValueError
from essaim.fec.rules.name import is_siren, year_before
from essaim.fec.values import clean_label, format_amount, format_day, parse_amount, parse_day, parse_foreign_amount


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_an_amount_comes_back(cents: int) -> None:
    """FEC-04: comma, two decimals, no thousands."""
    text = format_amount(cents)
    assert parse_amount(text) == cents
    assert text[-3] == ","


@given(st.dates())
def test_a_day_comes_back(day: date) -> None:
    """FEC-05: eight digits in every year."""
    assert len(format_day(day)) == 8
    assert parse_day(format_day(day)) == day


@given(st.text())
def test_a_clean_label_stands_in_any_field(text: str) -> None:
    """FEC-03: no separator, no line end of any kind, nothing that trimming would change."""
    clean = clean_label(text)
    assert not set(clean) & set("\t|\r\n\0")
    assert clean == clean.strip() == clean_label(clean)
    assert len(clean.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *(("12", 1200), ("12,5", 1250), ("12,50", 1250), ("12,500", 1250), (",5", 50), ("-12,50", -1250)),
        *(("12,50-", -1250), ("+1,00", 100), ("1,00+", 100), ("- 3", -300), ("0", 0), ("12,", 1200)),
    ],
)
def test_amounts_that_the_law_allows(text: str, cents: int) -> None:
    """FEC-04: the sign first or last, decimals as one likes up to the cent."""
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(("1.00", "point"), ("1 000,00", "milliers"), ("1\u202f000", "milliers"), ("1.000,00", "milliers")),
        *(("", "aucun"), ("1e3", "nombre"), ("-1-", "nombre"), ("--1", "nombre"), (",", "nombre")),
        *(("1,001", "décimales"), ("١,٠٠", "nombre")),
    ],
)
def test_amounts_that_are_refused_say_why(text: str, reason: str) -> None:
    """FEC-04: each refusal with its reason and what would be right."""
    with pytest.raises(FecValueError, match=reason) as caught:
        parse_amount(text)
    assert "1234,50" in caught.value.accepted


@pytest.mark.parametrize(
    "text", ["2026-01-01", "01/01/2026", "20260229", "2026011", "202601011", "٢٠٢٦٠١٠١", "00000000", ""]
)
def test_days_that_are_refused(text: str) -> None:
    """FEC-05: AAAAMMJJ and in the calendar, nothing else."""
    with pytest.raises(FecValueError):
        parse_day(text)


def test_foreign_amounts_keep_their_decimals() -> None:
    assert parse_foreign_amount("-1234,567") == Decimal("-1234.567")


def test_sirens() -> None:
    """FEC-07: Luhn."""
    assert is_siren("732829320")
    assert not is_siren("732829321")
    assert not is_siren("73282932")


def test_the_year_before_a_closing() -> None:
    """E07: twelve months, leap years too."""
    assert year_before(date(2027, 8, 31)) == date(2026, 9, 1)
    assert year_before(date(2028, 2, 29)) == date(2027, 3, 1)


def test_header_names_are_compared_as_the_tool_does() -> None:
    """FEC-02: case, é and è, and what is no letter or digit."""
    assert header_form(" pièceréf ") == "PIECEREF"
    assert header_form("Montant-devise") == "MONTANT_DEVISE"
