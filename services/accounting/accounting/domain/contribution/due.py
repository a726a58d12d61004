"""What an activity owes for a financial year, computed anew from all its movements, in whatever order they came (CAE-09).

The base is laid out as one stretch from zero: each segment (movements under the same terms) adds its net base on top, in the
order of its first day, and a segment that is negative takes back from the top. So a loss owes nothing, what is taken back is
taken back at the rate at which it was contributed, and tiers go by the base that the whole year cumulated. Documents with a
rate of their own lie at the bottom: purchases reduce what follows the ordinary terms first.

Rounding is half up, once per segment. The fixed months are added; the yearly minimum, once the year is over, is what the
whole of it comes to at least. It is not reduced for a year that was begun or ended in between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounting.domain.activity import Movement, MovementKind
from accounting.domain.contribution.policy import Agreed, Applied
from accounting.domain.contribution.terms import SCALE, Base, ContributionTerms, Slice, Trigger
from accounting.domain.fiscal_year import fiscal_year_of
from accounting.domain.money import half_up
from accounting.domain.why import Level


@dataclass(frozen=True)
class SegmentDue:
    """What movements under the same terms owe. ``base_cents`` is their own net base, ``slices`` what of it remains."""

    applied: Applied
    base_cents: int
    slices: tuple[Slice, ...]

    @property
    def due_cents(self) -> int:
        """Rounded half up, once."""
        return half_up(sum(one.scaled for one in self.slices), SCALE)


@dataclass(frozen=True)
class YearDue:
    """What is owed for one financial year, with all its parts."""

    year: int
    segments: tuple[SegmentDue, ...] = ()
    fixed_cents: int = 0
    minimum_cents: int = 0

    @property
    def base_cents(self) -> int:
        """The base that the year cumulated; negative for a loss."""
        return sum(one.base_cents for one in self.segments)

    @property
    def proportional_cents(self) -> int:
        """What follows from the base."""
        return sum(one.due_cents for one in self.segments)

    @property
    def top_up_cents(self) -> int:
        """What the minimum adds."""
        return max(0, self.minimum_cents - self.proportional_cents - self.fixed_cents)

    @property
    def due_cents(self) -> int:
        """All of it."""
        return self.proportional_cents + self.fixed_cents + self.top_up_cents


def base_of(movement: Movement, terms: ContributionTerms) -> int:
    """What a movement adds to the base under these terms."""
    sold = movement.turnover_cents if terms.trigger is Trigger.ON_ISSUE else movement.collected_cents
    return sold - (movement.purchases_cents if terms.base is Base.MARGIN else 0)


def year_of(movement: Movement, agreed: Agreed) -> int:
    """The financial year that a movement counts in."""
    return fiscal_year_of(movement.counts_on, agreed.start_month)


def year_due(movements: Iterable[Movement], agreed: Agreed, year: int) -> YearDue:
    """What the movements of one financial year make due."""
    counted = [one for one in movements if year_of(one, agreed) == year]
    fixed = sum(agreed.on(one.terms_on).terms.monthly_cents for one in counted if one.kind is MovementKind.FIXED)
    minimum = (agreed.on(one.terms_on).terms.minimum_cents for one in counted if one.kind is MovementKind.MINIMUM)
    return YearDue(year, _segments(counted, agreed), fixed, max(minimum, default=0))


def all_due(movements: Iterable[Movement], agreed: Agreed) -> tuple[YearDue, ...]:
    """What each financial year with movements owes, the oldest first."""
    by_year: dict[int, list[Movement]] = {}
    for one in movements:
        by_year.setdefault(year_of(one, agreed), []).append(one)
    return tuple(year_due(by_year[year], agreed, year) for year in sorted(by_year))


def _segments(movements: list[Movement], agreed: Agreed) -> tuple[SegmentDue, ...]:
    bases: dict[tuple[bool, ContributionTerms], int] = {}
    first: dict[tuple[bool, ContributionTerms], tuple[bool, str, str]] = {}
    applied_to: dict[tuple[bool, ContributionTerms], Applied] = {}
    for (day, own_rate_percent), alike in _by_terms(movements).items():
        applied = agreed.on(day, own_rate_percent)
        base = sum(base_of(one, applied.terms) for one in alike)
        if not base:
            continue
        ordinary = applied.level is not Level.DOCUMENT
        key = (ordinary, applied.terms)
        rank = (ordinary, day.isoformat(), repr(applied.terms))
        if key not in first or rank < first[key]:
            first[key], applied_to[key] = rank, applied
        bases[key] = bases.get(key, 0) + base
    keys = sorted(bases, key=lambda key: first[key])
    kept = _layers([bases[key] for key in keys])
    return tuple(
        SegmentDue(
            applied_to[key],
            bases[key],
            tuple(piece for start, end, of in kept if of == place for piece in key[1].slices(start, end)),
        )
        for place, key in enumerate(keys)
    )


def _by_terms(movements: list[Movement]) -> dict[tuple[date, str | None], list[Movement]]:
    """Movements by what decides their terms, so that terms are looked up once for each day."""
    found: dict[tuple[date, str | None], list[Movement]] = {}
    for one in movements:
        found.setdefault((one.terms_on, one.own_rate_percent), []).append(one)
    return found


def _layers(bases: list[int]) -> list[tuple[int, int, int]]:
    """From, to and segment of every stretch of the base that remains when all segments were laid on each other."""
    kept: list[tuple[int, int, int]] = []
    top = 0
    for place, base in enumerate(bases):
        start, top = top, top + base
        if top > max(0, start):
            kept.append((max(0, start), top, place))
        kept = [(low, min(high, top), of) for low, high, of in kept if low < top]
    return kept
