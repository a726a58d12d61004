"""Who may do what with a customer or a supplier: a group with its own, and reading what all groups of this deployment share."""

from accounting.deps import Deps
from accounting.http.dependencies import allow
from accounting.http.policy import POLICY
from essaim.kit.errors import FieldProblem, ForbiddenError, InvalidError
from essaim.kit.http import Principal
from essaim.kit.store.port import In

_READING = ("customer.read", "customer.statement", "supplier.read", "supplier.statement")


async def allow_party(
    caller: Principal, action: str, deps: Deps, group_id: str | None, legal_entity: str | None = None
) -> None:
    """Return when the caller may do this; what all share is read by every group that is carried here, and changed by none.

    ``legal_entity`` is whose books a supplier is in: groups of other legal entities do not read it.
    """
    if group_id is None and not sees_all(caller, action, deps):
        books = await carried_books(caller, action, deps)
        if legal_entity in books or (legal_entity is None and books):
            if action in _READING:
                return
            roles = ", ".join(sorted(caller.roles))
            raise ForbiddenError("forbidden", f"{roles} may not do {action} with what all groups share")
    allow(caller, action, deps, group_id)


def sees_all(caller: Principal, action: str, deps: Deps) -> bool:
    """Whether the caller's grant reaches the whole partner."""
    return POLICY.visible(caller, action).partner == deps.settings.partner


async def carried_books(caller: Principal, action: str, deps: Deps) -> frozenset[str]:
    """The legal entities in whose books the caller's groups have their activities, of those that the caller may read for."""
    groups = POLICY.visible(caller, f"{action.split('.', 1)[0]}.read").groups
    if not groups:
        return frozenset()
    found = await deps.activities.all({"group_id": In(tuple(sorted(groups)))})
    return frozenset(one.state.siren for one in found)


def visible_groups(caller: Principal, action: str, deps: Deps, group_id: str | None) -> frozenset[str] | None:
    """The groups whose records a list may show; None for all of them. ForbiddenError when the role sees no list at all."""
    if sees_all(caller, action, deps):
        return None
    POLICY.require(caller, action)
    groups = POLICY.visible(caller, action).groups
    return groups if group_id is None else groups & {group_id}


def owner_group(caller: Principal, group_id: str | None) -> str | None:
    """Whose a new record is: a student's belongs to the student's group, the accountant's to the whole legal entity."""
    if group_id is not None or "student" not in caller.roles:
        return group_id
    if len(caller.groups) == 1:
        return next(iter(caller.groups))
    problem = FieldProblem("group_id", "is missing", "one of your groups")
    raise InvalidError("group-missing", "say for which group it is", fields=(problem,))
