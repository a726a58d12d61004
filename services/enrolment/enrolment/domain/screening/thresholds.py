"""From which planned investment on CAE-10 refuses: each carrier's own amount, from a day on. No text fixes a figure."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import Problem, RuleError

MOST = 200


@dataclass(frozen=True)
class Threshold:
    """One amount, from a day on, and why."""

    valid_from: date
    amount_cents: int
    source: str
    recorded_on: date
    recorded_by: str


@dataclass(frozen=True)
class Thresholds:
    """All the amounts of a carrier, in the order in which they were recorded; of two from the same day the later one stands."""

    partner: str
    amounts: tuple[Threshold, ...] = ()

    def on(self, day: date) -> Threshold | None:
        """The one in force on a day; None when the carrier has set none for it."""
        known = [one for one in reversed(self.amounts) if one.valid_from <= day]
        return max(known, key=lambda one: one.valid_from, default=None)


def set_threshold(known: Thresholds, given: Threshold, *, today: date) -> Thresholds:
    """With one more amount. Days that are over keep theirs: screenings have relied on them."""
    if given.valid_from < today:
        raise RuleError(
            "CAE-10",
            "threshold-in-the-past",
            "screenings of those days have relied on the amount that stood",
            Problem("valid_from", f"is {given.valid_from}", f"{today} or after"),
        )
    standing = [one for one in known.amounts if one.valid_from == given.valid_from]
    if standing and (standing[-1].amount_cents, standing[-1].source) == (given.amount_cents, given.source):
        return known
    if len(known.amounts) >= MOST:
        raise RuleError("CAE-10", "too-many-thresholds", f"a carrier has at most {MOST} amounts")
    return replace(known, amounts=(*known.amounts, given))
