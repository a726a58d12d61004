"""A payment order: what is paid from which account on which day.

PREPARING → DRAFT → APPROVED → SENT → EXECUTED, or CANCELLED before that. PREPARING lasts as long as its documents are being
reserved; an order that does not get them all is CANCELLED at once. Everything that is written into the bank's file is copied into
the order when it is made, so that what was approved is what is sent, whatever is changed elsewhere.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.payments.payable import PayableKind, payable_key

MOST_ITEMS = 500
LARGEST_CENTS = 99_999_999_999
"""The largest SEPA credit transfer: 999 999 999,99 €."""


class OrderStatus(StrEnum):
    """Where an order stands."""

    PREPARING = "PREPARING"
    DRAFT = "DRAFT"
    APPROVED = "APPROVED"
    SENT = "SENT"
    EXECUTED = "EXECUTED"
    CANCELLED = "CANCELLED"


LIVING = (OrderStatus.PREPARING, OrderStatus.DRAFT, OrderStatus.APPROVED, OrderStatus.SENT)
"""What an order holds, no other order gets."""


class ItemStatus(StrEnum):
    """Where an item stands. UNRECORDED: the bank paid it, and its document could not take the payment."""

    PENDING = "PENDING"
    PAID = "PAID"
    UNRECORDED = "UNRECORDED"
    REJECTED = "REJECTED"


@dataclass(frozen=True)
class Debtor:
    """The account that pays, and the account of the ledger that says the same."""

    name: str
    iban: str
    bic: str | None
    ledger_account: str
    bank_account_id: str | None = None


@dataclass(frozen=True)
class Rejection:
    """Why and when the bank refused an item or gave its money back; ``to_return`` until the books say so."""

    code: str
    on: date
    by: str
    was_paid: bool
    to_return: bool = False


@dataclass(frozen=True)
class OrderItem:
    """One transfer. ``iban`` and ``beneficiary`` are as they were when the order was made."""

    kind: PayableKind
    id: str
    party: str
    beneficiary: str
    iban: str
    bic: str | None
    amount_cents: int
    reference: str
    status: ItemStatus = ItemStatus.PENDING
    problem: str = ""
    rejection: Rejection | None = None

    @property
    def key(self) -> str:
        """What it holds."""
        return payable_key(self.kind, self.id)


@dataclass(frozen=True)
class FileHash:
    """The SHA-256 of the bank's file in one version of its format."""

    version: str
    sha256: str


@dataclass(frozen=True)
class PaymentOrder:
    """An order of a legal entity. ``execution_on`` is what the bank is asked for, ``executed_on`` when it happened.

    ``to_complete`` marks what a crash may have left half done: reservations, payments, returns. ``movement_id`` is the movement
    of the bank that executed it, if one did: that movement then brings the sum to the bank's own ledger account.
    """

    siren: str
    debtor: Debtor
    execution_on: date
    items: tuple[OrderItem, ...]
    batch_booking: bool
    made_by: str
    made_at: datetime
    number: int = 0
    status: OrderStatus = OrderStatus.PREPARING
    approved_by: str | None = None
    approved_at: datetime | None = None
    files: tuple[FileHash, ...] = ()
    sent_by: str | None = None
    sent_on: date | None = None
    executed_on: date | None = None
    movement_id: str | None = None
    cancelled_reason: str = ""
    to_complete: bool = True

    @property
    def total_cents(self) -> int:
        """What the file asks for."""
        return sum(one.amount_cents for one in self.items)

    @property
    def expected_cents(self) -> int:
        """What leaves the bank: items that it refused before the execution do not."""
        return sum(one.amount_cents for one in self.items if one.rejection is None or one.rejection.was_paid)

    @property
    def reference(self) -> str:
        """As people say it: ``OV-00012``."""
        return f"OV-{self.number:05d}"

    def holds(self, key: str) -> bool:
        """Whether no other order may have this."""
        return self.status in LIVING and any(one.key == key and one.rejection is None for one in self.items)
