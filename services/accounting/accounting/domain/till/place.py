"""The next place in a till's chain, and what can be recorded there: every rule of a session, decided on the last record alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounting.domain.errors import InputError, RuleError
from accounting.domain.till.link import (
    CashCount,
    Duplicate,
    Link,
    LinkKind,
    MovementType,
    Opening,
    TicketSeller,
    TillClosing,
    TillMovement,
)
from accounting.domain.till.standing import Standing
from accounting.domain.till.ticket import Ticket, TillMeans
from accounting.domain.till.till import LARGEST_CENTS

PARIS = ZoneInfo("Europe/Paris")
SKEW = timedelta(minutes=5)
"""How far the clock of a phone may be from ours."""


@dataclass(frozen=True)
class Place:
    """Where the next record goes. ``today`` is the day of ``recorded_at`` in Paris; ``standing`` that of the record before."""

    till_id: str
    sequence: int
    previous_hash: str
    operation_id: str
    request_hash: str
    recorded_at: datetime
    today: date
    operator: str
    standing: Standing

    @property
    def session_day(self) -> date:
        """The day of the open session. RuleError when none is open."""
        if self.standing.session_on is None:
            raise no_session(self.standing)
        return self.standing.session_on

    def open(self, counted_cents: int, place: str, seller: TicketSeller) -> Link:
        """A session begins, one at most on each day: a day that is closed stays closed."""
        if self.standing.session_on is not None:
            detail = f"the session of {self.standing.session_on} is open; count its cash and close it first"
            raise RuleError("till-session-open", detail)
        if self.standing.day_closed is not None and self.standing.day_closed >= self.today:
            detail = f"the day {self.standing.day_closed} is closed on this till; a closing cannot be undone"
            raise RuleError("till-day-closed", detail)
        check_cash(counted_cents, "counted_float")
        opening = Opening(self.standing.cash_cents, counted_cents, place, seller)
        standing = self.standing.opened(self.today, self.recorded_at, self.sequence, counted_cents)
        return self._link(LinkKind.OPENING, self.today, standing, opening=opening)

    def sell(self, ticket: Ticket) -> Link:
        """A sale."""
        self._check_sold_at(ticket.sold_at)
        self._check_still_on(ticket.sold_at)
        return self._link(LinkKind.SALE, self.session_day, self.standing.sold(ticket), ticket=ticket)

    def refund(self, ticket: Ticket, sale_id: str) -> Link:
        """A refund, out of what there is."""
        self._check_still_on(self.recorded_at)
        cash = -sum(one.amount_cents for one in ticket.payments if one.means is TillMeans.CASH)
        self._check_drawer(cash, "payments")
        standing = self.standing.sold(ticket)
        return self._link(LinkKind.REFUND, self.session_day, standing, ticket=ticket, refers_to=sale_id)

    def move(self, movement: TillMovement) -> Link:
        """Money into the drawer, out of it, or to the bank; only a deposit is possible while no session is open."""
        if not 0 < movement.amount_cents <= LARGEST_CENTS:
            raise InputError("amount", "is not an amount that is moved", "0.01 to 1000000.00")
        day = self.today
        if movement.type is not MovementType.DEPOSIT:
            self._check_still_on(self.recorded_at)
            day = self.session_day
        held = self.standing.held[movement.means.value]
        if movement.type is not MovementType.IN and movement.amount_cents > held:
            detail = f"is more than there is by {movement.means}"
            raise InputError("amount", detail, f"at most {_euros(max(0, held))}")
        standing = self.standing.moved([(movement.means, movement.change_cents)])
        return self._link(LinkKind.MOVEMENT, day, standing, movement=movement)

    def duplicate(self, duplicate: Duplicate, sale_id: str) -> Link:
        """A receipt is printed again."""
        return self._link(LinkKind.DUPLICATE, self.today, self.standing, duplicate=duplicate, refers_to=sale_id)

    def close_day(self, closing: TillClosing, count: CashCount) -> Link:
        """The session ends, and its day."""
        standing = self.standing.closed_day(closing.ends_on, count.counted_cents)
        return self._link(LinkKind.CLOSING, closing.ends_on, standing, closing=replace(closing, count=count))

    def close_month(self, closing: TillClosing) -> Link:
        """A month ends."""
        standing = replace(self.standing, month_closed=closing.period)
        return self._link(LinkKind.CLOSING, closing.ends_on, standing, closing=closing)

    def close_year(self, closing: TillClosing) -> Link:
        """A financial year ends."""
        standing = replace(self.standing, year_closed=int(closing.period))
        return self._link(LinkKind.CLOSING, closing.ends_on, standing, closing=closing)

    def _check_still_on(self, happened_at: datetime) -> None:
        """RuleError for what happened on another day than the session's. After midnight the day before is counted and closed
        first; a phone that was offline may still send what it sold before."""
        day, happened_on = self.session_day, day_in_paris(happened_at)
        if day != happened_on:
            detail = (
                f"the session of {day} is still open, and this is of {happened_on}: count its cash and close it first"
            )
            raise RuleError("till-session-past", detail)

    def _check_sold_at(self, sold_at: datetime) -> None:
        opened_at = self.standing.session_opened_at
        if opened_at is None:
            raise no_session(self.standing)
        if not opened_at - SKEW <= sold_at <= self.recorded_at + SKEW:
            accepted = f"an instant from {opened_at.isoformat()} until now, {self.recorded_at.isoformat()}"
            raise InputError("sold_at", "is not within the open session", accepted)

    def _check_drawer(self, cents: int, field: str) -> None:
        if cents > self.standing.cash_cents:
            raise InputError(field, "take more cash than the drawer has", f"at most {_euros(self.standing.cash_cents)}")

    def _link(self, kind: LinkKind, day: date, standing: Standing, **content: Any) -> Link:
        session = standing.session or self.standing.session
        return Link(
            till_id=self.till_id,
            sequence=self.sequence,
            previous_hash=self.previous_hash,
            operation_id=self.operation_id,
            request_hash=self.request_hash,
            kind=kind,
            recorded_at=self.recorded_at,
            day=day,
            operator=self.operator,
            session=session if day == (self.standing.session_on or standing.session_on) else None,
            standing=standing,
            **content,
        )


def no_session(standing: Standing) -> RuleError:
    """The refusal of what needs an open session."""
    since = f"; the day {standing.day_closed} is closed" if standing.day_closed else ""
    return RuleError("till-no-session", f"no session of this till is open{since}: count the float and open one")


def day_in_paris(at: datetime) -> date:
    """The day of an instant in Europe/Paris."""
    return at.astimezone(PARIS).date()


def check_cash(cents: int, field: str) -> None:
    """InputError unless it is what somebody can count in a drawer."""
    if not 0 <= cents <= LARGEST_CENTS:
        raise InputError(field, "is not what somebody counts in a drawer", "0.00 to 1000000.00")


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
