"""CAE-10: which planned activities a cooperative may carry, which it must look at first, and which it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.screening.activities import LISTED_ACTIVITIES, ActivityList, ListedActivity


class Outcome(StrEnum):
    """What a screening says."""

    CLEAR = "CLEAR"
    REVIEW = "REVIEW"
    REFUSED = "REFUSED"


@dataclass(frozen=True)
class Screening:
    """What the screening found: whether the carrier has to look before it approves, and which entries say so."""

    review_required: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """The entries that matched, and whether the investment is above the threshold; what follows from it."""

    entries: tuple[ListedActivity, ...]
    above_threshold: bool

    @property
    def outcome(self) -> Outcome:
        """REFUSED by an order or a heavy investment, REVIEW by any other entry. A regulated activity is never refused as such."""
        if self.above_threshold or ActivityList.ORDER in self.lists:
            return Outcome.REFUSED
        return Outcome.REVIEW if self.entries else Outcome.CLEAR

    @property
    def lists(self) -> frozenset[ActivityList]:
        """The lists that have something to say."""
        return frozenset(one.list for one in self.entries)

    @property
    def reasons(self) -> tuple[str, ...]:
        """As codes: the list and the beginning of the activity code."""
        return tuple(f"{one.list}:{one.code}" for one in self.entries)

    @property
    def proof_needed(self) -> bool:
        """Whether somebody has to show a qualification."""
        return ActivityList.REGULATED_REVIEW in self.lists


def find(
    activity_code: str,
    planned_investment_cents: int,
    *,
    threshold_cents: int,
    on: date,
    entries: Sequence[ListedActivity] = LISTED_ACTIVITIES,
) -> Finding:
    """What the lists and the threshold say of an activity on a day."""
    matched = tuple(one for one in entries if one.holds(activity_code, on))
    return Finding(matched, planned_investment_cents > threshold_cents)


def screen(
    activity_code: str,
    planned_investment_cents: int,
    *,
    proof: str | None,
    threshold_cents: int,
    on: date,
    entries: Sequence[ListedActivity] = LISTED_ACTIVITIES,
) -> Screening:
    """Refuse ORDER activities and heavy investment; ask a review for the others that are listed (CAE-10).

    A regulated activity is never refused as such: it needs a proof of qualification, and the carrier's decision.
    """
    found = find(activity_code, planned_investment_cents, threshold_cents=threshold_cents, on=on, entries=entries)
    labels = ", ".join(entry.label for entry in found.entries)
    if ActivityList.ORDER in found.lists:
        raise RuleError(
            "CAE-10",
            "excluded-activity",
            f"a cooperative cannot carry {activity_code} ({labels}): it needs registration with a professional order",
            Problem("activity_code", f"{activity_code} is excluded", "an activity without a professional order"),
        )
    if found.above_threshold:
        accepted = f"at most {threshold_cents // 100}.{threshold_cents % 100:02d}"
        raise RuleError(
            "CAE-10",
            "heavy-investment",
            "the activity needs a heavy investment at the start",
            Problem("planned_investment", "is above the threshold", accepted),
        )
    if found.proof_needed and not (proof or "").strip():
        raise RuleError(
            "CAE-10",
            "proof-of-qualification-missing",
            f"{activity_code} ({labels}) is regulated: a qualified member is needed",
            Problem("proof_of_qualification", "is missing", "the diploma or card, and its holder"),
        )
    return Screening(bool(found.entries), found.reasons)
