"""Time. Business time comes from a ``Clock`` so that a school year can be played in a minute; machine time never does.

Leases, token expiry and retry delays use machine time; everything that a person reads uses the clock.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from essaim.kit.errors import InvalidError

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """Business time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""

    def today(self) -> date:
        """The present day in Europe/Paris."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present day in Europe/Paris."""
        return self.now().astimezone(PARIS).date()


class SimulatedClock(SystemClock):
    """The machine's time plus an offset that only grows. For demonstrations and training; never for production."""

    def __init__(self) -> None:
        self._offset = timedelta(0)
        self._set = False

    def now(self) -> datetime:
        """The simulated instant, aware, UTC."""
        return datetime.now(UTC) + self._offset

    def move_to(self, instant: datetime) -> None:
        """Continue from ``instant``. The first move may go anywhere; later ones only forward (InvalidError)."""
        if self._set and instant < self.now():
            raise InvalidError(
                "clock-backwards", f"the simulated clock stands at {self.now().isoformat()} and only goes forward"
            )
        self._offset = instant - datetime.now(UTC)
        self._set = True


def machine_now() -> datetime:
    """The machine's instant, aware, UTC: for leases and expiry, which must not follow a simulated clock."""
    return datetime.now(UTC)


def fixed_width(instant: datetime) -> str:
    """An instant as text that sorts like time: always UTC, always microseconds."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
