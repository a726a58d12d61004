"""Where a till stands after a record: it is sealed in the record, so that the next one is decided on the last one alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from accounting.domain.till.ticket import Ticket, TillMeans

NOTHING_HELD = {one.value: 0 for one in TillMeans}


@dataclass(frozen=True)
class Standing:
    """``session`` is the number of the open session. ``held`` is what the drawer has and what was not deposited yet, by means.
    ``net_cents`` and ``absolute_cents`` are the perpetual totals of all tickets: with their sign and without it, never reset."""

    session: int | None = None
    session_on: date | None = None
    session_opened_at: datetime | None = None
    session_first: int | None = None
    sessions: int = 0
    receipts: int = 0
    held: Mapping[str, int] = field(default_factory=lambda: dict(NOTHING_HELD))
    net_cents: int = 0
    absolute_cents: int = 0
    first_on: date | None = None
    day_closed: date | None = None
    month_closed: str | None = None
    year_closed: int | None = None

    @property
    def cash_cents(self) -> int:
        """What should be in the drawer."""
        return self.held[TillMeans.CASH.value]

    def opened(self, day: date, at: datetime, sequence: int, counted_cents: int) -> "Standing":
        """A session is open, with this much in the drawer."""
        return replace(
            self,
            session=self.sessions + 1,
            sessions=self.sessions + 1,
            session_on=day,
            session_opened_at=at,
            session_first=sequence,
            first_on=self.first_on or day,
            held={**self.held, TillMeans.CASH.value: counted_cents},
        )

    def sold(self, ticket: Ticket) -> "Standing":
        """One ticket more, of a sale or of a refund."""
        held = self.moved((one.means, one.amount_cents) for one in ticket.payments).held
        return replace(
            self,
            held=held,
            receipts=self.receipts + 1,
            net_cents=self.net_cents + ticket.total_cents,
            absolute_cents=self.absolute_cents + abs(ticket.total_cents),
        )

    def moved(self, amounts: Iterable[tuple[TillMeans, int]]) -> "Standing":
        """More or less of some means."""
        held = dict(self.held)
        for means, cents in amounts:
            held[means.value] += cents
        return replace(self, held=held)

    def closed_day(self, day: date, counted_cents: int | None) -> "Standing":
        """No session is open; what was counted is in the drawer."""
        cash = self.cash_cents if counted_cents is None else counted_cents
        return replace(
            self,
            session=None,
            session_on=None,
            session_opened_at=None,
            session_first=None,
            day_closed=day,
            held={**self.held, TillMeans.CASH.value: cash},
        )
