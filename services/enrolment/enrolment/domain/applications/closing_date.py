"""Until when a dossier can be sent and changed: the end of a day in Paris, as the server's clock has it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enrolment.domain.errors import Problem, RuleError

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Period:
    """From which day on dossiers are taken, the last day, and the day of the committee that reads them, as far as known."""

    opens_on: date | None = None
    last_on: date | None = None
    committee_on: date | None = None


def closes_at(last_on: date) -> datetime:
    """The first instant after the last day, whatever its length: 23:59:59.999 Paris time is still in time."""
    return datetime.combine(last_on + timedelta(days=1), time(), tzinfo=PARIS)


def is_over(period: Period, now: datetime) -> bool:
    """Whether the last day is over; False while no day is known."""
    return period.last_on is not None and now >= closes_at(period.last_on)


def require_open(period: Period, now: datetime, action: str) -> None:
    """Return until the last day is over, and from the first day on."""
    if is_over(period, now):
        last_on = str(period.last_on)
        raise RuleError(
            "",
            "application-period-over",
            f"the last day to {action} was {last_on}, until 23:59 Paris time",
            Problem("received_at", f"is {now.astimezone(PARIS).isoformat(timespec='seconds')}", f"{last_on} or before"),
        )


def require_begun(period: Period, now: datetime) -> None:
    """Return from the first day on; a draft can be written before it."""
    if period.opens_on is not None and now < datetime.combine(period.opens_on, time(), tzinfo=PARIS):
        raise RuleError(
            "",
            "application-period-not-open",
            f"dossiers are taken from {period.opens_on} on; what is written stays as a draft",
            Problem("received_at", f"is {now.astimezone(PARIS).date()}", f"{period.opens_on} or after"),
        )
