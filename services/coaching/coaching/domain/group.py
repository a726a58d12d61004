"""The copy of a group that coaching keeps: who is a member, when it runs, who coordinates and carries it.

Its parts arrive by several events in any order, so everything but the members may still be missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coaching.domain.errors import RuleError


class Standing(StrEnum):
    """What this deployment knows of a group."""

    ANNOUNCED = "ANNOUNCED"
    """Members were activated; the group has not started yet."""
    RUNNING = "RUNNING"
    CLOSED = "CLOSED"
    FOREIGN = "FOREIGN"
    """Carried by another partner, whose own deployment answers for it."""


@dataclass(frozen=True)
class Member:
    """A member: ``number`` is 1, 2, 3… inside the group; 0 while only the person is known."""

    person_id: str
    number: int


@dataclass(frozen=True)
class Group:
    """A group as coaching sees it."""

    standing: Standing = Standing.ANNOUNCED
    members: tuple[Member, ...] = ()
    group_code: str = ""
    scheme: str | None = None
    partner: str = ""
    """The carrier, whose coaches work with the group."""
    coordinator: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    closed_on: date | None = None

    @property
    def person_ids(self) -> tuple[str, ...]:
        """The members in the order of their numbers."""
        return tuple(one.person_id for one in self.members)


def with_member(group: Group, person_id: str, number: int) -> Group:
    """The group with one more member, or with the member's number corrected."""
    others = tuple(one for one in group.members if one.person_id != person_id)
    return replace(group, members=_in_order((*others, Member(person_id, number))))


def with_members(group: Group, person_ids: Sequence[str]) -> Group:
    """The group with at least these members; those whose number is not known yet get their place in the list."""
    known = {one.person_id for one in group.members}
    more = [Member(person, place) for place, person in enumerate(person_ids, 1) if person not in known]
    return replace(group, members=_in_order((*group.members, *more)))


def closed(group: Group, on: date) -> Group:
    """The group after its closing."""
    return replace(group, standing=Standing.CLOSED, closed_on=on)


def running_period(group: Group) -> tuple[date, date]:
    """The first and the last day of a group that runs; RuleError for any other."""
    if group.standing is not Standing.RUNNING or group.starts_on is None or group.ends_on is None:
        raise RuleError("group-not-running", f"the group is {group.standing}, only a RUNNING group is coached")
    return group.starts_on, group.ends_on


def require_member(group: Group, person_id: str) -> None:
    """RuleError unless the person is a member."""
    if person_id not in group.person_ids:
        raise RuleError("not-a-member", f"{person_id} is not a member of this group")


def _in_order(members: tuple[Member, ...]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda one: (one.number, one.person_id)))
