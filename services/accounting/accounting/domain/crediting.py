"""Credit notes and corrective invoices: how an issued invoice is taken back or replaced (INV-07, CGI art. 289, I-5).

A credit note takes back all of an invoice or a part, never more than it has per rate. What was still to be paid is taken off
first; the rest is money to give back. A corrective invoice replaces one on which nobody has paid or credited anything.
"""

from collections.abc import Mapping
from dataclasses import replace

from accounting.domain.errors import Problem, RuleError
from accounting.domain.invoice import Invoice, InvoiceStatus, issued, reference_to, settled_status
from accounting.domain.invoice_parts import Credit, InvoiceKind
from accounting.domain.vat import VatOfRate, VatTreatment
from accounting.domain.vat_on_receipt import settled_by_credit, waiting_vat
from accounting.domain.why import euros

CREDITABLE = (InvoiceStatus.ISSUED, InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.PAID)
Rate = tuple[VatTreatment, str]
MOST_ROUNDING_CENTS = 99
"""EN 16931 takes a VAT that is less than a euro from the rate of its base (BR-CO-17)."""


def credit_note_for(original_id: str, original: Invoice) -> Invoice:
    """The draft of a credit note over all of an invoice; its lines may be changed until it is submitted."""
    _check_creditable(original)
    return _about(original_id, original, InvoiceKind.CREDIT_NOTE)


def corrective_for(original_id: str, original: Invoice) -> Invoice:
    """The draft of an invoice that replaces another one. RuleError once money or a credit note touched it."""
    check_correctable(original)
    return _about(original_id, original, InvoiceKind.CORRECTIVE)


def check_correctable(original: Invoice) -> None:
    """RuleError unless a corrective invoice can replace it."""
    issued(original)
    if original.kind is not InvoiceKind.INVOICE or original.status is not InvoiceStatus.ISSUED or original.credits:
        what = f"the {original.kind} {original.number} is {original.status}"
        raise RuleError("inv-07-not-correctable", f"{what}: what is paid or credited is taken back by a credit note")


def credited(original: Invoice, credit_note_id: str, note: Invoice) -> Invoice:
    """The original with this credit note, once. RuleError when it would take back more than there is."""
    if any(one.invoice_id == credit_note_id for one in original.credits):
        return original
    _check_creditable(original)
    if original.taken_off_by is not None:
        detail = f"the deposit {original.number} is taken off by its final invoice: credit that one"
        raise RuleError("inv-07-deposit-taken-off", detail)
    check_creditable_amounts(original, note)
    imputed_cents = min(note.due_cents, original.left_cents)
    credit = Credit(
        credit_note_id,
        note.totals.vat,
        imputed_cents,
        waiting=waiting_vat(note, note.order.seller) if note.order else (),
        made_due=settled_by_credit(original, note, imputed_cents),
        payments_before=len(original.payments),
    )
    reduced = replace(original, credits=(*original.credits, credit))
    return replace(reduced, status=settled_status(reduced))


def taken_off(deposit: Invoice, final_id: str) -> Invoice:
    """The deposit, taken off by this final invoice, once. RuleError when another one, or a credit note, was faster."""
    if deposit.taken_off_by == final_id:
        return deposit
    if deposit.taken_off_by is not None or deposit.status is InvoiceStatus.CREDITED:
        raise RuleError(
            "deposit-changed", f"the deposit {deposit.number} is {deposit.status} or taken off by another invoice"
        )
    return replace(deposit, taken_off_by=final_id)


def corrected(original: Invoice, corrective_id: str) -> Invoice:
    """The original, replaced by this one, once."""
    if original.corrected_by == corrective_id:
        return original
    check_correctable(original)
    return replace(original, corrected_by=corrective_id, status=InvoiceStatus.CORRECTED)


def check_creditable_amounts(original: Invoice, note: Invoice) -> None:
    """RuleError naming every rate of which a credit note takes back more than is left."""
    left = _left_of_rates(original)
    problems = []
    for one in completing_vat(original, note):
        base, vat = left.get((one.treatment, one.rate), (0, 0))
        if one.base_cents > base or one.vat_cents > vat:
            problems.append(
                Problem("lines", f"takes back {euros(one.base_cents)} at {one.rate} %", f"at most {euros(base)}")
            )
    if problems:
        raise RuleError(
            "inv-07-more-than-invoiced", "a credit note takes back what was invoiced, not more", tuple(problems)
        )


def completing_vat(original: Invoice, note: Invoice) -> tuple[VatOfRate, ...]:
    """The VAT of a credit note: its rate of the base, and what is left where it takes back all that is left of a rate.

    Three thirds of 0.99 at 20 % are 0.07 each and the invoice had 0.20: the last one takes back 0.06.
    """
    left = _left_of_rates(original)
    settled = []
    for one in replace(note, settled_vat=()).totals.vat:
        base, vat = left.get((one.treatment, one.rate), (0, 0))
        completes = one.base_cents == base and abs(one.vat_cents - vat) <= MOST_ROUNDING_CENTS
        settled.append(replace(one, vat_cents=vat if completes else min(one.vat_cents, vat)))
    return tuple(settled)


def _left_of_rates(original: Invoice) -> Mapping[Rate, tuple[int, int]]:
    left = {(one.treatment, one.rate): (one.base_cents, one.vat_cents) for one in original.totals.vat}
    taken: tuple[VatOfRate, ...] = tuple(one for credit in original.credits for one in credit.vat)
    for one in taken:
        base, vat = left.get((one.treatment, one.rate), (0, 0))
        left[one.treatment, one.rate] = (base - one.base_cents, vat - one.vat_cents)
    return left


def _check_creditable(original: Invoice) -> None:
    issued(original)
    if original.kind is InvoiceKind.CREDIT_NOTE or original.status not in CREDITABLE:
        raise RuleError("inv-07-not-creditable", f"the {original.kind} {original.number} is {original.status}")


def _about(original_id: str, original: Invoice, kind: InvoiceKind) -> Invoice:
    return Invoice(
        activity_id=original.activity_id,
        group_id=original.group_id,
        scheme=original.scheme,
        siren=original.siren,
        customer_id=original.customer_id,
        lines=original.lines,
        quote_id=original.quote_id,
        contribution_rate_percent=original.contribution_rate_percent,
        kind=kind,
        discount=original.discount,
        prepaid=original.prepaid if kind is InvoiceKind.CORRECTIVE else (),
        original=reference_to(original_id, original),
        order_reference=original.order_reference,
        title=original.title,
    )
