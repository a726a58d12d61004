"""What a legal entity can pay: unpaid purchases, what members had paid of them, approved expense sheets and share-outs.

A new kind gets a finder in ``_FINDERS``, a payer in ``pay_payable`` and a way back in ``return_payment``.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.errors import InputError
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, expense_payable
from accounting.domain.payments.order import LIVING
from accounting.domain.payments.payable import Obstacle, Payable, PayableKind
from accounting.domain.purchase import UNPAID, Payee, Purchase
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.domain.share import Share, ShareStatus
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.payments.find_account import FindAccount, find_account
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import In


@dataclass(frozen=True)
class FindPayables:
    """Whose; all of them, or one. Whether orders that hold them are looked for: what an order asks of its own, it knows."""

    siren: str
    one: tuple[PayableKind, str] | None = None
    with_orders: bool = True


async def find_payables(command: FindPayables, deps: Deps) -> list[Payable]:
    """What is left of each, most urgent first. InputError for one that is not there, or is another legal entity's; nothing for
    one of which nothing is left."""
    siren = command.siren
    if command.one is None:
        found = [one async for one in _all(siren, deps)]
        found.sort(key=lambda one: (one.due_on is not None, str(one.due_on), one.reference, one.key))
    else:
        found = await _named(siren, *command.one, deps)
    if not command.with_orders:
        return found
    held = await _held(siren, deps) if command.one is None else await _held_alone(found, deps)
    return [
        replace(one, obstacle=Obstacle.ORDERED, order_id=held[one.key]) if one.key in held else one for one in found
    ]


async def _named(siren: str, kind: PayableKind, id_: str, deps: Deps) -> list[Payable]:
    accepted = f"the id of an unpaid {kind.value} of {siren}"
    try:
        found = await _FINDERS[kind](id_, deps)
    except MissingError:
        raise InputError("id", f"{id_} is no {kind.value}", accepted) from None
    if found is not None and found.siren != siren:
        raise InputError("id", f"{id_} is a document of another legal entity", accepted)
    return [found] if found else []


async def _held(siren: str, deps: Deps) -> dict[str, str]:
    """Keys to the living orders that hold them."""
    living = await deps.payment_orders.all({"siren": siren, "status": In(tuple(one.value for one in LIVING))})
    return {item.key: one.id for one in living for item in one.state.items if one.state.holds(item.key)}


async def _held_alone(found: list[Payable], deps: Deps) -> dict[str, str]:
    """The same for one, by its reservation: there may be many orders."""
    for one in found:
        try:
            holder = (await deps.payment_reservations.get(one.key)).state.holder
            if (await deps.payment_orders.get(holder)).state.holds(one.key):
                return {one.key: holder}
        except MissingError:
            continue
    return {}


async def _all(siren: str, deps: Deps) -> AsyncIterator[Payable]:
    unpaid = In(tuple(one.value for one in UNPAID))
    for purchase in await deps.purchases.all({"siren": siren, "status": unpaid}):
        for to in Payee:
            if (found := await _of_purchase(purchase, to, deps)) is not None:
                yield found
    for sheet in await deps.expense_sheets.all({"status": SheetStatus.APPROVED.value}):
        if sheet.state.siren == siren and (found := await _of_sheet(sheet, deps)) is not None:
            yield found
    for activity in await deps.activities.all({"siren": siren}):
        share = await deps.shares.find_one({"group_id": activity.state.group_id})
        for member in share.state.members if share else ():
            if share and (found := await _of_share(share, member.person_id, siren, deps)) is not None:
                yield found


async def _purchase(id_: str, deps: Deps) -> Payable | None:
    return await _of_purchase(await deps.purchases.get(id_), Payee.SUPPLIER, deps)


async def _reimbursement(id_: str, deps: Deps) -> Payable | None:
    return await _of_purchase(await deps.purchases.get(id_), Payee.MEMBER, deps)


async def _of_purchase(stored: Stored[Purchase], to: Payee, deps: Deps) -> Payable | None:
    one = stored.state
    left = purchase_left_cents(one, to)
    if left <= 0 or one.sign < 0:
        return None
    if to is Payee.MEMBER and one.member is not None:
        kind, person = PayableKind.REIMBURSEMENT, one.member.person_id
        name = await find_person_name(person, deps)
        party, account, obstacle = await find_account(FindAccount(person_id=person), deps)
    else:
        kind, name = PayableKind.PURCHASE, one.supplier_name
        party, account, obstacle = await find_account(FindAccount(purchase=one), deps)
    return Payable(
        kind=kind,
        id=stored.id,
        siren=one.siren,
        party=party,
        beneficiary=name,
        reference=one.supplier_reference,
        left_cents=left,
        due_on=one.due_on,
        account=account,
        obstacle=Obstacle.DISPUTED if one.dispute else obstacle,
    )


async def _sheet(id_: str, deps: Deps) -> Payable | None:
    return await _of_sheet(await deps.expense_sheets.get(id_), deps)


async def _of_sheet(stored: Stored[ExpenseSheet], deps: Deps) -> Payable | None:
    one = stored.state
    left = expense_payable(one)
    if one.approval is None or left <= 0:
        return None
    party, account, obstacle = await find_account(FindAccount(person_id=one.person_id), deps)
    return Payable(
        kind=PayableKind.EXPENSE_SHEET,
        id=stored.id,
        siren=one.siren,
        party=party,
        beneficiary=await find_person_name(one.person_id, deps),
        reference=f"Note de frais {one.approval.number}",
        left_cents=left,
        account=account,
        obstacle=obstacle,
    )


async def _share(id_: str, deps: Deps) -> Payable | None:
    share_id, _, person_id = id_.partition(":")
    stored = await deps.shares.get(share_id)
    activity = (await deps.activities.get(stored.state.activity_id)).state
    return await _of_share(stored, person_id, activity.siren, deps)


async def _of_share(stored: Stored[Share], person_id: str, siren: str, deps: Deps) -> Payable | None:
    one, member = stored.state, stored.state.member(person_id)
    if one.status is not ShareStatus.APPROVED or member is None:
        return None
    left = member.amount_cents - one.paid_to(person_id)
    if left <= 0:
        return None
    party, account, obstacle = await find_account(FindAccount(person_id=person_id), deps)
    activity = (await deps.activities.get(one.activity_id)).state
    return Payable(
        kind=PayableKind.SHARE,
        id=f"{stored.id}:{person_id}",
        siren=siren,
        party=party,
        beneficiary=await find_person_name(person_id, deps),
        reference=f"Répartition {activity.analytic_code} membre {member.member_number}",
        left_cents=left,
        account=account,
        obstacle=obstacle,
    )


_FINDERS: Mapping[PayableKind, Callable[[str, Deps], Awaitable[Payable | None]]] = {
    PayableKind.PURCHASE: _purchase,
    PayableKind.REIMBURSEMENT: _reimbursement,
    PayableKind.EXPENSE_SHEET: _sheet,
    PayableKind.SHARE: _share,
}
