"""One thing to do for the liquidation, as the people who have to do it read it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """DONE; OPEN, to be done now; WAITING, for something that has to come first."""

    DONE = "done"
    OPEN = "open"
    WAITING = "waiting"


class Phase(StrEnum):
    """Whether it belongs before the closing of the group, and blocks it, or comes after it."""

    BEFORE = "before"
    AFTER = "after"


GROUP = "le groupe"
ACCOUNTANT = "le service comptable"
COACH = "le conseiller entrepreneur"
COORDINATOR = "la coordination du campus"


@dataclass(frozen=True)
class Link:
    """A document that the item is about: ``invoice``, ``quote``, ``purchase``, ``advance``, ``share`` and its id."""

    kind: str
    id: str


@dataclass(frozen=True)
class Item:
    """One item. ``code`` has the service in front and, when it names one thing, that thing behind a colon."""

    code: str
    phase: Phase
    label: str
    state: State
    who: str
    what: str
    links: tuple[Link, ...] = ()

    @property
    def blocks_closing(self) -> bool:
        """Whether the group cannot be closed as long as it stands like this. What somebody outside decides does not block."""
        return self.phase is Phase.BEFORE and self.state is State.OPEN


def done(code: str, phase: Phase, label: str, who: str) -> Item:
    """An item with nothing left to do."""
    return Item(code, phase, label, State.DONE, who, "")
