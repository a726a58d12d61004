"""Who may do what with the books.

The accountant does everything at their own partner. A student sees the group's documents and prepares them; nobody but the
accountant issues, pays or posts. A coach reads what belongs to the groups that their token names, the carrier's officer what
belongs to any. The coordinator of a group that this partner carries sees its figures only.
"""

from accounting.domain.activity import Activity
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Grant, Policy, Principal, Resource, Scope
from essaim.kit.store.port import In, Where

_READ = (
    "activity.read",
    "quote.read",
    "invoice.read",
    "purchase.read",
    "share.read",
    "customer.read",
    "figures.read",
    "advance.read",
    "liquidation.read",
    "contribution.read",
    "activity_statement.read",
    "management.read",
    "group_entry.read",
)
_ACCOUNTANT = (
    *_READ,
    "legal_entity.read",
    "legal_entity.register",
    "customer.create",
    "quote.create",
    "quote.accept",
    "quote.invoice",
    "invoice.draft",
    "invoice.edit",
    "invoice.submit",
    "invoice.return",
    "invoice.issue",
    "invoice.pay",
    "purchase.record",
    "purchase.pay",
    "entry.read",
    "statement.read",
    "entry.write",
    "entry.reverse",
    "entry.letter",
    "account.add",
    "period.read",
    "period.close",
    "ledger.verify",
    "share.approve",
    "share.pay",
    "share_statement.read",
    "advance.set_policy",
    "advance.receive",
    "advance.repay",
    "advance.donate",
    "contribution.set",
    "contribution.simulate",
    "fec.read",
    "fec.export",
    "fec.import",
    "archive.read",
    "archive.make",
    "management.read_entity",
    "forecast.set",
)
_OFFICER = (
    "legal_entity.read",
    "statement.read",
    "period.read",
    "ledger.verify",
    "fec.read",
    "archive.read",
)
_STUDENT = (
    *_READ,
    "customer.create",
    "quote.create",
    "quote.accept",
    "quote.invoice",
    "invoice.draft",
    "invoice.edit",
    "invoice.submit",
    "forecast.set",
)

POLICY = Policy(
    *(Grant("accountant", action, Scope.PARTNER) for action in _ACCOUNTANT),
    *(Grant("student", action, Scope.GROUP) for action in _STUDENT),
    Grant("student", "share_statement.read", Scope.OWN),
    *(Grant("coach", action, Scope.GROUP) for action in (*_READ, "forecast.set", "contribution.simulate")),
    *(Grant("cae_officer", action, Scope.PARTNER) for action in (*_READ, *_OFFICER)),
    Grant("cae_officer", "contribution.simulate", Scope.PARTNER),
    Grant("ops", "ledger.verify", Scope.ALL),
)
"""Grants on what this deployment's partner keeps."""

FOLLOWING = Policy(Grant("coordinator", "figures.read", Scope.PARTNER))
"""Grants on what the caller's partner coordinates and this one keeps."""


def check_figures(caller: Principal, activity: Activity, partner: str) -> None:
    """Return when the caller may see the figures of an activity."""
    if FOLLOWING.visible(caller, "figures.read").sees(Resource(partner=activity.coordinator)):
        return
    POLICY.check(caller, "figures.read", Resource(group_id=activity.group_id, partner=partner))


def limited(caller: Principal, action: str, partner: str, group_id: str | None) -> Where:
    """The conditions that limit a list to what the caller may read; ForbiddenError when their role sees none of it."""
    sees = POLICY.visible(caller, action)
    wanted: Where = {"group_id": group_id} if group_id is not None else {}
    if sees.partner == partner:
        return wanted
    if not any(grant.role in caller.roles and grant.action == action for grant in POLICY.grants):
        raise ForbiddenError("forbidden", f"{', '.join(sorted(caller.roles)) or 'no role'} may not do {action}")
    groups = sees.groups if group_id is None else sees.groups & {group_id}
    return {"group_id": In(tuple(sorted(groups)))}
