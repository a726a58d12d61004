"""The last day ends at midnight in Paris, in summer and in winter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.applications.closing_date import PARIS, Period, closes_at, is_over, require_begun, require_open
from enrolment.domain.errors import RuleError

DAYS = st.dates(date(2024, 1, 1), date(2035, 1, 1))


@given(day=DAYS)
def test_the_last_microsecond_of_the_day_counts_and_the_next_does_not(day: date) -> None:
    last = closes_at(day).astimezone(UTC) - timedelta(microseconds=1)
    assert last.astimezone(PARIS).date() == day
    assert last.astimezone(PARIS).strftime("%H:%M:%S") == "23:59:59"
    assert not is_over(Period(last_on=day), last)
    assert is_over(Period(last_on=day), last + timedelta(microseconds=1))


@given(day=DAYS, opens=DAYS)
def test_dossiers_are_taken_from_the_first_day_on(day: date, opens: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)
    if day >= opens:
        require_begun(Period(opens_on=opens), noon)
    else:
        with pytest.raises(RuleError) as refused:
            require_begun(Period(opens_on=opens), noon)
        assert refused.value.slug == "application-period-not-open"


def test_the_refusal_names_the_day_and_the_hour_of_paris() -> None:
    with pytest.raises(RuleError) as refused:
        require_open(Period(last_on=date(2026, 10, 24)), datetime(2026, 10, 24, 22, tzinfo=UTC), "send a dossier")
    assert refused.value.slug == "application-period-over"
    assert "2026-10-24" in refused.value.detail
    assert "2026-10-25T00:00:00+02:00" in refused.value.fields[0].message
    require_open(Period(last_on=date(2026, 10, 25)), datetime(2026, 10, 25, 22, 59, 59, 999_999, tzinfo=UTC), "send")
    require_open(Period(), datetime(2040, 1, 1, tzinfo=UTC), "send")
