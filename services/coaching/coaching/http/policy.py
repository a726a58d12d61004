"""Who may do what with coaching.

A coach acts on everything of their own partner. A student signs and registers for themselves and reads their own group's
sessions and reports; so does the teacher who accompanies the group. The coordinator follows the groups that they
coordinate although another partner carries them, and the carrier's officer and accountant see dates and hours: none of
these three reads the coach's notes (domain §6.3, §7).
"""

from dataclasses import dataclass
from typing import Protocol

from coaching.domain.group import Group, Standing
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Grant, Policy, Principal, Resource, Scope
from essaim.kit.store.port import In, Where

_COACH = (
    "session.read",
    "session.create",
    "session.confirm",
    "session.cancel",
    "session.hold",
    "session.mark",
    "session.report",
    "session.seal",
    "session.print",
    "report.read",
    "absence.read",
    "resolution.read",
    "resolution.adopt",
)
_STUDENT = ("session.read", "session.sign", "session.register", "report.read", "resolution.read")

POLICY = Policy(
    *(Grant("coach", action, Scope.PARTNER) for action in _COACH),
    *(Grant("student", action, Scope.GROUP) for action in _STUDENT),
    *(Grant("teacher", action, Scope.GROUP) for action in ("session.read", "report.read")),
    *(Grant("cae_officer", action, Scope.PARTNER) for action in ("session.read", "session.print", "resolution.read")),
    *(Grant("accountant", action, Scope.PARTNER) for action in ("session.read", "resolution.read")),
)
"""Grants on what the caller's group has or the caller's partner carries."""

FOLLOWING = Policy(
    *(Grant("coordinator", action, Scope.PARTNER) for action in ("session.read", "session.print", "resolution.read")),
)
"""Grants on what the caller's partner coordinates."""


class Placed(Protocol):
    """What belongs to a group."""

    @property
    def group_id(self) -> str:
        """The group."""

    @property
    def partner(self) -> str:
        """Its carrier."""

    @property
    def coordinator(self) -> str:
        """Its coordinator."""


@dataclass(frozen=True)
class Place:
    """A group itself, as something to check against."""

    group_id: str
    partner: str
    coordinator: str


def place_of(group_id: str, group: Group) -> Place:
    """The group as a place; NotFoundError when it has not started, or is another deployment's."""
    if group.standing in (Standing.ANNOUNCED, Standing.FOREIGN):
        raise NotFoundError("not-found", "there is nothing here under this id")
    return Place(group_id, group.partner, group.coordinator)


def allows(caller: Principal, action: str, thing: Placed) -> bool:
    """Whether the caller may."""
    return POLICY.visible(caller, action).sees(_carried(thing)) or FOLLOWING.visible(caller, action).sees(
        _coordinated(thing)
    )


def check(caller: Principal, action: str, thing: Placed) -> None:
    """Return when the caller may; ForbiddenError when they may only see it, NotFoundError when not even that."""
    if allows(caller, action, thing):
        return
    read = f"{action.split('.', 1)[0]}.read"
    if FOLLOWING.visible(caller, read).sees(_coordinated(thing)):
        FOLLOWING.check(caller, action, _coordinated(thing))
    POLICY.check(caller, action, _carried(thing))


def visible_where(caller: Principal, group_id: str | None) -> Where:
    """The conditions that limit a list of sessions to what the caller may read; ForbiddenError when that is nothing at
    all for their role."""
    carried, followed = POLICY.visible(caller, "session.read"), FOLLOWING.visible(caller, "session.read")
    wanted: Where = {"group_id": group_id} if group_id is not None else {}
    if carried.partner:
        return {**wanted, "partner": carried.partner}
    if followed.partner:
        return {**wanted, "coordinator": followed.partner}
    if not caller.roles & {"student", "teacher"}:
        raise ForbiddenError("forbidden", f"{', '.join(sorted(caller.roles)) or 'no role'} may not do session.read")
    groups = carried.groups if group_id is None else carried.groups & {group_id}
    return {"group_id": In(tuple(sorted(groups)))}


def _carried(thing: Placed) -> Resource:
    return Resource(group_id=thing.group_id, partner=thing.partner)


def _coordinated(thing: Placed) -> Resource:
    return Resource(partner=thing.coordinator)
