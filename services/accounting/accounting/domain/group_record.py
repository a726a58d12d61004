"""What the other services told about a group, in whatever order it came: name, members, hours, resolution, closing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOBODY = "Personne effacée"
"""What stands for the name of somebody who was erased."""


class Rule(StrEnum):
    """How an assembly may share what the group earned (YOUTH-04)."""

    EQUAL = "EQUAL"
    HOURS = "HOURS"
    POINTS = "POINTS"
    CUSTOM = "CUSTOM"


@dataclass(frozen=True)
class Resolution:
    """The share rule that an assembly adopted."""

    id: str
    rule: Rule
    weights: Mapping[str, int]
    adopted_on: date


@dataclass(frozen=True)
class GroupRecord:
    """A group as this deployment knows it. ``carried_here`` is unknown until the group has started."""

    name: str = ""
    activity_label: str = ""
    carried_here: bool | None = None
    members: Mapping[str, int] = field(default_factory=dict)
    attendance: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    resolution: Resolution | None = None
    closed_on: date | None = None

    def minutes_of(self, person_id: str) -> int:
        """The sealed minutes of a person over all sessions."""
        return sum(session.get(person_id, 0) for session in self.attendance.values())


@dataclass(frozen=True)
class Person:
    """A person's name, for the auxiliary account of what the cooperative owes them.

    ``restricted``: they were erased, and the name stays for the books until ``kept_until``. ``erased``: there is no name.
    """

    given_name: str
    family_name: str
    restricted: bool = False
    kept_until: date | None = None
    erased: bool = False

    @property
    def full_name(self) -> str:
        """As the ledger shows it."""
        return NOBODY if self.erased else f"{self.given_name} {self.family_name}"

    @property
    def shown_name(self) -> str:
        """As those read it who do not keep the books."""
        return NOBODY if self.restricted else self.full_name
