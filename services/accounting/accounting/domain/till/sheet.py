"""What is printed on a ticket, as plain data: every mention in its place, so that rendering decides nothing (CAPE-05, R127-3)."""

from dataclasses import dataclass
from datetime import date, datetime

from accounting.domain.till.link import Link, TicketSeller
from accounting.domain.till.record import signature
from accounting.domain.till.ticket import TicketLine, TillPayment


@dataclass(frozen=True)
class TicketVat:
    """The VAT of one rate."""

    rate: str
    base_cents: int
    vat_cents: int


@dataclass(frozen=True)
class TicketSheet:
    """A ticket. ``duplicate`` is 0 for the original, then the number of the reprint; ``signature`` is four characters of the
    hash of its record; ``refunds`` is the number of the ticket that this one takes back."""

    number: str
    day: date
    sold_at: datetime
    place: str
    seller: TicketSeller
    lines: tuple[TicketLine, ...]
    vat: tuple[TicketVat, ...]
    payments: tuple[TillPayment, ...]
    total_cents: int
    signature: str
    refunds: str | None = None
    reason: str | None = None
    duplicate: int = 0

    @property
    def is_refund(self) -> bool:
        """Whether it takes a sale back."""
        return self.total_cents < 0

    @property
    def cape_runs(self) -> bool:
        """Whether the mention of R127-3 is due: the contract was running when it was sold."""
        return self.seller.cape_ends_on is not None and self.day <= self.seller.cape_ends_on


def ticket_sheet(link: Link, hash_: str, opening: Link, refunds: str | None, duplicate: int) -> TicketSheet:
    """The sheet of a sale or a refund; ``opening`` is the record that opened its session."""
    ticket = link.certain_ticket
    assert opening.opening is not None
    sums: dict[str, TicketVat] = {}
    for one in ticket.parts:
        known = sums.get(one.rate, TicketVat(one.rate, 0, 0))
        sums[one.rate] = TicketVat(one.rate, known.base_cents + one.base_cents, known.vat_cents + one.vat_cents)
    return TicketSheet(
        number=ticket.number,
        day=link.day,
        sold_at=ticket.sold_at,
        place=opening.opening.place,
        seller=opening.opening.seller,
        lines=ticket.lines,
        vat=tuple(sums.values()),
        payments=ticket.payments,
        total_cents=ticket.total_cents,
        signature=signature(hash_),
        refunds=refunds,
        reason=ticket.reason,
        duplicate=duplicate,
    )
