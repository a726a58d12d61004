"""Who may do what: one table of grants per service, role x action x scope.

An action is ``<resource>.<verb>``. Everything a person may not see answers 404; everything they may see (``<resource>.read``)
and not do answers 403.
"""

from dataclasses import dataclass
from enum import StrEnum

from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http.auth import Principal


class Scope(StrEnum):
    """How far a grant reaches."""

    OWN = "own"
    GROUP = "group"
    PARTNER = "partner"
    ALL = "all"


@dataclass(frozen=True)
class Grant:
    """One row of the table: whoever has the role may do the action on what the scope reaches."""

    role: str
    action: str
    scope: Scope


@dataclass(frozen=True)
class Resource:
    """What the table needs to know of a thing: whose it is, in which group, of which partner."""

    owner: str | None = None
    group_id: str | None = None
    partner: str | None = None


@dataclass(frozen=True)
class Visibility:
    """What a list may show a caller: everything, or what one of the limits allows. Nothing when all are empty."""

    all: bool
    groups: frozenset[str]
    owner: str | None
    partner: str | None

    def sees(self, resource: Resource) -> bool:
        """Whether the resource may be shown."""
        return (
            self.all
            or (self.owner is not None and resource.owner == self.owner)
            or (resource.group_id is not None and resource.group_id in self.groups)
            or (self.partner is not None and resource.partner == self.partner)
        )


class Policy:
    """The grants of a service."""

    def __init__(self, *grants: Grant) -> None:
        self.grants = grants

    def visible(self, caller: Principal, action: str) -> Visibility:
        """How far the caller's roles reach for an action."""
        scopes = {grant.scope for grant in self.grants if grant.action == action and grant.role in caller.roles}
        return Visibility(
            all=Scope.ALL in scopes,
            groups=caller.groups if Scope.GROUP in scopes else frozenset(),
            owner=caller.sub if Scope.OWN in scopes else None,
            partner=caller.partner if Scope.PARTNER in scopes else None,
        )

    def check(self, caller: Principal, action: str, resource: Resource) -> None:
        """Return when the caller may; ForbiddenError when they may only see it, NotFoundError when not even that."""
        if self.visible(caller, action).sees(resource):
            return
        read = f"{action.split('.', 1)[0]}.read"
        if self.visible(caller, read).sees(resource):
            raise _forbidden(caller, action)
        raise NotFoundError("not-found", "there is nothing here under this id")

    def require(self, caller: Principal, action: str) -> None:
        """Return when one of the caller's roles has the action at any scope; ForbiddenError otherwise. For creations."""
        if not any(grant.action == action and grant.role in caller.roles for grant in self.grants):
            raise _forbidden(caller, action)


def _forbidden(caller: Principal, action: str) -> ForbiddenError:
    roles = ", ".join(sorted(caller.roles)) or "no role"
    return ForbiddenError("forbidden", f"{roles} may not do {action}")
