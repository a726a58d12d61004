"""What a statement says, whatever its format: movements, and the balances before and after them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.domain.bank.problem import Problems

FIRST_DAY = date(2000, 1, 1)
FURTHEST = timedelta(days=366)
ONE_DAY = timedelta(days=1)
LONGEST_LABEL = 500
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A movement as the bank says it: money that came in is positive. ``place`` is its row, line or entry in the file,
    ``reference`` the bank's own, empty when it gives none."""

    place: int
    booked_on: date
    value_on: date | None
    amount_cents: int
    label: str
    reference: str = ""
    counterparty: str = ""
    end_to_end: str = ""


@dataclass(frozen=True, slots=True)
class StatementBalances:
    """The balances between which a statement's movements lie; None for one that the bank does not say. The old one is that
    of the morning of ``opening_on``, the new one that of the evening of ``closing_on``."""

    reference: str
    opening_on: date | None
    opening_cents: int | None
    closing_on: date | None
    closing_cents: int | None


Found = StatementLine | StatementBalances


@dataclass(frozen=True)
class Days:
    """The days that a movement can have: from 2000 to a year from today. Others come from a wrong digit or format."""

    today: date

    def check(self, day: date, place: str, problems: Problems) -> bool:
        """Whether it is one of them; a problem otherwise."""
        last = self.today + FURTHEST
        if FIRST_DAY <= day <= last:
            return True
        accepted = f"un jour du {FIRST_DAY:%d/%m/%Y} au {last:%d/%m/%Y}"
        problems.add(place, f"le {day:%d/%m/}{day.year:04d} est une date invraisemblable", accepted)
        return False


def tidy(text: str | None) -> str:
    """A text of a bank on one line, without control characters, bounded."""
    return _SPACES.sub(" ", text).strip()[:LONGEST_LABEL] if text else ""


def euros_text(cents: int) -> str:
    """``-1234.50``, for the messages about files."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units}.{rest:02d}"


def check_balances(opening_cents: int, moved_cents: int, closing_cents: int, place: str, problems: Problems) -> None:
    """A problem unless the old balance and the movements make the new balance."""
    difference = opening_cents + moved_cents - closing_cents
    if difference:
        message = (
            f"ancien solde {euros_text(opening_cents)} plus mouvements {euros_text(moved_cents)} ne font pas le nouveau "
            f"solde {euros_text(closing_cents)} : écart de {euros_text(difference)}"
        )
        problems.add(place, message, "un relevé entier, dont les soldes et les mouvements concordent")
