"""A record of a till's chain: what happened, when, by whom, and where the till stands after it. Nothing of it ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from accounting.domain.parties import Address
from accounting.domain.pricing import Nature
from accounting.domain.till.standing import Standing
from accounting.domain.till.ticket import Ticket, TillMeans


class LinkKind(StrEnum):
    """What is recorded."""

    OPENING = "OPENING"
    SALE = "SALE"
    REFUND = "REFUND"
    MOVEMENT = "MOVEMENT"
    DUPLICATE = "DUPLICATE"
    CLOSING = "CLOSING"


class Span(StrEnum):
    """How much a closing closes."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class MovementType(StrEnum):
    """Money that moves without a sale: into the drawer, out of it, or to the bank."""

    IN = "IN"
    OUT = "OUT"
    DEPOSIT = "DEPOSIT"


@dataclass(frozen=True)
class TicketSeller:
    """Who sells, as it stands on the tickets of a session: a reprint shows what the ticket showed."""

    name: str
    siren: str
    vat_number: str
    address: Address
    trade_name: str
    cape_ends_on: date | None


@dataclass(frozen=True)
class Opening:
    """A session begins. ``expected_cents`` is what was left in the drawer, ``counted_cents`` the float that is in it now."""

    expected_cents: int
    counted_cents: int
    place: str
    seller: TicketSeller


@dataclass(frozen=True)
class TillMovement:
    """Money that moves. ``reason`` says why, in the words of whoever did it; a deposit's is the number of its slip."""

    type: MovementType
    means: TillMeans
    amount_cents: int
    reason: str

    @property
    def change_cents(self) -> int:
        """What it does to what is held."""
        return self.amount_cents if self.type is MovementType.IN else -self.amount_cents


@dataclass(frozen=True)
class Duplicate:
    """A receipt was printed again: the ``number``-th time."""

    number: int
    receipt: str


@dataclass(frozen=True)
class PartSum:
    """What tickets of a period have of one nature at one rate; ``tickets`` is how many have some of it."""

    nature: Nature
    rate: str
    including_cents: int
    base_cents: int
    vat_cents: int
    tickets: int


@dataclass(frozen=True)
class CashCount:
    """What the drawer should hold, and what was counted in it. Nothing was counted when a forgotten session was closed."""

    expected_cents: int
    counted_cents: int | None

    @property
    def difference_cents(self) -> int:
        """What there is too much, or too little when negative."""
        return 0 if self.counted_cents is None else self.counted_cents - self.expected_cents


@dataclass(frozen=True)
class TillClosing:
    """The totals of a period. ``net_cents`` and ``absolute_cents`` are the perpetual totals at its end; sequences are 0 for a
    period in which nothing happened."""

    span: Span
    period: str
    starts_on: date
    ends_on: date
    first_sequence: int
    last_sequence: int
    parts: tuple[PartSum, ...]
    means: Mapping[str, int]
    sale_count: int
    refund_count: int
    sold_cents: int
    refunded_cents: int
    net_cents: int
    absolute_cents: int
    count: CashCount | None = None

    @property
    def base_cents(self) -> int:
        """Sales without VAT, refunds taken off."""
        return sum(one.base_cents for one in self.parts)


@dataclass(frozen=True)
class Link:
    """One record. ``day`` is the day that it belongs to, ``recorded_at`` the instant at which it was recorded.

    ``operation_id`` comes from whoever asks, once per operation; ``request_hash`` tells a repetition from another operation
    under the same id. ``refers_to`` is the operation of the sale that is refunded or printed again.
    """

    till_id: str
    sequence: int
    previous_hash: str
    operation_id: str
    request_hash: str
    kind: LinkKind
    recorded_at: datetime
    day: date
    operator: str
    session: int | None
    standing: Standing = field(default_factory=Standing)
    refers_to: str | None = None
    opening: Opening | None = None
    ticket: Ticket | None = None
    movement: TillMovement | None = None
    duplicate: Duplicate | None = None
    closing: TillClosing | None = None

    @property
    def certain_ticket(self) -> Ticket:
        """The ticket of a sale or a refund. ValueError for another record."""
        if self.ticket is None:
            raise ValueError(f"record {self.sequence} of {self.till_id} is no ticket")
        return self.ticket

    @property
    def certain_closing(self) -> TillClosing:
        """The totals of a closing. ValueError for another record."""
        if self.closing is None:
            raise ValueError(f"record {self.sequence} of {self.till_id} is no closing")
        return self.closing
