"""The documents of a legal entity that a movement may settle: unpaid invoices and purchases, credit notes among them, and what
people have paid for it. A new kind of document gets a finder in ``FINDERS`` and a settler in ``settle_documents``."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.candidate import Candidate
from accounting.domain.bank.item import ItemKind
from accounting.domain.errors import InputError
from accounting.domain.expenses.sheet import ExpenseSheet, SheetStatus, expense_payable
from accounting.domain.invoice import UNPAID, Invoice
from accounting.domain.payments.order import OrderStatus, PaymentOrder
from accounting.domain.purchase import Payee, Purchase
from accounting.domain.purchasing.parts import purchase_left_cents
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.payments.find_sent_orders import find_sent_orders
from essaim.kit.aggregate import Stored
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import In


@dataclass(frozen=True)
class FindDocuments:
    """Whose; all of them, or one."""

    siren: str
    one: tuple[ItemKind, str] | None = None


@dataclass(frozen=True)
class _Finder:
    """How the unpaid documents of a kind are found, and how one is: with the legal entity that it is of."""

    unpaid: Callable[[str, Deps], Awaitable[list[Candidate]]]
    one: Callable[[str, Deps], Awaitable[tuple[str, Candidate | None]]]


async def find_documents(command: FindDocuments, deps: Deps) -> list[Candidate]:
    """What is left to pay of each, signed as the statement does; nothing for one that is paid. InputError for one that is not
    there, or that is another legal entity's."""
    if command.one is None:
        unpaid = [one for finder in FINDERS.values() for one in await finder.unpaid(command.siren, deps)]
        held = await _held(command.siren, deps)
        return [one for one in unpaid if f"{one.kind.value}:{one.id}" not in held]
    kind, id_ = command.one
    accepted = f"the id of an unpaid {kind.value} of {command.siren}"
    try:
        siren, found = await FINDERS[kind].one(id_, deps)
    except MissingError:
        raise InputError("id", f"{id_} is no {kind.value}", accepted) from None
    if siren != command.siren:
        raise InputError("id", f"{id_} is a document of another legal entity", accepted)
    return [found] if found else []


async def _invoices(siren: str, deps: Deps) -> list[Candidate]:
    wanted = In(tuple(status.value for status in UNPAID))
    found = await deps.invoices.all({"siren": siren, "status": wanted})
    return [one for stored in found if (one := _of_invoice(stored)) is not None]


async def _invoice(id_: str, deps: Deps) -> tuple[str, Candidate | None]:
    stored = await deps.invoices.get(id_)
    return stored.state.siren, _of_invoice(stored)


def _of_invoice(stored: Stored[Invoice]) -> Candidate | None:
    one = stored.state
    if one.status not in UNPAID or one.number is None or one.order is None or not one.left_cents:
        return None
    buyer = one.order.buyer
    word = "Avoir" if one.sign < 0 else "Facture"
    return Candidate(
        kind=ItemKind.INVOICE,
        id=stored.id,
        amount_cents=one.sign * one.left_cents,
        label=f"{word} {one.number} {buyer.name}",
        reference=one.number,
        party=buyer.name,
        party_key=f"customer:{one.customer_id}",
        from_on=one.issued_on,
        due_on=one.order.due_on,
        divisible=one.sign > 0,
    )


async def _purchases(siren: str, deps: Deps) -> list[Candidate]:
    return await _owed(siren, Payee.SUPPLIER, deps)


async def _reimbursements(siren: str, deps: Deps) -> list[Candidate]:
    return await _owed(siren, Payee.MEMBER, deps)


async def _owed(siren: str, to: Payee, deps: Deps) -> list[Candidate]:
    # Purchases are not found by their status: there are few of a legal entity beside its movements.
    found = await deps.purchases.all({"siren": siren})
    undisputed = [one for one in found if one.state.dispute is None]
    return [one for stored in undisputed if (one := await _of_purchase(stored, to, deps)) is not None]


async def _purchase(id_: str, deps: Deps) -> tuple[str, Candidate | None]:
    stored = await deps.purchases.get(id_)
    return stored.state.siren, await _of_purchase(stored, Payee.SUPPLIER, deps)


async def _reimbursement(id_: str, deps: Deps) -> tuple[str, Candidate | None]:
    stored = await deps.purchases.get(id_)
    return stored.state.siren, await _of_purchase(stored, Payee.MEMBER, deps)


async def _of_purchase(stored: Stored[Purchase], to: Payee, deps: Deps) -> Candidate | None:
    one = stored.state
    left = purchase_left_cents(one, to)
    if not left:
        return None
    if to is Payee.MEMBER:
        party_id = one.member.person_id if one.member else ""
        party = await find_person_name(party_id, deps)
        kind, label, key = (
            ItemKind.REIMBURSEMENT,
            f"Achat {one.supplier_reference} avancé par {party}",
            f"person:{party_id}",
        )
    else:
        party, key = one.supplier_name, f"supplier:{one.supplier_key}"
        kind, label = ItemKind.PURCHASE, f"Achat {one.supplier_reference} {party}"
    return Candidate(
        kind=kind,
        id=stored.id,
        amount_cents=-one.sign * left,
        label=label,
        reference=one.supplier_reference,
        party=party,
        party_key=key,
        from_on=one.invoiced_on,
        due_on=one.due_on,
        divisible=True,
    )


async def _expense_sheets(siren: str, deps: Deps) -> list[Candidate]:
    found = await deps.expense_sheets.all({"status": SheetStatus.APPROVED.value})
    ours = [one for one in found if one.state.siren == siren]
    return [one for stored in ours if (one := await _of_sheet(stored, deps)) is not None]


async def _expense_sheet(id_: str, deps: Deps) -> tuple[str, Candidate | None]:
    stored = await deps.expense_sheets.get(id_)
    return stored.state.siren, await _of_sheet(stored, deps)


async def _of_sheet(stored: Stored[ExpenseSheet], deps: Deps) -> Candidate | None:
    one = stored.state
    left = expense_payable(one)
    if one.approval is None or left <= 0:
        return None
    name = await find_person_name(one.person_id, deps)
    return Candidate(
        kind=ItemKind.EXPENSE_SHEET,
        id=stored.id,
        amount_cents=-left,
        label=f"Note de frais {one.approval.number} {name}",
        reference=one.approval.number,
        party=name,
        party_key=f"person:{one.person_id}",
        from_on=one.approval.approved_on,
        divisible=True,
    )


async def _held(siren: str, deps: Deps) -> set[str]:
    """What payment orders that the bank has will pay: their execution records it, not a movement by itself."""
    orders = [one.state for one in await find_sent_orders(siren, deps)]
    return {item.key for order in orders for item in order.items if order.holds(item.key)}


async def _payment_orders(siren: str, deps: Deps) -> list[Candidate]:
    return [one for stored in await find_sent_orders(siren, deps) if (one := _of_order(stored)) is not None]


async def _payment_order(id_: str, deps: Deps) -> tuple[str, Candidate | None]:
    stored = await deps.payment_orders.get(id_)
    return stored.state.siren, _of_order(stored)


def _of_order(stored: Stored[PaymentOrder]) -> Candidate | None:
    """An order that the bank books as one. The others are executed by hand, and their lines pointed one by one."""
    one = stored.state
    if one.status is not OrderStatus.SENT or not one.expected_cents or not (one.batch_booking or len(one.items) == 1):
        return None
    return Candidate(
        kind=ItemKind.PAYMENT_ORDER,
        id=stored.id,
        amount_cents=-one.expected_cents,
        label=f"Ordre de virement {one.reference}",
        reference=one.reference,
        party=one.items[0].beneficiary if len(one.items) == 1 else "",
        party_key=f"payment_order:{stored.id}",
        from_on=one.sent_on,
        due_on=one.execution_on,
    )


FINDERS: Mapping[ItemKind, _Finder] = {
    ItemKind.INVOICE: _Finder(_invoices, _invoice),
    ItemKind.PURCHASE: _Finder(_purchases, _purchase),
    ItemKind.REIMBURSEMENT: _Finder(_reimbursements, _reimbursement),
    ItemKind.EXPENSE_SHEET: _Finder(_expense_sheets, _expense_sheet),
    ItemKind.PAYMENT_ORDER: _Finder(_payment_orders, _payment_order),
}
