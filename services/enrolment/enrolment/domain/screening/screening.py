"""CAE-10: which planned activities a cooperative may carry, which it must look at first, and which it refuses."""

from dataclasses import dataclass
from datetime import date

from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.screening.activities import LISTED_ACTIVITIES, ActivityList, ListedActivity


@dataclass(frozen=True)
class Screening:
    """What the screening found: whether the carrier has to look before it approves, and which entries say so."""

    review_required: bool
    reasons: tuple[str, ...] = ()


def screen(
    activity_code: str, planned_investment_cents: int, *, proof: str | None, threshold_cents: int, on: date
) -> Screening:
    """Refuse ORDER activities and heavy investment; ask a review for the others that are listed (CAE-10).

    A regulated activity is never refused as such: it needs a proof of qualification, and the carrier's decision.
    """
    entries = [entry for entry in LISTED_ACTIVITIES if _holds(entry, activity_code, on)]
    lists = {entry.list for entry in entries}
    labels = ", ".join(entry.label for entry in entries)
    if ActivityList.ORDER in lists:
        raise RuleError(
            "CAE-10",
            "excluded-activity",
            f"a cooperative cannot carry {activity_code} ({labels}): it needs registration with a professional order",
            Problem("activity_code", f"{activity_code} is excluded", "an activity without a professional order"),
        )
    if planned_investment_cents > threshold_cents:
        accepted = f"at most {threshold_cents // 100}.{threshold_cents % 100:02d}"
        raise RuleError(
            "CAE-10",
            "heavy-investment",
            "the activity needs a heavy investment at the start",
            Problem("planned_investment", "is above the threshold", accepted),
        )
    if ActivityList.REGULATED_REVIEW in lists and not (proof or "").strip():
        raise RuleError(
            "CAE-10",
            "proof-of-qualification-missing",
            f"{activity_code} ({labels}) is regulated: a qualified member is needed",
            Problem("proof_of_qualification", "is missing", "the diploma or card, and its holder"),
        )
    return Screening(bool(lists), tuple(f"{entry.list}:{entry.code}" for entry in entries))


def _holds(entry: ListedActivity, activity_code: str, on: date) -> bool:
    return activity_code.startswith(entry.code) and entry.since <= on and (entry.until is None or on <= entry.until)
