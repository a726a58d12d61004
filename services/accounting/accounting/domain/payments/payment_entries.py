"""The entries of payment orders beside those of documents: the way to the bank's own ledger account, and money that came back.

Documents are paid over 512 by their own use cases. An order executed by hand brings its sum on to the bank's own account; one
that a movement of the bank executed leaves that to the movement.
"""

from dataclasses import replace
from datetime import date

from accounting.domain.bank.account import LEDGER
from accounting.domain.entry import Entry, EntryDraft, EntryLine, Journal
from accounting.domain.payments.order import ItemStatus, OrderItem, PaymentOrder
from accounting.domain.payments.order_life import REASONS
from accounting.domain.payments.payable import PayableKind
from accounting.domain.why import Why, euros

_SOURCES = {
    PayableKind.PURCHASE: "payment",
    PayableKind.REIMBURSEMENT: "payment",
    PayableKind.EXPENSE_SHEET: "expense-payment",
    PayableKind.SHARE: "share-payment",
}


def transfer_key(order_id: str) -> str:
    """The source of the entry that brings an order to the bank's own account."""
    return f"payment-order:{order_id}"


def payment_key(item: OrderItem, payment_id: str) -> str:
    """The source of the entry of a payment, as its document names it."""
    return f"{_SOURCES[item.kind]}:{payment_id}"


def return_key(payment_id: str) -> str:
    """The source of the counter-entry of a payment."""
    return f"payment-returned:{payment_id}"


def transfer_entry(order_id: str, order: PaymentOrder, executed_on: date) -> EntryDraft | None:
    """Dr 512 · Cr the bank's own account, for what was paid. None when that is 512, or nothing was recorded."""
    account = order.debtor.ledger_account
    # An item that came back later was paid first; its counter-entry is on the bank's own account.
    paid = [one for one in order.items if one.status is ItemStatus.PAID or (one.rejection and one.rejection.was_paid)]
    total = sum(one.amount_cents for one in paid)
    if account == LEDGER or not total or order.movement_id is not None:
        return None
    sentence = (
        f"La banque a exécuté l’ordre de paiement {order.reference} : les {len(paid)} règlement(s) passés au compte {LEDGER}, "
        f"ensemble {euros(total)}, sont portés au compte {account} de cette banque."
    )
    return EntryDraft(
        siren=order.siren,
        journal=Journal.BANK,
        source_key=transfer_key(order_id),
        posted_on=executed_on,
        label=f"Ordre de paiement {order.reference}",
        voucher_ref=order.reference,
        voucher_on=executed_on,
        lines=(EntryLine(LEDGER, debit_cents=total), EntryLine(account, credit_cents=total)),
        activity_id=None,
        scheme=None,
        why=Why("PCG 1031-1", sentence, f"payment_order:{order_id}"),
    )


def return_entry(order_id: str, order: PaymentOrder, item: OrderItem, payment_id: str, paid: Entry) -> EntryDraft:
    """The opposite of a payment's entry, on the bank's own account: the debt is there again (ACC-03)."""
    rejection = item.rejection
    assert rejection is not None
    bank = order.debtor.ledger_account
    lines = tuple(
        replace(
            line,
            account=bank if line.account == LEDGER else line.account,
            account_label="" if line.account == LEDGER else line.account_label,
            debit_cents=line.credit_cents,
            credit_cents=line.debit_cents,
            due_on=None,
        )
        for line in paid.lines
    )
    sentence = (
        f"La banque a rendu {euros(item.amount_cents)} de l’ordre {order.reference} (motif {rejection.code} : "
        f"{REASONS[rejection.code]}) : l’argent revient (débit du compte {bank}) et la dette existe de nouveau. L’écriture "
        f"{paid.reference} reste ; celle-ci dit le contraire."
    )
    return EntryDraft(
        siren=order.siren,
        journal=Journal.BANK,
        source_key=return_key(payment_id),
        posted_on=rejection.on,
        label=f"Rejet {paid.label}"[:200],
        voucher_ref=f"{order.reference} {rejection.code}",
        voucher_on=rejection.on,
        lines=lines,
        activity_id=paid.activity_id,
        scheme=paid.scheme,
        why=Why("ACC-03", sentence, f"payment_order:{order_id}"),
    )
