"""An internal invoice: one activity works for another of the same legal entity (PCG art. 1211-18).

It is no sale, for nobody sells to oneself: no VAT, no customer, no 70 or 60. One entry moves both activities at once, so that it
is never posted on one side only: Dr 186 buyer · Cr 181 buyer · Dr 181 seller · Cr 187 seller. The buying group has to agree
first; without its agreement nothing is in the books.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.activity import Activity
from accounting.domain.entry import EntryDraft, EntryLine, Journal
from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening, check_comment
from accounting.domain.money import half_up
from accounting.domain.numbering import NumberPlan
from accounting.domain.pricing import MAX_LINES, Unit, thousandths
from accounting.domain.why import Why, euros

LARGEST_CENTS = 10_000_000_000


class InternalStatus(StrEnum):
    """Where it stands."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class InternalLine:
    """One line; there is no VAT between activities."""

    label: str
    quantity: str
    unit_price_cents: int
    unit: Unit = Unit.PIECE

    @property
    def total_cents(self) -> int:
        """Quantity times unit price, rounded half up."""
        return half_up(thousandths(self.quantity) * self.unit_price_cents, 1000)


@dataclass(frozen=True)
class InternalInvoice:
    """Two activities of one legal entity, what one did for the other, and what happened since."""

    siren: str
    seller_activity_id: str
    seller_group_id: str
    buyer_activity_id: str
    buyer_group_id: str
    title: str
    lines: tuple[InternalLine, ...]
    proposed_on: date
    status: InternalStatus = InternalStatus.PROPOSED
    number: str | None = None
    accepted_on: date | None = None
    numbering: NumberPlan | None = None
    """How its number is made, from the acceptance on."""
    to_post: bool = False
    history: tuple[Happening, ...] = ()

    @property
    def total_cents(self) -> int:
        """What it comes to."""
        return sum(line.total_cents for line in self.lines)


def check_internal(invoice: InternalInvoice, seller: Activity, buyer: Activity) -> None:
    """InputError or RuleError unless both are open activities of one legal entity, and the lines say something."""
    if invoice.seller_activity_id == invoice.buyer_activity_id:
        raise InputError("buyer_activity_id", "is the seller itself", "another activity of the same legal entity")
    if seller.siren != buyer.siren:
        detail = "the activities belong to two legal entities: this is a sale, with an invoice and VAT"
        raise RuleError("internal-other-entity", detail)
    if not 1 <= len(invoice.lines) <= MAX_LINES:
        raise InputError("lines", f"has {len(invoice.lines)} lines", f"1 to {MAX_LINES}")
    for place, line in enumerate(invoice.lines):
        if not line.label.strip():
            raise InputError(f"lines.{place}.label", "is empty", "what was done")
        thousandths(line.quantity, f"lines.{place}.quantity")
        if line.unit_price_cents <= 0 or not 0 < line.total_cents <= LARGEST_CENTS:
            raise InputError(f"lines.{place}.unit_price", "is not a price", "an amount above 0")


def accepted(invoice: InternalInvoice, numbering: NumberPlan, on: date, happening: Happening) -> InternalInvoice:
    """The buying group agrees. Its number is reserved after that, so that none is lost on one that somebody refused first."""
    _check_proposed(invoice, "accepted")
    history = (*invoice.history, happening)
    return replace(
        invoice, status=InternalStatus.ACCEPTED, numbering=numbering, accepted_on=on, to_post=True, history=history
    )


def numbered(invoice: InternalInvoice, reserved: int, on: date) -> InternalInvoice:
    """With its reserved number, once; from here on it goes into the books. Dates follow numbers."""
    if invoice.number is not None or invoice.numbering is None:
        return invoice
    return replace(invoice, number=invoice.numbering.number(reserved), accepted_on=on)


def refused(invoice: InternalInvoice, happening: Happening) -> InternalInvoice:
    """The buying group does not agree, and says why."""
    _check_proposed(invoice, "refused")
    check_comment(happening.comment, required=True)
    return replace(invoice, status=InternalStatus.REFUSED, history=(*invoice.history, happening))


def withdrawn(invoice: InternalInvoice, happening: Happening) -> InternalInvoice:
    """The selling group takes it back, as long as nobody decided."""
    _check_proposed(invoice, "withdrawn")
    return replace(invoice, status=InternalStatus.WITHDRAWN, history=(*invoice.history, happening))


def internal_entry(invoice_id: str, invoice: InternalInvoice, seller: Activity, buyer: Activity) -> EntryDraft:
    """Dr 186 and Cr 181 of the buyer · Dr 181 and Cr 187 of the seller: 181 comes to nothing, 186 equals 187."""
    if invoice.number is None or invoice.accepted_on is None:
        raise RuleError("internal-not-accepted", f"the internal invoice is {invoice.status}")
    total = invoice.total_cents
    moves: Sequence[tuple[str, str, int]] = (
        ("186", buyer.analytic_code, total),
        ("181", buyer.analytic_code, -total),
        ("181", seller.analytic_code, total),
        ("187", seller.analytic_code, -total),
    )
    lines = tuple(
        EntryLine(account, debit_cents=max(0, cents), credit_cents=max(0, -cents), analytic_code=code)
        for account, code, cents in moves
    )
    return EntryDraft(
        siren=invoice.siren,
        journal=Journal.MISCELLANEOUS,
        source_key=f"internal:{invoice_id}",
        posted_on=invoice.accepted_on,
        label=f"Facture interne {invoice.number} {seller.analytic_code} → {buyer.analytic_code}",
        voucher_ref=invoice.number,
        voucher_on=invoice.accepted_on,
        lines=lines,
        activity_id=None,
        scheme=None,
        why=Why(
            rule="PCG 1211-18",
            sentence=(
                f"L'activité {seller.analytic_code} a travaillé pour l'activité {buyer.analytic_code} de la même structure, "
                f"pour {euros(total)} : c'est une charge pour l'une (186) et un produit pour l'autre (187). Comme on ne se vend "
                f"rien à soi-même, il n'y a ni TVA ni client, et le compte de liaison 181 revient à zéro."
            ),
            source_document=f"internal_invoice:{invoice_id}",
        ),
    )


def _check_proposed(invoice: InternalInvoice, what: str) -> None:
    if invoice.status is not InternalStatus.PROPOSED:
        raise RuleError(
            "internal-not-proposed", f"the internal invoice is {invoice.status}; only a proposed one is {what}"
        )
