"""What a purchase becomes in the ledger, and why: charge, VAT and debts; payments; the counter-entry of a cancelled one.

Charges, VAT and debts are written per activity that bears them, so that each activity's lines balance. VAT that the buyer
declares is on both sides: due on 4452, recovered on 44566 or 44562 as far as it may be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.purchase import RECORDED, Cancellation, Payee, Purchase, PurchasePayment, recorded_day
from accounting.domain.purchasing.parts import Bearer, bearers, member_cents, payment_parts, supplier_cents
from accounting.domain.why import Why, euros

SUPPLIERS = "401"
DECLARED = "4452"
LOSS, GAIN = "658", "758"


@dataclass(frozen=True)
class Third:
    """The third parties of a purchase: the supplier's auxiliary account, and the member's with the account it is under."""

    supplier: Auxiliary
    member: Auxiliary | None = None
    payable_account: str = ""

    def of(self, to: Payee) -> tuple[str, Auxiliary]:
        """Account and auxiliary account of one of both."""
        if to is Payee.MEMBER and self.member is not None:
            return self.payable_account, self.member
        return SUPPLIERS, self.supplier


def third_of(purchase: Purchase, member_name: str = "") -> Third:
    """The third parties; the member's name as the ledger shows it."""
    supplier = Auxiliary(purchase.supplier_account, purchase.supplier_name)
    part = purchase.member
    if part is None:
        return Third(supplier)
    return Third(supplier, Auxiliary(part.account, member_name or part.person_id), part.payable_account)


def source_keys(purchase_id: str, purchase: Purchase) -> tuple[str, ...]:
    """The entries that a purchase must have: its own, one for each payment, and the one that takes it back."""
    if purchase.status not in RECORDED:
        return ()
    keys = [f"purchase:{purchase_id}", *(f"payment:{one.id}" for one in purchase.payments)]
    return (*keys, f"purchase-cancelled:{purchase_id}") if purchase.cancellation else tuple(keys)


def settling_keys(purchase_id: str, purchase: Purchase, to: Payee) -> tuple[str, ...]:
    """The entries that settle each other on the account of one of both."""
    keys = [f"purchase:{purchase_id}", *(f"payment:{one.id}" for one in purchase.payments if one.to is to)]
    return (*keys, f"purchase-cancelled:{purchase_id}") if purchase.cancellation else tuple(keys)


def purchase_entry(books: Books, purchase_id: str, purchase: Purchase, third: Third) -> EntryDraft:
    """Dr 6xx or 2xx · Dr 44566 · Cr 401 supplier · Cr 467 member; the other way round for a credit note."""
    lines = [line for one in bearers(purchase) for line in _bearer_lines(purchase, one, third)]
    ordered = sorted(_sided(lines, purchase.sign), key=lambda line: line.credit_cents > 0)
    word = "Facture" if purchase.sign > 0 else "Avoir"
    label = f"{word} {purchase.supplier_name} {purchase.supplier_reference}"
    voucher = (purchase.supplier_reference, purchase.invoiced_on)
    why = Why(rule="PCG 1031-1", sentence=_sentence(purchase), source_document=f"purchase:{purchase_id}")
    day = recorded_day(purchase)
    return books.draft(Journal.PURCHASES, f"purchase:{purchase_id}", day, label, voucher, tuple(ordered), why)


def payment_entry(
    books: Books, purchase_id: str, purchase: Purchase, payment: PurchasePayment, third: Third
) -> EntryDraft:
    """Dr 401 supplier, or 467 member · Cr 512; the other way round for a credit note."""
    account, auxiliary = third.of(payment.to)
    parts = payment_parts(purchase, payment.id)
    lines = [_line(account, cents, code, auxiliary) for code, cents in parts]
    lines += [_line("512", -cents, code) for code, cents in parts]
    name = purchase.supplier_name if payment.to is Payee.SUPPLIER else "part avancée par un membre"
    label = f"Règlement {name} {purchase.supplier_reference}"
    voucher = (purchase.supplier_reference, payment.paid_on)
    why = Why(
        rule="PCG 1031-1",
        sentence=_payment_sentence(purchase, payment, account),
        source_document=f"purchase:{purchase_id}",
    )
    key = f"payment:{payment.id}"
    both = tuple(_sided(lines, purchase.sign))
    return books.draft(Journal.BANK, key, payment.paid_on, label, voucher, both, why)


def cancellation_entry(
    books: Books, purchase_id: str, purchase: Purchase, cancellation: Cancellation, third: Third
) -> EntryDraft:
    """The opposite of its entry (ACC-03)."""
    entry = purchase_entry(books, purchase_id, purchase, third)
    opposite = tuple(
        replace(line, debit_cents=line.credit_cents, credit_cents=line.debit_cents, due_on=None) for line in entry.lines
    )
    why = Why(
        rule="ACC-03",
        sentence=(
            f"Une écriture validée ne se modifie jamais. L'achat {purchase.supplier_reference} de {purchase.supplier_name} est "
            f"annulé ({cancellation.reason}) : cette écriture dit exactement le contraire de la première, et les deux ensemble "
            "font zéro."
        ),
        source_document=f"purchase:{purchase_id}",
    )
    label = f"Annulation {entry.label}"
    voucher = (purchase.supplier_reference, purchase.invoiced_on)
    key = f"purchase-cancelled:{purchase_id}"
    return books.draft(Journal.PURCHASES, key, cancellation.cancelled_on, label, voucher, opposite, why)


def _bearer_lines(purchase: Purchase, one: Bearer, third: Third) -> Iterable[EntryLine]:
    """What one activity has in the entry, charges first, as if it were an invoice."""
    code = one.analytic_code
    taxes: dict[tuple[str, str | None], int] = {}
    charges: dict[str, int] = {}
    declared = 0
    for place, line in enumerate(purchase.lines):
        # Rebates stay apart from charges: their account is their own, and nothing is netted (ACC-09).
        charges[line.account] = charges.get(line.account, 0) + one.charges[place]
        key = (line.vat_account, line.vat_rate)
        taxes[key] = taxes.get(key, 0) + one.deducted[place]
        declared += one.declared[place]
    yield from (_line(account, cents, code) for account, cents in charges.items())
    yield from (replace(_line(account, cents, code), vat_rate=rate) for (account, rate), cents in taxes.items())
    rounding = one.rounding_cents
    yield _line(LOSS if rounding * purchase.sign > 0 else GAIN, rounding, code)
    yield _line(DECLARED, -declared, code)
    for to in Payee:
        account, auxiliary = third.of(to)
        yield replace(_line(account, -one.owed_cents(to), code, auxiliary), due_on=purchase.due_on)


def _line(account: str, cents: int, code: str, auxiliary: Auxiliary | None = None) -> EntryLine:
    """A debit, or a credit when it is below 0."""
    return EntryLine(account, max(0, cents), max(0, -cents), auxiliary, code)


def _sided(lines: Iterable[EntryLine], sign: int) -> list[EntryLine]:
    """The lines that have an amount, turned round for a credit note. The due day of a debt stays on its side only."""
    there = [line for line in lines if line.balance_cents]
    if sign > 0:
        return there
    return [replace(line, debit_cents=line.credit_cents, credit_cents=line.debit_cents, due_on=None) for line in there]


def _sentence(purchase: Purchase) -> str:
    charge = sum(line.charge_cents for line in purchase.lines)
    deducted = sum(line.deducted_cents for line in purchase.lines)
    if _is_plain(purchase):
        return (
            f"Nous avons acheté chez {purchase.supplier_name} pour {euros(purchase.total_excluding_vat_cents)} hors taxes : "
            f"c'est une charge de l'activité (débit du compte {purchase.account}). La TVA de {euros(purchase.vat_cents)} sera "
            f"récupérée (débit du compte 44566), et nous devons {euros(purchase.total_including_vat_cents)} au fournisseur "
            f"(crédit du compte 401)."
        )
    accounts = ", ".join(dict.fromkeys(line.account for line in purchase.lines))
    if purchase.sign > 0:
        parts = [
            f"Nous avons acheté chez {purchase.supplier_name} : {euros(charge)} vont aux comptes {accounts}"
            f"{' de plusieurs activités' if purchase.shared_with else ''}, et {euros(deducted)} de TVA seront récupérés."
        ]
    else:
        parts = [
            f"{purchase.supplier_name} nous fait un avoir : {euros(charge)} sont repris aux comptes {accounts}, et "
            f"{euros(deducted)} de TVA ne seront pas récupérés."
        ]
    parts += _particulars(purchase)
    return " ".join(parts)


def _particulars(purchase: Purchase) -> Iterable[str]:
    """What is special about it, one sentence each."""
    declared = sum(line.declared_vat_cents for line in purchase.lines)
    if declared:
        yield (
            f"Le fournisseur ne facture pas la TVA : c'est à nous de la déclarer ({euros(declared)} au crédit du compte "
            f"{DECLARED}, autoliquidation)."
        )
    rounding = purchase.rounding_cents
    if rounding:
        account = LOSS if rounding * purchase.sign > 0 else GAIN
        yield f"L'écart d'arrondi de {euros(abs(rounding))} avec le total de la facture est passé au compte {account}."
    supplier, member = supplier_cents(purchase), member_cents(purchase)
    due = "nous doit" if purchase.sign < 0 else "reçoit"
    if member and purchase.member is not None:
        yield (
            f"Le fournisseur {due} {euros(supplier)} (compte 401), et un membre de l'activité, qui avait payé lui-même, "
            f"{euros(member)} (compte {purchase.member.payable_account})."
        )
    else:
        yield f"Le fournisseur {due} {euros(supplier)} (compte 401)."


def _is_plain(purchase: Purchase) -> bool:
    """One charge whose VAT is recovered, of one activity, owed to the supplier."""
    if purchase.sign < 0 or purchase.member or purchase.shared_with or purchase.rounding_cents:
        return False
    line = purchase.lines[0]
    deducted = line.deducted_cents == line.vat_cents and not line.declared_vat_cents
    return len(purchase.lines) == 1 and deducted and line.account.startswith("6")


def _payment_sentence(purchase: Purchase, payment: PurchasePayment, account: str) -> str:
    amount = euros(payment.amount_cents)
    what = f"{purchase.supplier_reference} de {purchase.supplier_name}"
    if purchase.sign < 0:
        return (
            f"L'avoir {what} est remboursé : {amount} arrivent en banque (débit du compte 512) et ne nous sont plus dus "
            f"(crédit du compte {account})."
        )
    if payment.to is Payee.MEMBER:
        return (
            f"{amount} de la facture {what} sont remboursés au membre qui les avait avancés : notre dette baisse (débit du "
            f"compte {account}) et l'argent quitte la banque (crédit du compte 512)."
        )
    return (
        f"{amount} de la facture {what} sont payés : notre dette disparaît d'autant (débit du compte fournisseur 401) et "
        f"l'argent quitte la banque (crédit du compte 512)."
    )
