"""What an expense sheet becomes in the ledger, and why: a charge and a debt to the person, then money or a gift.

The debt is on the account of third parties that the sheet was approved with, 467 unless the accountant chose another one: a
student under CAPE is no employee (domain §5.10 n° 8), so not 425; and 468 is where share-outs are read from.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryDraft, Journal
from accounting.domain.expenses.sheet import Approval, ExpensePayment, ExpenseSheet, Waiver
from accounting.domain.treasury import account_out, journal_of, place_of
from accounting.domain.why import Why, euros


def booked_on(sheet: ExpenseSheet, approval: Approval) -> date:
    """The last day of its month: the charge belongs there, or to the approval's day when that comes first."""
    year, month = int(sheet.month[:4]), int(sheet.month[5:])
    return min(date(year, month, monthrange(year, month)[1]), approval.approved_on)


def source_keys(sheet_id: str, sheet: ExpenseSheet) -> tuple[str, ...]:
    """The entries that a sheet must have: its own, and one for each payment and waiver."""
    if sheet.approval is None:
        return ()
    return (
        f"expense:{sheet_id}",
        *(f"expense-payment:{one.id}" for one in sheet.payments),
        *(f"expense-waiver:{one.id}" for one in sheet.waivers),
    )


def expense(books: Books, sheet_id: str, sheet: ExpenseSheet, approval: Approval, person: Auxiliary) -> EntryDraft:
    """Dr 6xx by type · Dr 44566 by rate · Cr 467 person."""
    lines = [books.debit(account, cents) for account, cents in sheet.charges.items()]
    lines += [replace(books.debit("44566", cents), vat_rate=rate) for rate, cents in sheet.deducted.items()]
    lines.append(books.credit(approval.payable_account, sheet.total_cents, person))
    vat = (
        f" La TVA de {euros(sheet.vat_cents)} sera récupérée (débit du compte 44566) ; celle que la loi exclut reste dans la"
        " charge."
        if sheet.vat_cents
        else " Aucune TVA n'est récupérée : celle qui a été payée reste dans la charge."
    )
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"La note de frais {approval.number} du mois {sheet.month[5:]}/{sheet.month[:4]} est approuvée : "
            f"{euros(sheet.charge_cents)} sont une charge de l'activité (débit de comptes de charges).{vat} Nous devons "
            f"{euros(sheet.total_cents)} à la personne qui a avancé l'argent (crédit du compte {approval.payable_account})."
        ),
        source_document=f"expense:{sheet_id}",
    )
    label = f"Note de frais {approval.number}"
    voucher = (approval.number, approval.approved_on)
    day = booked_on(sheet, approval)
    return books.draft(Journal.MISCELLANEOUS, f"expense:{sheet_id}", day, label, voucher, tuple(lines), why)


def expense_payment(
    books: Books, sheet_id: str, sheet: ExpenseSheet, approval: Approval, payment: ExpensePayment, person: Auxiliary
) -> EntryDraft:
    """Dr 467 person · Cr 512, or 530 in cash."""
    account = account_out(payment.means)
    lines = (
        books.debit(approval.payable_account, payment.amount_cents, person),
        books.credit(account, payment.amount_cents),
    )
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"{euros(payment.amount_cents)} de la note de frais {approval.number} sont remboursés : notre dette baisse (débit "
            f"du compte {approval.payable_account}) et l'argent quitte {place_of(account)}."
        ),
        source_document=f"expense:{sheet_id}",
    )
    label = f"Remboursement note de frais {approval.number}"
    voucher = (approval.number, payment.paid_on)
    key = f"expense-payment:{payment.id}"
    return books.draft(journal_of(payment.means), key, payment.paid_on, label, voucher, lines, why)


def expense_waiver(
    books: Books, sheet_id: str, sheet: ExpenseSheet, approval: Approval, waiver: Waiver, person: Auxiliary
) -> EntryDraft:
    """Dr 467 person · Cr 7582."""
    lines = (
        books.debit(approval.payable_account, waiver.amount_cents, person),
        books.credit(approval.waiver_account, waiver.amount_cents),
    )
    why = Why(
        rule="PCG 1031-1",
        sentence=(
            f"La personne renonce par écrit à {euros(waiver.amount_cents)} de la note de frais {approval.number} : notre dette "
            f"baisse (débit du compte {approval.payable_account}) sans que l'argent parte. C'est une libéralité reçue, donc un "
            f"produit de l'activité (crédit du compte {approval.waiver_account})."
        ),
        source_document=f"expense:{sheet_id}",
    )
    label = f"Abandon de créance note de frais {approval.number}"
    voucher = (approval.number, waiver.waived_on)
    key = f"expense-waiver:{waiver.id}"
    return books.draft(Journal.MISCELLANEOUS, key, waiver.waived_on, label, voucher, lines, why)
