"""What a draft names by id is looked up: the activities that share it, the member's account, the order, the original."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.activity import Activity, check_open
from accounting.domain.errors import InputError
from accounting.domain.purchase import ActivityPart, MemberPart
from accounting.domain.purchasing.editing import PurchaseContent
from accounting.domain.purchasing.line import SELF_ASSESSED, PurchaseLine
from accounting.domain.purchasing.order_life import check_invoiceable
from accounting.usecases.expenses.read_expense_policy import read_expense_policy
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class CompleteContent:
    """For a purchase of this activity."""

    activity: Activity
    content: PurchaseContent


async def complete_content(command: CompleteContent, deps: Deps) -> PurchaseContent:
    """The content with analytic codes and accounts. InputError for an activity or an order that is not there."""
    content, siren = command.content, command.activity.siren
    if content.order_id is not None:
        await _check_order(content.order_id, command.activity, deps)
    return replace(
        content,
        shared_with=tuple([await _part(place, one, siren, deps) for place, one in enumerate(content.shared_with)]),
        member=await _member(content.member, siren, deps),
        lines=await _lines(content.lines, siren, deps),
    )


async def _part(place: int, part: ActivityPart, siren: str, deps: Deps) -> ActivityPart:
    field = f"shared_with.{place}.activity_id"
    accepted = f"the id of an open activity of the legal entity {siren}"
    try:
        activity = (await deps.activities.get(part.activity_id)).state
    except MissingError:
        raise InputError(field, "is no activity", accepted) from None
    if activity.siren != siren:
        raise InputError(field, "is an activity of another legal entity (CAE-01)", accepted)
    check_open(activity)
    return replace(part, analytic_code=activity.analytic_code)


async def _member(part: MemberPart | None, siren: str, deps: Deps) -> MemberPart | None:
    """The part with the same account that expense sheets of this person have."""
    if part is None:
        return None
    person_key = f"{siren}:{part.person_id}"
    number = (await deps.numbers.reserve(f"expense-persons:{siren}", f"expense-person:{person_key}")).number
    policy = await read_expense_policy(siren, deps)
    return replace(part, account=f"E{number:05d}", payable_account=policy.payable_account)


async def _lines(lines: tuple[PurchaseLine, ...], siren: str, deps: Deps) -> tuple[PurchaseLine, ...]:
    """A buyer that is not liable for VAT recovers none of it: what it pays is the charge (CGI art. 271)."""
    if (await deps.legal_entities.get(siren)).state.vat_number:
        return lines
    for place, line in enumerate(lines):
        if line.treatment in SELF_ASSESSED:
            accepted = "a line without it: a buyer without a VAT number declares none here"
            raise InputError(f"lines.{place}.treatment", "needs a VAT number", accepted)
    return tuple(replace(line, deductible_percent=0) for line in lines)


async def _check_order(order_id: str, activity: Activity, deps: Deps) -> None:
    try:
        order = (await deps.supplier_orders.get(order_id)).state
    except MissingError:
        order = None
    if order is None or order.group_id != activity.group_id or order.siren != activity.siren:
        raise InputError("order_id", "is no order of this activity", "the id of a supplier order, or nothing")
    check_invoiceable(order)
