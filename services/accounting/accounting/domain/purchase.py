"""A supplier's invoice or credit note charged to an activity.

DRAFT → SUBMITTED → (RETURNED → SUBMITTED) → RECORDED → PARTIALLY_PAID → PAID. A draft can be discarded; a recorded one that
nobody paid can be cancelled, which is an entry of its own (ACC-03), and never edited. From RECORDED on only payments are added.
A dispute (litige: the « bon à payer » is missing) stops payments and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.attachment import Attachment
from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening, Visibility
from accounting.domain.purchasing.line import PurchaseLine

EARLIEST = date(2000, 1, 1)
MOST_HAPPENINGS = 3000


class PurchaseStatus(StrEnum):
    """Where a purchase stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    RECORDED = "RECORDED"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PAID = "PAID"
    CANCELLED = "CANCELLED"
    DISCARDED = "DISCARDED"


EDITABLE = (PurchaseStatus.DRAFT, PurchaseStatus.RETURNED)
UNRECORDED = (*EDITABLE, PurchaseStatus.SUBMITTED)
UNPAID = (PurchaseStatus.RECORDED, PurchaseStatus.PARTIALLY_PAID)
RECORDED = (*UNPAID, PurchaseStatus.PAID, PurchaseStatus.CANCELLED)
"""What is in the books."""


class PurchaseKind(StrEnum):
    """What the supplier sent."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class Payee(StrEnum):
    """Who is paid: the supplier, or the member who had paid the supplier out of their own pocket."""

    SUPPLIER = "supplier"
    MEMBER = "member"


@dataclass(frozen=True)
class MemberPart:
    """What a member paid themselves: a part in percent, or an amount including VAT. ``account`` is their auxiliary account,
    ``payable_account`` the one that the cooperative owes people on."""

    person_id: str
    percent: str | None = None
    amount_cents: int | None = None
    account: str = ""
    payable_account: str = ""


@dataclass(frozen=True)
class ActivityPart:
    """Another activity of the same legal entity that bears a part: in percent, or an amount excluding VAT."""

    activity_id: str
    analytic_code: str
    percent: str | None = None
    amount_cents: int | None = None


@dataclass(frozen=True)
class PurchasePayment:
    """Money that went out; of a credit note, money that came back."""

    id: str
    paid_on: date
    amount_cents: int
    to: Payee = Payee.SUPPLIER


@dataclass(frozen=True)
class PurchaseApproval:
    """By whom and as whom it was approved."""

    approved_by: str
    approved_as: str


@dataclass(frozen=True)
class Cancellation:
    """Why and when a recorded purchase was taken out of the books by a counter-entry."""

    cancelled_on: date
    reason: str


@dataclass(frozen=True)
class Dispute:
    """Why it is not to be paid, and who said so."""

    reason: str
    raised_by: str
    raised_on: date


@dataclass(frozen=True)
class ReceivedFile:
    """The file that an electronic invoice, or a scanned paper, came as: kept under its hash, exactly as it was sent."""

    file_id: str
    pieces: int
    sha256: str
    name: str
    media_type: str
    size: int
    received_at: datetime
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purchase:
    """A supplier's invoice. ``supplier_key`` tells suppliers apart; the same reference is there once each (``identity``).

    ``stated_total_cents`` is what the paper asks for, when it was typed in; what the lines differ from it by cents is rounding.
    ``received`` is the file that it came as, ``received_key`` keeps that file from being taken in twice.
    ``recorded_on`` is the day of the approval; ``payment_to_post`` that a payment may not be in the books yet.
    """

    activity_id: str
    group_id: str
    scheme: str
    siren: str
    supplier_name: str
    supplier_key: str
    supplier_account: str
    supplier_reference: str
    invoiced_on: date
    lines: tuple[PurchaseLine, ...]
    status: PurchaseStatus = PurchaseStatus.DRAFT
    kind: PurchaseKind = PurchaseKind.INVOICE
    supplier_id: str | None = None
    due_on: date | None = None
    original_id: str | None = None
    stated_total_cents: int | None = None
    member: MemberPart | None = None
    shared_with: tuple[ActivityPart, ...] = ()
    analytic_code: str = ""
    order_id: str | None = None
    note: str = ""
    recorded_on: date | None = None
    approval: PurchaseApproval | None = None
    submitted_by: str | None = None
    dispute: Dispute | None = None
    cancellation: Cancellation | None = None
    payments: tuple[PurchasePayment, ...] = ()
    payment_to_post: bool = False
    attachments: tuple[Attachment, ...] = ()
    history: tuple[Happening, ...] = ()
    identity: str | None = None
    received: ReceivedFile | None = None
    received_key: str | None = None
    source: str = ""
    """What drafted it when nobody did: ``einvoice:<syntax>``, ``paper``, ``order:<id>``."""

    @property
    def sign(self) -> int:
        """Which way it moves charges and money: -1 for a credit note."""
        return -1 if self.kind is PurchaseKind.CREDIT_NOTE else 1

    @property
    def total_excluding_vat_cents(self) -> int:
        """The sum of its lines."""
        return sum(one.excluding_vat_cents for one in self.lines)

    @property
    def vat_cents(self) -> int:
        """The VAT on the paper."""
        return sum(one.vat_cents for one in self.lines)

    @property
    def rounding_cents(self) -> int:
        """What the paper asks for beyond its lines."""
        if self.stated_total_cents is None:
            return 0
        return self.stated_total_cents - self.total_excluding_vat_cents - self.vat_cents

    @property
    def total_including_vat_cents(self) -> int:
        """What the supplier asks for, whoever paid it."""
        return self.total_excluding_vat_cents + self.vat_cents + self.rounding_cents

    @property
    def counted_cents(self) -> int:
        """What counts among the purchases of the contribution; negative for a credit note."""
        return self.sign * sum(one.counted_cents for one in self.lines)

    @property
    def account(self) -> str:
        """The account of its largest line; empty while it has none."""
        return self._main.account if self.lines else ""

    @property
    def label(self) -> str:
        """The label of its largest line; empty while it has none."""
        return self._main.label if self.lines else ""

    @property
    def paid_on(self) -> date | None:
        """When the last payment was made, once nothing is left."""
        if self.status is not PurchaseStatus.PAID or not self.payments:
            return None
        return max(one.paid_on for one in self.payments)

    def paid_cents(self, to: Payee) -> int:
        """What one of both got."""
        return sum(one.amount_cents for one in self.payments if one.to is to)

    @property
    def _main(self) -> PurchaseLine:
        return max(self.lines, key=lambda one: one.excluding_vat_cents)

    def logged(
        self, at: datetime, actor: str, action: str, comment: str = "", visibility: Visibility = Visibility.TEAM
    ) -> "Purchase":
        """The purchase with one more line of history."""
        if len(self.history) >= MOST_HAPPENINGS:
            raise RuleError("history-full", f"{MOST_HAPPENINGS} things have happened to this purchase")
        return replace(self, history=(*self.history, Happening(at, actor, action, comment, visibility)))


def supplier_key(name: str) -> str:
    """The name without case and spacing: two spellings of one supplier share an auxiliary account."""
    return " ".join(name.casefold().split())


def identity_of(siren: str, key: str, reference: str) -> str | None:
    """What no second purchase of a legal entity has; None while the reference is not known."""
    return f"{siren}:{key}:{reference}" if reference else None


def received_key(siren: str, sha256: str) -> str:
    """What no second purchase of a legal entity has, as long as the first one stands."""
    return f"{siren}:{sha256}"


def recorded_day(purchase: Purchase) -> date:
    """The day on which it went into the books. RuleError before."""
    if purchase.recorded_on is None:
        raise RuleError("purchase-not-recorded", f"the purchase is {purchase.status} and not in the books")
    return purchase.recorded_on


def check_invoiced_on(invoiced_on: date, today: date) -> None:
    """InputError for a day that no paper of these books can have."""
    if invoiced_on > today:
        raise InputError("invoiced_on", "is in the future", f"a day until {today}")
    if invoiced_on < EARLIEST:
        raise InputError("invoiced_on", "is too long ago", f"a day from {EARLIEST}")
