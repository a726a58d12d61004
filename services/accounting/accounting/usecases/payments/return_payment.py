"""Money of an executed item came back: its document is open again, and a counter-entry says so.

Letters that said that debt and payment settle each other are taken away; payment and counter-entry get letters of their own.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.account import LEDGER
from accounting.domain.errors import RuleError
from accounting.domain.payments.order import OrderItem
from accounting.domain.payments.order_life import REASONS
from accounting.domain.payments.payable import PayableKind
from accounting.domain.payments.payment_entries import payment_key, return_entry, return_key
from accounting.domain.payments.reopening import purchase_without, share_without, sheet_without
from accounting.domain.record import Record, record_id
from accounting.usecases.ledger.letter_document import LetterDocument, letter_document
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from accounting.usecases.payments.payment_id_of import payment_id_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnPayment:
    """Item ``number`` (from 1) of an order, which has its rejection already."""

    order_id: str
    number: int


async def return_payment(command: ReturnPayment, deps: Deps, cause: Cause) -> None:
    """Once, however often it is run."""
    order = (await deps.payment_orders.get(command.order_id)).state
    item = order.items[command.number - 1]
    payment_id = payment_id_of(command.order_id, command.number)
    key = payment_key(item, payment_id)
    paid = await _record(key, deps)
    await _REOPENERS[item.kind](item, payment_id, _said(item), deps, cause)
    await _unletter(order.siren, paid, _said(item), deps, cause)
    draft = return_entry(command.order_id, order, item, payment_id, paid.certain_entry)
    await post_entry(PostEntry(draft), deps, cause)
    for line in paid.certain_entry.lines:
        if line.account != LEDGER and line.auxiliary is not None:
            both = LetterDocument(order.siren, line.account, (key, return_key(payment_id)), line.auxiliary.account)
            await letter_document(both, deps, cause)


def _said(item: OrderItem) -> str:
    code = item.rejection.code if item.rejection else ""
    return f"virement rejeté ({code} : {REASONS.get(code, 'motif inconnu')})"


async def _record(key: str, deps: Deps) -> Record:
    found = await deps.ledger.find_one({"entry.source_key": key})
    if found is None:
        raise RuleError(
            "payment-not-posted", f"the entry {key} is not in the books yet; a job posts it within a minute"
        )
    return found.state


async def _unletter(siren: str, paid: Record, reason: str, deps: Deps, cause: Cause) -> None:
    for number in sorted({letter.record for letter in paid.letters.values()}):
        lettering = (await deps.ledger.get(record_id(siren, number))).state.lettering
        places = lettering.lines if lettering else ()
        records = [(await deps.ledger.get(record_id(siren, one.sequence))).state for one in places]
        if any(one.certain_entry.source_key.startswith("payment-returned:") for one in records):
            continue
        try:
            await unletter_lines(UnletterLines(siren, number, reason), deps, cause)
        except RuleError as error:
            # The letters of a closed year stay as its FEC has them: the accountant letters with the opening balance.
            if error.slug not in ("lettering-undone", "lettering-closed-year"):
                raise


async def _purchase(item: OrderItem, payment_id: str, why: str, deps: Deps, cause: Cause) -> None:
    at = deps.clock.now()
    await deps.purchases.change(
        item.id,
        lambda one: Change(purchase_without(one, payment_id, at, cause.actor, why)),
        cause,
        effect=f"returned:{payment_id}",
    )


async def _sheet(item: OrderItem, payment_id: str, why: str, deps: Deps, cause: Cause) -> None:
    at = deps.clock.now()
    await deps.expense_sheets.change(
        item.id,
        lambda one: Change(sheet_without(one, payment_id, at, cause.actor, why)),
        cause,
        effect=f"returned:{payment_id}",
    )


async def _share(item: OrderItem, payment_id: str, _: str, deps: Deps, cause: Cause) -> None:
    await deps.shares.change(
        item.id.partition(":")[0],
        lambda one: Change(share_without(one, payment_id)),
        cause,
        effect=f"returned:{payment_id}",
    )


_REOPENERS: Mapping[PayableKind, Callable[[OrderItem, str, str, Deps, Cause], Awaitable[None]]] = {
    PayableKind.PURCHASE: _purchase,
    PayableKind.REIMBURSEMENT: _purchase,
    PayableKind.EXPENSE_SHEET: _sheet,
    PayableKind.SHARE: _share,
}
