"""The screenings of one dossier or group: every run with what it relied on, the proofs, and the carrier's decisions.

A run keeps the entries that matched and the threshold as they were, so that it stays explainable when the lists change. A
decision is about one run: when a later one finds something else, the carrier decides again.

run ──► CLEAR · REFUSED · REVIEW ──accept or refuse, by the carrier──► ACCEPTED · REFUSED_BY_CARRIER
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.screening.activities import ActivityList, ListedActivity
from enrolment.domain.screening.screening import Outcome

MOST_RUNS = 100
MOST_PROOFS = 20


class Standing(StrEnum):
    """Where the activity stands, by its last run and what the carrier decided on it."""

    CLEAR = "CLEAR"
    REVIEW = "REVIEW"
    REFUSED = "REFUSED"
    ACCEPTED = "ACCEPTED"
    REFUSED_BY_CARRIER = "REFUSED_BY_CARRIER"


@dataclass(frozen=True)
class PlannedActivity:
    """What somebody plans to do. ``proof`` is who holds which diploma or card, in words."""

    code: str
    label: str
    investment_cents: int
    proof: str | None = None


@dataclass(frozen=True)
class Basis:
    """What a run relied on besides the activity: the threshold, where it comes from, and the versions of the lists."""

    threshold_cents: int
    threshold_source: str
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Run:
    """One screening."""

    number: int
    at: datetime
    on: date
    by: str
    activity: PlannedActivity
    basis: Basis
    matched: tuple[ListedActivity, ...]
    above_threshold: bool
    outcome: Outcome


@dataclass(frozen=True)
class Proof:
    """A file that shows a qualification, kept under its hash."""

    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    attached_by: str


@dataclass(frozen=True)
class CarrierDecision:
    """What the carrier's officer decided on a run, with the proof that they saw: in words, or a file."""

    run: int
    accepted: bool
    reason: str
    decided_at: datetime
    decided_by: str
    proof: str | None = None
    proof_sha256: str | None = None


@dataclass(frozen=True)
class ActivityScreening:
    """All of it, for one application or one group."""

    programme_id: str
    scheme: str
    coordinator: str
    carrier: str
    application_id: str | None = None
    group_id: str | None = None
    person_id: str | None = None
    runs: tuple[Run, ...] = ()
    proofs: tuple[Proof, ...] = ()
    decisions: tuple[CarrierDecision, ...] = field(default=())

    @property
    def last(self) -> Run | None:
        """The run that counts."""
        return self.runs[-1] if self.runs else None

    @property
    def decision(self) -> CarrierDecision | None:
        """The last decision on the run that counts."""
        number = self.last.number if self.last else 0
        return next((one for one in reversed(self.decisions) if one.run == number), None)

    @property
    def standing(self) -> Standing | None:
        """None before the first run."""
        if self.last is None:
            return None
        if self.last.outcome is not Outcome.REVIEW or self.decision is None:
            return Standing(self.last.outcome)
        return Standing.ACCEPTED if self.decision.accepted else Standing.REFUSED_BY_CARRIER


def run_again(screening: ActivityScreening, run: Run) -> ActivityScreening:
    """With one more run, unless the last one says the same of the same activity by the same lists and threshold."""
    last = screening.last
    if last is not None and _said(last) == _said(run):
        return screening
    numbered = replace(run, number=1 if last is None else last.number + 1)
    if len(screening.runs) >= MOST_RUNS:
        raise RuleError("CAE-10", "too-many-screenings", f"one activity is screened at most {MOST_RUNS} times")
    return replace(screening, runs=(*screening.runs, numbered))


def attach(screening: ActivityScreening, proof: Proof) -> ActivityScreening:
    """With a proof; the same file again changes nothing."""
    if any(one.sha256 == proof.sha256 for one in screening.proofs):
        return screening
    if len(screening.proofs) >= MOST_PROOFS:
        raise RuleError("CAE-10", "too-many-proofs", f"at most {MOST_PROOFS} files show a qualification")
    return replace(screening, proofs=(*screening.proofs, proof))


def decide(screening: ActivityScreening, decision: CarrierDecision) -> ActivityScreening:
    """The carrier's decision on the last run. What is refused by a list is not the carrier's to accept (CAE-10)."""
    last = screening.last
    if last is None or last.outcome is not Outcome.REVIEW:
        found = "nothing was screened yet" if last is None else f"the last screening says {last.outcome}"
        problem = Problem("outcome", f"is {last.outcome if last else 'missing'}", "REVIEW")
        raise RuleError("CAE-10", "nothing-to-decide", f"{found}: there is nothing for the carrier to decide", problem)
    if decision.run != last.number:
        problem = Problem("run", f"is {decision.run}", f"{last.number}, the last one")
        raise RuleError("CAE-10", "other-run", "the activity was screened again meanwhile", problem)
    if decision.proof_sha256 is not None and all(one.sha256 != decision.proof_sha256 for one in screening.proofs):
        accepted = ", ".join(one.sha256 for one in screening.proofs) or "a file that is attached first"
        raise RuleError(
            "CAE-10", "proof-unknown", "no such file is attached", Problem("proof_sha256", "is unknown", accepted)
        )
    if decision.accepted and _needs_proof(last) and not (decision.proof or decision.proof_sha256):
        raise RuleError(
            "CAE-10",
            "proof-of-qualification-missing",
            f"{last.activity.code} is regulated: it is accepted with a proof of qualification",
            Problem("proof", "is missing", "the diploma or card and its holder, or proof_sha256 of an attached file"),
        )
    if _same(screening.decision, decision):
        return screening
    return replace(screening, decisions=(*screening.decisions, decision))


def forgotten(screening: ActivityScreening) -> ActivityScreening:
    """Without anybody's words and files; which codes were screened, by which entries, and what came of it stay."""
    return replace(
        screening,
        runs=tuple(replace(one, activity=replace(one.activity, label="", proof=None)) for one in screening.runs),
        proofs=(),
        decisions=tuple(
            replace(one, reason="", proof=None if one.proof is None else "", proof_sha256=None)
            for one in screening.decisions
        ),
    )


def _needs_proof(run: Run) -> bool:
    return any(one.list is ActivityList.REGULATED_REVIEW for one in run.matched)


def _said(run: Run) -> tuple[object, ...]:
    return run.activity, run.basis, run.matched, run.outcome


def _same(known: CarrierDecision | None, given: CarrierDecision) -> bool:
    if known is None:
        return False
    return replace(known, decided_at=given.decided_at, decided_by=given.decided_by) == given
