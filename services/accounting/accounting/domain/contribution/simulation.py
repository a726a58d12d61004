"""What other terms would have made due, beside what the present ones do, from movements that are past (CAE-09).

Both sides are computed in the same way from the same movements, with their periodic parts made anew: months and financial
years that end in the span, or before an activity ended in it. Rates that documents have of their own stay. Nothing is posted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounting.domain.activity import Activity, Movement
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.due import all_due, year_of
from accounting.domain.contribution.explanation import LEVELS, SIMULATED, steps
from accounting.domain.contribution.periods import periodic_parts
from accounting.domain.contribution.policy import Agreed, ContributionPolicy
from accounting.domain.contribution.terms import ContributionTerms
from accounting.domain.errors import InputError
from accounting.domain.fiscal_year import fiscal_year_of, last_day
from accounting.domain.why import Level


@dataclass(frozen=True)
class Span:
    """The days whose movements are looked at."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class SimulatedActivity:
    """One activity in the span, in cents."""

    activity_id: str
    analytic_code: str
    turnover_cents: int
    collected_cents: int
    purchases_cents: int
    present_cents: int
    simulated_cents: int
    present_steps: tuple[str, ...]
    simulated_steps: tuple[str, ...]

    @property
    def margin_cents(self) -> int:
        """Turnover minus purchases."""
        return self.turnover_cents - self.purchases_cents

    @property
    def difference_cents(self) -> int:
        """What the simulated terms make due more, or less."""
        return self.simulated_cents - self.present_cents


@dataclass(frozen=True)
class Subject:
    """An activity to look at, with what is agreed for it and the day on which it ended, if it did."""

    activity_id: str
    activity: Activity
    agreed: Agreed
    closed_on: date | None = None


def check_span(span: Span, today: date) -> None:
    """InputError unless the span is past and the right way round."""
    if span.ends_on < span.starts_on:
        raise InputError("ends_on", "is before starts_on", f"a day from {span.starts_on} to {today}")
    if span.ends_on > today:
        raise InputError("ends_on", "is in the future", f"a day until {today}")


def simulate(subject: Subject, terms: ContributionTerms, span: Span) -> SimulatedActivity:
    """One activity under its present terms and under others that hold on every day, at every level but the document's."""
    activity = subject.activity
    present = agreed_for(activity, subject.agreed)
    simulated = replace(present, cae=(), activity=(ContributionPolicy(terms, date.min),))
    moved = [
        one
        for one in activity.movements.values()
        if one.has_document and span.starts_on <= one.counts_on <= span.ends_on
    ]
    before, before_steps = _owed(subject, moved, present, span, LEVELS)
    after, after_steps = _owed(subject, moved, simulated, span, SIMULATED)
    return SimulatedActivity(
        activity_id=subject.activity_id,
        analytic_code=activity.analytic_code,
        turnover_cents=sum(one.turnover_cents for one in moved),
        collected_cents=sum(one.collected_cents for one in moved),
        purchases_cents=sum(one.purchases_cents for one in moved),
        present_cents=before,
        simulated_cents=after,
        present_steps=before_steps,
        simulated_steps=after_steps,
    )


def _owed(
    subject: Subject, moved: Sequence[Movement], agreed: Agreed, span: Span, levels: Mapping[Level, str]
) -> tuple[int, tuple[str, ...]]:
    movements = [*moved, *_periodic(subject, agreed, span)]
    years = all_due(movements, agreed)
    explained = tuple(
        step
        for due in years
        for step in steps(due, [one for one in movements if year_of(one, agreed) == due.year], levels)
    )
    return sum(due.due_cents for due in years), explained


def _periodic(subject: Subject, agreed: Agreed, span: Span) -> list[Movement]:
    """The months and years that end in the span."""
    year = fiscal_year_of(span.ends_on, agreed.start_month)
    ends_on = subject.closed_on or last_day(year, agreed.start_month)
    parts = periodic_parts(subject.activity_id, subject.activity.opened_on, ends_on, span.ends_on, agreed)
    return [movement for _, movement in parts if span.starts_on <= movement.moved_on]
