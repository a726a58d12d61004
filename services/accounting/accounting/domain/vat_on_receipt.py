"""The VAT of services that waits for the customer's money: how much there is, and what each payment or credit note makes of it.

The VAT of a service is due when it is paid, unless the seller opted for debits (CGI art. 269, 2 c). A part of a payment is the
difference of a sum that is rounded once, so that a part that is in the books never changes. A credit note takes its own VAT off;
when nothing is left to pay after it, what still waits is settled with it, so that 4458 comes to nothing with the debt.
"""

from collections.abc import Iterable, Mapping

from accounting.domain.invoice import Invoice
from accounting.domain.invoice_parts import Credit, InvoiceKind
from accounting.domain.money import half_up, split
from accounting.domain.parties import LegalEntity
from accounting.domain.pricing import Nature, net_of_lines
from accounting.domain.vat import VatTreatment

RateCents = tuple[tuple[str, int], ...]


def sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What each rate comes to."""
    found: dict[str, int] = {}
    for rate, cents in pairs:
        found[rate] = found.get(rate, 0) + cents
    return found


def waiting_vat(invoice: Invoice, seller: LegalEntity) -> RateCents:
    """The VAT that is due only when this document is paid, by rate: of services unless the seller opted for debits, and of
    goods on a deposit, which that option does not reach (CGI art. 269, 2 a)."""
    natures = {Nature.GOODS, Nature.RESALE} if _is_deposit(invoice) else set()
    natures |= set() if seller.vat_on_debits else {Nature.SERVICES}
    if not natures or not seller.vat_number:
        return ()
    nets = net_of_lines(invoice.lines, invoice.discount)
    prepaid = sums((one.rate, one.vat_cents) for prepaid in invoice.prepaid for one in prepaid.vat)
    found = []
    for one in invoice.totals.vat:
        services = sum(
            net
            for line, net in zip(invoice.lines, nets, strict=True)
            if line.vat_rate == one.rate and line.nature in natures
        )
        left = one.vat_cents - prepaid.get(one.rate, 0)
        if services > 0 and left > 0 and one.treatment is VatTreatment.STANDARD:
            found.append((one.rate, split(left, (services, one.base_cents - services))[0]))
    return tuple((rate, cents) for rate, cents in found if cents)


def _is_deposit(invoice: Invoice) -> bool:
    """A deposit, or what takes one back."""
    about = invoice.original.kind if invoice.original else None
    return InvoiceKind.DEPOSIT in (invoice.kind, about)


def made_due_by(invoice: Invoice, seller: LegalEntity, payment_id: str) -> RateCents:
    """What one payment makes due. Payments and credit notes that came later change nothing in it."""
    due, _ = _played(invoice, seller)
    return next(part for payment, part in zip(invoice.payments, due, strict=True) if payment.id == payment_id)


def settled_by_credit(original: Invoice, note: Invoice, imputed_cents: int) -> RateCents:
    """What still waits when this credit note leaves nothing to pay: it is due with it, for there will be no payment.

    ``original`` does not have the credit note yet. What is paid back for the note is taken back from what is due by then.
    """
    if original.order is None or note.order is None or original.left_cents > imputed_cents:
        return ()
    _, waiting = _played(original, original.order.seller)
    left, total = dict(waiting.vat), note.due_cents
    for rate, vat in waiting_vat(note, note.order.seller):
        left[rate] = left.get(rate, 0) - (vat - half_up((total - imputed_cents) * vat, total))
    return tuple((rate, cents) for rate, cents in left.items() if cents)


def _played(invoice: Invoice, seller: LegalEntity) -> "tuple[list[RateCents], _Waiting]":
    """What each payment makes due, and what waits after all that happened, in the order in which it happened."""
    waiting, credits, due = _Waiting(invoice, seller), list(invoice.credits), []
    for place, payment in enumerate(invoice.payments):
        while credits and credits[0].payments_before <= place:
            waiting.credit(credits.pop(0))
        due.append(waiting.pay(payment.amount_cents))
    for credit in credits:
        waiting.credit(credit)
    return due, waiting


class _Waiting:
    """The VAT that waits, while payments and credit notes come one after the other."""

    def __init__(self, invoice: Invoice, seller: LegalEntity) -> None:
        self.vat = dict(waiting_vat(invoice, seller))
        self._begin(invoice.due_cents)

    def _begin(self, left_cents: int) -> None:
        """From here on each payment is a part of what is left."""
        self._whole, self._paid = left_cents, 0
        self._since: Mapping[str, int] = dict(self.vat)

    def pay(self, cents: int) -> RateCents:
        """What this payment makes due."""
        before, self._paid = self._paid, self._paid + cents
        found = []
        for rate, vat in self._since.items():
            due = half_up(self._paid * vat, self._whole) - half_up(before * vat, self._whole)
            self.vat[rate] -= due
            found.append((rate, due))
        return tuple((rate, due) for rate, due in found if due)

    def credit(self, credit: Credit) -> None:
        """Its own VAT waits no more; nothing does once there is nothing to pay."""
        for rate, cents in credit.waiting:
            self.vat[rate] = self.vat.get(rate, 0) - cents
        left = self._whole - self._paid - credit.imputed_cents
        if left <= 0:
            self.vat = {}
        self._begin(left)
