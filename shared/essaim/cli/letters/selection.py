"""Which letters are meant: by id, place, event type, error and time. A letter has to meet everything that is asked."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from essaim.cli.letters.letter import HASHED, Letter

SHORTEST_HASH = len(HASHED) + 12
"""A hash may be shortened, but not so far that it could mean two bodies."""

_DURATION = re.compile(r"([0-9]{1,6})([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Selection:
    """Nothing asked means every letter. ``types`` and ``error`` are patterns with ``*`` and ``?``."""

    ids: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()
    types: str = "*"
    error: str = "*"
    since: datetime | None = None
    until: datetime | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is asked."""
        return self == Selection()

    @property
    def named(self) -> bool:
        """Whether the letters are named one by one."""
        return bool(self.ids or self.places)

    def takes(self, letter: Letter) -> bool:
        """Whether a letter is meant."""
        return (
            (not self.ids or self.name_of(letter) is not None)
            and (not self.places or letter.place in self.places)
            and fnmatchcase(letter.routing_key, self.types)
            and any(fnmatchcase(word, self.error) for word in (letter.error_slug, letter.error_kind))
            and self._in_time(letter.died_at)
        )

    def name_of(self, letter: Letter) -> str | None:
        """The one of ``ids`` that names this letter: its message id, or the hash of its body, possibly shortened."""
        if letter.id in self.ids:
            return letter.id
        hashes = [id_ for id_ in self.ids if id_.startswith(HASHED) and len(id_) >= SHORTEST_HASH]
        return next((id_ for id_ in hashes if letter.hashed_id.startswith(id_)), None)

    def _in_time(self, at: datetime | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return at is not None and (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def parse_instant(text: str, now: datetime) -> datetime:
    """An ISO 8601 instant with its zone, or a duration before now such as ``90s``, ``30m``, ``2h``, ``7d``. ValueError."""
    duration = _DURATION.fullmatch(text)
    try:
        if duration:
            return now - timedelta(**{_UNITS[duration[2]]: int(duration[1])})
        instant = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ValueError(
            f"{text!r} is neither a duration such as 2h nor an instant such as 2026-11-20T10:00:00Z"
        ) from None
    if instant.tzinfo is None:
        raise ValueError(f"the instant {text!r} needs a time zone, such as +02:00 or Z")
    return instant
