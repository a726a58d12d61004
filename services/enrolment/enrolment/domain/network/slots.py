"""Hours of a week, as people write them: ``mer 14:00-16:00``; and periods of days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
LONG_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ACCEPTED_SLOT = "a day and hours such as mer 14:00-16:00"
_SLOT = re.compile(r"^([a-z]{3})[a-z]*\.?\s+(\d{1,2})[:h](\d{2})?\s*[-–]\s*(\d{1,2})[:h](\d{2})?$")


@dataclass(frozen=True)
class Slot:
    """A day of the week (1 is Monday) and minutes of that day."""

    day: int
    starts: int
    ends: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.ends - self.starts

    def __str__(self) -> str:
        """As it is written in files."""
        return f"{DAYS[self.day - 1]} {_hours(self.starts)}-{_hours(self.ends)}"

    def french(self) -> str:
        """As people read it."""
        return f"le {LONG_DAYS[self.day - 1]} de {_french(self.starts)} à {_french(self.ends)}"


@dataclass(frozen=True)
class Period:
    """Days from the first to the last one; both count."""

    first: date
    last: date

    def meets(self, first: date | None, last: date | None) -> bool:
        """Whether it has a day in common with those days; an open end is None."""
        return (last is None or self.first <= last) and (first is None or first <= self.last)


def read_slot(text: str) -> Slot | None:
    """The slot, or None when it is none."""
    found = _SLOT.match(" ".join(text.casefold().split()))
    if found is None or found.group(1) not in DAYS:
        return None
    starts = int(found.group(2)) * 60 + int(found.group(3) or 0)
    ends = int(found.group(4)) * 60 + int(found.group(5) or 0)
    slot = Slot(DAYS.index(found.group(1)) + 1, starts, ends)
    return slot if is_slot(slot) else None


def is_slot(slot: Slot) -> bool:
    """Whether there is such a day and such an hour."""
    return 1 <= slot.day <= 7 and 0 <= slot.starts < slot.ends <= 24 * 60


def common_minutes(wanted: Slot, offered: Iterable[Slot]) -> int:
    """How many minutes of the wanted slot the best of the offered ones covers."""
    shared = (min(wanted.ends, one.ends) - max(wanted.starts, one.starts) for one in offered if one.day == wanted.day)
    return max(0, max(shared, default=0))


def _hours(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _french(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"
