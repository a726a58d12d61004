"""Whose expense sheet the caller may do something with: the person's own, the coach's groups, the accountant's partner."""

from accounting.deps import Deps
from accounting.domain.approval import Decider
from accounting.domain.expenses.sheet import ExpenseSheet
from accounting.http.policy import POLICY
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Principal, Resource
from essaim.kit.store.port import In, Where


async def sheet_for(caller: Principal, action: str, sheet_id: str, deps: Deps) -> Stored[ExpenseSheet]:
    """The sheet, when the caller may do this with it; 404 for one that they may not see."""
    stored = await deps.expense_sheets.get(sheet_id)
    one = stored.state
    resource = Resource(owner=one.person_id, group_id=one.group_id, partner=deps.settings.partner)
    POLICY.check(caller, action, resource)
    return stored


def decider_of(caller: Principal, sheet: ExpenseSheet) -> Decider:
    """Who decides: nobody is the coach of themselves."""
    own = caller.sub == sheet.person_id
    return Decider(caller.sub, caller.roles - {"coach"} if own else caller.roles)


def visible_sheets(caller: Principal, deps: Deps, group_id: str | None, person_id: str | None) -> Where:
    """The conditions that limit a list to what the caller may read; ForbiddenError when their role sees none."""
    sees = POLICY.visible(caller, "expense.read")
    where: dict[str, str | In] = {}
    if group_id is not None:
        where["group_id"] = group_id
    if person_id is not None:
        where["person_id"] = person_id
    if sees.partner == deps.settings.partner:
        return where
    own = sees.owner is not None and person_id in (None, sees.owner)
    if sees.groups and not (own and person_id is not None):
        groups = sees.groups if group_id is None else sees.groups & {group_id}
        return {**where, "group_id": In(tuple(sorted(groups)))}
    if own and sees.owner is not None:
        return {**where, "person_id": sees.owner}
    if not any(grant.role in caller.roles and grant.action == "expense.read" for grant in POLICY.grants):
        raise ForbiddenError("forbidden", f"{', '.join(sorted(caller.roles)) or 'no role'} may not do expense.read")
    return {**where, "group_id": In(())}
