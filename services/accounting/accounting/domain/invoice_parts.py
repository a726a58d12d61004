"""What invoices have to do with each other: their kinds, what one refers to, deposits taken off, credits taken back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounting.domain.vat import VatOfRate


class InvoiceKind(StrEnum):
    """What an invoice is, with the type codes of UNTDID 1001 that it is sent with."""

    INVOICE = "invoice"
    DEPOSIT = "deposit"
    CREDIT_NOTE = "credit_note"
    CORRECTIVE = "corrective"


TYPE_CODES = {
    InvoiceKind.INVOICE: "380",
    InvoiceKind.CREDIT_NOTE: "381",
    InvoiceKind.CORRECTIVE: "384",
    InvoiceKind.DEPOSIT: "386",
}


@dataclass(frozen=True)
class Reference:
    """An issued invoice that another one is about: its number and its date (INV-07)."""

    invoice_id: str
    number: str
    issued_on: date
    kind: InvoiceKind = InvoiceKind.INVOICE


@dataclass(frozen=True)
class Prepaid:
    """An issued deposit that the final invoice takes off, with its VAT per rate."""

    deposit: Reference
    vat: tuple[VatOfRate, ...]

    @property
    def excluding_vat_cents(self) -> int:
        """What was invoiced in advance, without VAT."""
        return sum(one.base_cents for one in self.vat)

    @property
    def including_vat_cents(self) -> int:
        """What was invoiced in advance."""
        return sum(one.base_cents + one.vat_cents for one in self.vat)


@dataclass(frozen=True)
class Credit:
    """A credit note on this invoice: all that it takes back, and the part of it that was still to be paid.

    ``waiting`` is its VAT of services by rate, which was not due yet; ``made_due`` what waited still and is settled with it, as
    nothing is left to pay. ``payments_before`` says how many payments came first.
    """

    invoice_id: str
    vat: tuple[VatOfRate, ...]
    imputed_cents: int
    waiting: tuple[tuple[str, int], ...] = ()
    made_due: tuple[tuple[str, int], ...] = ()
    payments_before: int = 0

    @property
    def including_vat_cents(self) -> int:
        """All that it takes back."""
        return sum(one.base_cents + one.vat_cents for one in self.vat)
