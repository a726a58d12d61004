"""What an area of the service holds of a person: said for an access (GDPR art. 15), erased for an erasure (art. 17).

Every collection of the service belongs to one holding, or is named as one without persons: a test sees to it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

D = TypeVar("D")
C = TypeVar("C")

LEGAL_OBLIGATION = "gdpr-17-3-b"
"""Kept because a law asks for it (art. 17.3 b)."""
LEGAL_CLAIMS = "gdpr-17-3-e"
"""Kept for the establishment, exercise or defence of legal claims (art. 17.3 e)."""
PUBLIC_ARCHIVES = "gdpr-17-3-d"
"""Kept for archiving in the public interest (art. 17.3 d)."""
STILL_NEEDED = "gdpr-17-1-a"
"""Still necessary for what it was collected for (art. 17.1 a, the other way round)."""


@dataclass(frozen=True)
class Kept:
    """What stays after an erasure: a code, its legal basis, and its last day (None: no rule of this deployment says it yet)."""

    code: str
    basis: str
    until: date | None = None


@dataclass(frozen=True)
class Record:
    """One thing that is held: JSON-ready ``data``, since when."""

    id: str
    since: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Erasing:
    """One person to erase. ``needed``: they have a running contract or group, so only what that does not need goes.

    ``months`` are the retention rules in force, by class.
    """

    person_id: str
    erasure_id: str
    today: date
    needed: bool = False
    months: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Holding(Generic[D, C]):
    """An area: what people read about it in French, the collections that it answers for, and what it does.

    ``export`` gives what is held of a person. ``erase`` makes one idempotent write per aggregate, so that it can be repeated
    after a crash, and says what stays and why.
    """

    name: str
    label: str
    purpose: str
    recipients: str
    duration: str
    collections: tuple[str, ...]
    export: Callable[[str, D], Awaitable[list[Record]]]
    erase: Callable[[Erasing, D, C], Awaitable[tuple[Kept, ...]]]
