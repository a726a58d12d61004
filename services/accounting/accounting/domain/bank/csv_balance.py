"""The balance that stands beside the movements of a CSV: it proves that no row is missing, whichever way they are ordered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounting.domain.bank.line import Found, StatementBalances, euros_text
from accounting.domain.bank.problem import Problems


@dataclass(frozen=True)
class _Said:
    """A row with a balance."""

    amount_cents: int
    balance_cents: int


@dataclass
class RunningBalance:
    """Takes row after row. Oldest first or newest first, the file decides; some banks say a balance once a day only."""

    first: _Said | None = None
    last: _Said | None = None
    days: tuple[date, date] | None = None
    before_cents: int = 0
    since_cents: int = 0
    breaks_rising: int = 0
    breaks_falling: int = 0

    def take(self, number: int, day: date, cents: int, balance_cents: int | None) -> None:
        """The next row; None when it says no balance."""
        self.days = (self.days[0] if self.days else day, day)
        if balance_cents is None:
            if self.first is None:
                self.before_cents += cents
            else:
                self.since_cents += cents
            return
        last, self.last = self.last, _Said(cents, balance_cents)
        if last is None:
            self.first = self.last
            return
        if not self.breaks_rising and last.balance_cents + self.since_cents + cents != balance_cents:
            self.breaks_rising = number
        if not self.breaks_falling and balance_cents + last.amount_cents + self.since_cents != last.balance_cents:
            self.breaks_falling = number
        self.since_cents = 0

    def ends(self, problems: Problems) -> Iterator[Found]:
        """The balances before the oldest and after the newest; a problem when they follow in neither order."""
        first, last = self.first, self.last
        if first is None or last is None or self.days is None:
            return
        if self.breaks_rising and self.breaks_falling:
            number = max(self.breaks_rising, self.breaks_falling)
            message = (
                f"le solde ne suit pas ceux des lignes voisines (dernier solde : {euros_text(last.balance_cents)})"
            )
            accepted = "toutes les lignes, de la plus ancienne à la plus récente ou à rebours"
            problems.add(f"rows.{number}.balance", message, accepted)
        elif not self.breaks_rising:
            opening = first.balance_cents - first.amount_cents - self.before_cents
            closing = last.balance_cents + self.since_cents
            yield StatementBalances("", self.days[0], opening, self.days[1], closing)
        else:
            opening = last.balance_cents - last.amount_cents - self.since_cents
            closing = first.balance_cents + self.before_cents
            yield StatementBalances("", self.days[1], opening, self.days[0], closing)
