"""A programme does not contradict itself; dates are read as people write them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enrolment.domain.dates import add_months, age, is_minor, read_date
from enrolment.domain.persons.person import same_name
from enrolment.domain.programmes.programme import check_programme
from tests.enrolment.unit.samples import PROGRAMME, refused


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"school_year": "2026-2028"}, "school_year"),
        ({"ends_on": date(2026, 9, 1)}, "ends_on"),
        ({"starts_on": date(2025, 9, 1)}, "starts_on"),
        ({"maximum_members": 1}, "maximum_members"),
    ],
)
def test_a_contradiction_names_its_field(changes: dict[str, Any], field: str) -> None:
    check_programme(PROGRAMME)
    error = refused("invalid-request", check_programme, replace(PROGRAMME, **changes))
    assert [one.field for one in error.fields] == [field]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2008-02-29", date(2008, 2, 29)),
        ("29/02/2008", date(2008, 2, 29)),
        ("31/02/2008", None),
        ("2007-02-29", None),
        ("0000-01-01", None),
        ("1/2/2008", None),
        ("2008-2-1", None),
        ("02-28-2008", None),
        ("20080229", None),
        ("", None),
        ("٢٠٠٨-٠٢-٢٩", None),
    ],
)
def test_iso_and_french_dates_are_read_and_nothing_else(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_ages_count_completed_years() -> None:
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert is_minor(date(2009, 4, 18), date(2027, 4, 17))
    assert not is_minor(date(2009, 4, 18), date(2027, 4, 18))


def test_months_end_where_the_month_ends() -> None:
    assert add_months(date(2027, 2, 28), 12) == date(2028, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_the_same_name_is_recognised_whatever_the_keyboard() -> None:
    assert same_name("Chloé d’Aubrivière", "CHLOE\u0301  d'aubrivière")
    assert not same_name("Chloé", "Chloe")
