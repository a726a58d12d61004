"""The account of an activity's contribution: every movement in the order in which it was counted, and where that led (CAE-09).

Level, rate and difference are what was recorded when it was counted; ``due_cents`` is the sum of the differences of its
financial year until then, which is what the year owed at that moment.
"""

from dataclasses import dataclass

from accounting.domain.activity import Activity, Movement
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.due import YearDue, all_due, base_of, year_of
from accounting.domain.contribution.policy import Agreed


@dataclass(frozen=True)
class AccountLine:
    """One movement. ``source_key`` is that of its entry; None when it posted nothing."""

    key: str
    movement: Movement
    year: int
    base_cents: int
    running_base_cents: int
    due_cents: int
    source_key: str | None


@dataclass(frozen=True)
class ContributionAccount:
    """All movements, and what each financial year owes as of now, the oldest first."""

    lines: tuple[AccountLine, ...]
    years: tuple[YearDue, ...]

    @property
    def due_cents(self) -> int:
        """What is due for all years together."""
        return sum(one.due_cents for one in self.years)

    @property
    def posted_cents(self) -> int:
        """What was counted and posted for all years together."""
        return sum(one.movement.contribution_cents for one in self.lines)


def account_of(activity: Activity, agreed: Agreed) -> ContributionAccount:
    """The account as it stands."""
    terms = agreed_for(activity, agreed)
    bases: dict[int, int] = {}
    dues: dict[int, int] = {}
    lines = []
    for key, movement in activity.movements.items():
        year = year_of(movement, terms)
        base = base_of(movement, terms.on(movement.terms_on, movement.own_rate_percent).terms)
        bases[year] = bases.get(year, 0) + base
        dues[year] = dues.get(year, 0) + movement.contribution_cents
        posted = f"contribution:{key}" if movement.contribution_cents else None
        lines.append(AccountLine(key, movement, year, base, bases[year], dues[year], posted))
    return ContributionAccount(tuple(lines), all_due(activity.movements.values(), terms))
