"""Days and half-days in Europe/Paris, where the sessions take place. Instants are stored in UTC; rules look at the wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
LONGEST_HALF_DAY = timedelta(hours=4)
NOON = time(12)
AFTERNOON = time(13)


class HalfDay(StrEnum):
    """The unit of a signature (ATT-01)."""

    AM = "AM"
    PM = "PM"


def at_paris(day: date, hour: time) -> datetime:
    """The UTC instant of a wall-clock time in Paris; summer and winter time are taken into account."""
    return datetime.combine(day, hour, tzinfo=PARIS).astimezone(UTC)


def paris_day(instant: datetime) -> date:
    """The day on which an instant falls in Paris."""
    return instant.astimezone(PARIS).date()


def end_of_day(instant: datetime) -> datetime:
    """Midnight in Paris after an instant, as UTC: the first instant of the next day."""
    return at_paris(paris_day(instant) + timedelta(days=1), time(0))


def half_days(starts_at: datetime, ends_at: datetime) -> tuple[HalfDay, ...]:
    """The half-days to sign. Up to four hours it is the one in which the session starts; a longer one that starts
    before noon and lasts beyond 13:00 has both."""
    start, end = starts_at.astimezone(PARIS), ends_at.astimezone(PARIS)
    if start.time() >= NOON:
        return (HalfDay.PM,)
    if ends_at - starts_at > LONGEST_HALF_DAY and end.time() > AFTERNOON:
        return (HalfDay.AM, HalfDay.PM)
    return (HalfDay.AM,)
