"""Who may do what with the books.

The accountant does everything at their own partner. A student sees the group's documents and prepares them; a coach reads what
belongs to the groups that their token names. Both approve and issue up to an amount (``domain.approval``); nobody but the
accountant pays or posts. The carrier's officer reads what belongs to any group. The coordinator of a group that this partner
carries sees its figures only.
"""

from accounting.domain.activity import Activity
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Grant, Policy, Principal, Resource, Scope
from essaim.kit.store.port import In, Where

_READ = (
    "internal_invoice.read",
    "activity.read",
    "quote.read",
    "invoice.read",
    "purchase.read",
    "order.read",
    "share.read",
    "customer.read",
    "customer.statement",
    "supplier.read",
    "supplier.statement",
    "figures.read",
    "advance.read",
    "liquidation.read",
    "contribution.read",
    "activity_statement.read",
    "management.read",
    "group_entry.read",
)
_QUOTE = (
    "quote.create",
    "quote.edit",
    "quote.submit",
    "quote.approve",
    "quote.send",
    "quote.accept",
    "quote.invoice",
    "quote.comment",
)
_ACCOUNTANT = (
    *_READ,
    "legal_entity.read",
    "legal_entity.register",
    "customer.edit",
    "customer.archive",
    "customer.share",
    "customer.merge",
    "customer.import",
    "supplier.create",
    "supplier.edit",
    "supplier.archive",
    "supplier.share",
    "supplier.merge",
    "supplier.import",
    "supplier.confirm_iban",
    "approval_rules.read",
    "approval_rules.set",
    "numbering.read",
    "numbering.set",
    "invoice.transmit",
    "dunning.read",
    "dunning.set",
    "dunning.remind",
    "internal_invoice.propose",
    "internal_invoice.decide",
    "invoice.comment",
    "customer.create",
    *_QUOTE,
    "quote.return",
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
    "bank.read",
    "bank.set",
    "bank.import",
    "bank.match",
    "management.read_entity",
    "forecast.set",
)
_OFFICER = (
    "dunning.read",
    "numbering.read",
    "approval_rules.read",
    "legal_entity.read",
    "statement.read",
    "period.read",
    "ledger.verify",
    "fec.read",
    "archive.read",
    "bank.read",
)
_STUDENT = (
    *_READ,
    "customer.edit",
    "customer.archive",
    "supplier.create",
    "supplier.edit",
    "supplier.archive",
    "customer.create",
    *_QUOTE,
    "invoice.draft",
    "invoice.edit",
    "invoice.submit",
    "invoice.issue",
    "invoice.comment",
    "internal_invoice.propose",
    "internal_invoice.decide",
    "forecast.set",
)
_COACH = (
    "forecast.set",
    "contribution.simulate",
    "quote.return",
    "quote.approve",
    "quote.comment",
    "invoice.return",
    "invoice.issue",
    "invoice.comment",
)
"""Beside reading. Who may issue or approve is also limited by the amount (``domain.approval``)."""

_CLAIMANT = ("expense.read", "expense.write", "expense.approve", "expense.waive", "expense.comment")
_REVIEWER = ("expense.read", "expense.review", "expense.approve", "expense.comment")
_PAYING = ("expense.read", "expense.write", "expense.review", "expense.approve", "expense.comment", "expense.pay")

_BUYER = (
    *("purchase.draft", "purchase.submit", "purchase.approve", "purchase.comment", "purchase.dispute"),
    *("order.draft", "order.submit", "order.approve", "order.send", "order.receive"),
)
_BUYING_COACH = (
    *("purchase.return", "purchase.approve", "purchase.comment", "purchase.dispute"),
    *("order.return", "order.approve"),
)
_BUYING = (*_BUYER, "purchase.return", "purchase.cancel", "received_invoice.take", "order.return", "order.cancel")
"""What is bought: the group writes, a coach and the author approve up to their ceilings, the accountant does all of it."""

_SELLER = ("till.read", "till.create", "till.edit", "till.sell", "till.close_month")
_TILLS = (*_SELLER, "till.close_year", "till.export", "till.verify", "e_reporting.read")

_PAYMENTS = (
    *("payment_order.read", "payment_order.write", "payment_order.approve", "remittance.read", "remittance.write"),
    *("bank_details.read", "bank_details.write", "bank_details.confirm"),
)
"""Transfers and slips are the accountant's; people say themselves where they are paid, and nobody else of their group sees it."""

POLICY = Policy(
    *(Grant("accountant", action, Scope.PARTNER) for action in _PAYMENTS),
    *(Grant("student", action, Scope.OWN) for action in ("bank_details.read", "bank_details.write")),
    *(Grant("cae_officer", f"{kind}.read", Scope.PARTNER) for kind in ("payment_order", "remittance", "bank_details")),
    *(Grant("student", action, Scope.GROUP) for action in _BUYER),
    *(Grant("coach", action, Scope.GROUP) for action in _BUYING_COACH),
    *(Grant("accountant", action, Scope.PARTNER) for action in _BUYING),
    *(Grant("student", action, Scope.GROUP) for action in _SELLER),
    Grant("coach", "till.read", Scope.GROUP),
    *(Grant("accountant", action, Scope.PARTNER) for action in _TILLS),
    *(Grant("cae_officer", action, Scope.PARTNER) for action in ("till.read", "till.verify", "e_reporting.read")),
    Grant("ops", "till.verify", Scope.ALL),
    *(Grant("student", action, Scope.OWN) for action in _CLAIMANT),
    *(Grant("coach", action, Scope.GROUP) for action in _REVIEWER),
    *(Grant("accountant", action, Scope.PARTNER) for action in (*_PAYING, "expense_policy.set")),
    Grant("cae_officer", "expense.read", Scope.PARTNER),
    *(Grant(role, "expense_policy.read", Scope.ALL) for role in ("student", "coach", "accountant", "cae_officer")),
    *(Grant("accountant", action, Scope.PARTNER) for action in _ACCOUNTANT),
    *(Grant("student", action, Scope.GROUP) for action in _STUDENT),
    Grant("student", "share_statement.read", Scope.OWN),
    *(Grant("coach", action, Scope.GROUP) for action in (*_READ, *_COACH)),
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
