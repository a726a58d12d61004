"""The year's plan: rhythm, public holidays, and the wall clock over both changes of time."""

import itertools
from datetime import date, time, timedelta

import pytest

from coaching.domain.errors import InputError
from coaching.domain.plan import Plan, fortnightly, plan_year
from coaching.domain.school_time import PARIS
from tests.coaching.unit.samples import STARTS

ARMISTICE = date(2026, 11, 11)


def _plan(starts_on: date, ends_on: date, closed_days: frozenset[date] = frozenset()) -> Plan:
    return plan_year(
        group_id="g1",
        partner="coopilote",
        coordinator="cmq-mma",
        scheme=None,
        starts_on=starts_on,
        ends_on=ends_on,
        closed_days=closed_days,
    )


def test_every_session_is_on_a_wednesday_a_fortnight_apart_at_two_on_the_wall_clock() -> None:
    plan = _plan(date(2026, 9, 14), date(2027, 6, 30))
    local = [one.astimezone(PARIS) for one in plan.session_starts]
    assert {one.weekday() for one in local} == {2}
    assert {one.time() for one in local} == {time(14)}
    assert {(b.date() - a.date()) for a, b in itertools.pairwise(local)} == {timedelta(days=14)}
    assert local[0].date() == date(2026, 9, 16)
    assert local[-1].date() <= date(2027, 6, 30)


def test_summer_and_winter_time_differ_in_utc() -> None:
    plan = _plan(date(2026, 10, 21), date(2027, 4, 7))
    by_day = {one.astimezone(PARIS).date(): one.hour for one in plan.session_starts}
    assert by_day[date(2026, 10, 21)] == 12
    assert by_day[date(2026, 11, 4)] == 13
    assert by_day[date(2027, 3, 24)] == 13
    assert by_day[date(2027, 4, 7)] == 12


def test_a_public_holiday_is_skipped_and_the_rhythm_stays() -> None:
    kept, skipped = fortnightly(date(2026, 10, 28), date(2026, 11, 25), {ARMISTICE})
    assert kept == [date(2026, 10, 28), date(2026, 11, 25)]
    assert skipped == [ARMISTICE]


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [
        (date(2026, 10, 7), date(2026, 10, 7)),
        (date(2026, 10, 8), date(2026, 10, 14)),
        (date(2026, 10, 6), date(2026, 10, 7)),
    ],
    ids=["a Wednesday", "the day after", "the day before"],
)
def test_the_first_session_is_on_the_first_wednesday_of_the_period(starts_on: date, first: date) -> None:
    assert fortnightly(starts_on, starts_on + timedelta(days=20), ())[0][0] == first


def test_the_last_day_counts_and_a_short_period_may_have_no_session() -> None:
    assert fortnightly(date(2026, 10, 7), date(2026, 10, 21), ())[0][-1] == date(2026, 10, 21)
    assert fortnightly(date(2026, 10, 8), date(2026, 10, 9), ()) == ([], [])


@pytest.mark.parametrize("ends_on", [date(2026, 10, 6), date(2030, 10, 6)], ids=["before the start", "years later"])
def test_a_period_that_cannot_be_is_refused(ends_on: date) -> None:
    with pytest.raises(InputError) as caught:
        fortnightly(date(2026, 10, 7), ends_on, ())
    assert caught.value.fields[0].field == "ends_on"


def test_the_first_session_of_the_sample_is_in_summer_time() -> None:
    assert _plan(date(2026, 10, 7), date(2026, 10, 7)).session_starts == (STARTS,)
