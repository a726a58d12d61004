"""A jury: its members, its grid, what each member gave each learner, and the result that follows from it.

PLANNED ──every member who sat has filled the grid of every learner──► CLOSED. After that nothing changes.

The result of a learner is the mean of the members' weighted marks out of 20, computed exactly and rounded once, half up, to a
hundredth. Criteria, pass mark and mentions are those of the day on which the jury was planned: nobody is judged by others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.ici.terms import Criterion, IciTerms, mention_for, weighted

Points = dict[str, int]


class JuryStatus(StrEnum):
    """Whether it has said its last word."""

    PLANNED = "PLANNED"
    CLOSED = "CLOSED"


@dataclass(frozen=True)
class Juror:
    """A member. ``account`` is the login by which they score themselves; without one the office enters their paper."""

    key: str
    name: str
    quality: str
    account: str | None = None
    absent: bool = False


@dataclass(frozen=True)
class Candidate:
    """A learner before the jury, and what the members gave: juror to criterion to points."""

    enrolment_id: str
    scores: dict[str, Points] = field(default_factory=dict)
    withdrawn: bool = False


@dataclass(frozen=True)
class Result:
    """What the jury found of a learner, in hundredths of a point out of 20."""

    enrolment_id: str
    hundredths: int
    awarded: bool
    mention: str


@dataclass(frozen=True)
class Jury:
    """One sitting."""

    programme_id: str
    coordinator: str
    school_year: str
    held_on: date
    place: str
    jurors: tuple[Juror, ...]
    candidates: tuple[Candidate, ...]
    terms: IciTerms
    status: JuryStatus = JuryStatus.PLANNED
    results: tuple[Result, ...] = ()
    closed_at: datetime | None = None
    remarks: str = ""
    scheme: str = "ici"

    @property
    def sitting(self) -> tuple[Juror, ...]:
        """The members who are there."""
        return tuple(one for one in self.jurors if not one.absent)

    def candidate(self, enrolment_id: str) -> Candidate | None:
        """A learner before this jury."""
        return next((one for one in self.candidates if one.enrolment_id == enrolment_id), None)

    def result(self, enrolment_id: str) -> Result | None:
        """What was found of a learner."""
        return next((one for one in self.results if one.enrolment_id == enrolment_id), None)


def check_jury(jury: Jury) -> None:
    """InputError or RuleError for a jury that could not decide anything."""
    problems = []
    accounts = [one.account for one in jury.jurors if one.account]
    if len({one.key for one in jury.jurors}) != len(jury.jurors) or len(set(accounts)) != len(accounts):
        problems.append(Problem("jurors", "names the same member twice", "each once"))
    if len({one.enrolment_id for one in jury.candidates}) != len(jury.candidates):
        problems.append(Problem("enrolment_ids", "names the same learner twice", "each once"))
    if problems:
        raise InputError(*problems)
    if not jury.terms.criteria:
        raise RuleError("", "criteria-missing", "the programme has no grid of criteria yet; its terms say it")


def score(known: Jury, enrolment_id: str, juror: str, points: Points) -> Jury:
    """With a member's grid of a learner; it may be filled again until the jury is closed."""
    require_status("jury", known.status, (JuryStatus.PLANNED,), "score")
    if juror not in {one.key for one in known.sitting}:
        accepted = ", ".join(one.key for one in known.sitting)
        raise InputError(Problem("juror", "does not sit in this jury", accepted, juror))
    _check_points(known.terms.criteria, points)
    candidates = tuple(
        replace(one, scores={**one.scores, juror: points}) if one.enrolment_id == enrolment_id else one
        for one in known.candidates
    )
    return replace(known, candidates=candidates)


def excuse(known: Jury, juror: str) -> Jury:
    """A member who did not come: their grids do not count, and at least one member has to be there."""
    require_status("jury", known.status, (JuryStatus.PLANNED,), "excuse a member")
    if juror not in {one.key for one in known.jurors}:
        raise InputError(
            Problem("juror", "is no member of this jury", ", ".join(one.key for one in known.jurors), juror)
        )
    if {one.key for one in known.sitting} <= {juror}:
        raise RuleError("", "jury-empty", "nobody would sit in this jury")
    return replace(known, jurors=tuple(replace(one, absent=True) if one.key == juror else one for one in known.jurors))


def leave(known: Jury, enrolment_id: str) -> Jury:
    """A learner who abandoned before the result: their grids are not waited for."""
    candidates = tuple(
        replace(one, withdrawn=True) if one.enrolment_id == enrolment_id else one for one in known.candidates
    )
    return replace(known, candidates=candidates) if known.status is JuryStatus.PLANNED else known


def close(known: Jury, at: datetime, on: date, remarks: str) -> Jury:
    """CLOSED with its results. RuleError that names every grid that is missing."""
    require_status("jury", known.status, (JuryStatus.PLANNED,), "close it")
    if on < known.held_on:
        raise RuleError("", "jury-to-come", f"the jury sits on {known.held_on}")
    judged = [one for one in known.candidates if not one.withdrawn]
    missing = [
        Problem(f"{one.enrolment_id}.{juror.key}", "has no scores", "a filled grid, or the member excused")
        for one in judged
        for juror in known.sitting
        if juror.key not in one.scores
    ]
    if missing:
        raise RuleError("", "scores-missing", f"{len(missing)} grids are not filled", *missing)
    results = tuple(_result(known, one) for one in judged)
    return replace(known, status=JuryStatus.CLOSED, results=results, closed_at=at, remarks=remarks)


def marks(known: Jury, candidate: Candidate) -> dict[str, Fraction]:
    """The weighted mark out of 20 of each member who sits and has scored."""
    return {
        one.key: weighted(known.terms.criteria, candidate.scores[one.key])
        for one in known.sitting
        if one.key in candidate.scores
    }


def hundredths(value: Fraction) -> int:
    """Rounded once, half up."""
    return int((value * 200 + 1) // 2)


def _result(known: Jury, candidate: Candidate) -> Result:
    found = marks(known, candidate)
    value = hundredths(sum(found.values(), Fraction(0)) / len(found))
    awarded = value >= known.terms.pass_hundredths
    return Result(candidate.enrolment_id, value, awarded, mention_for(known.terms, value) if awarded else "")


def _check_points(criteria: tuple[Criterion, ...], points: Mapping[str, int]) -> None:
    known = {one.key: one for one in criteria}
    problems = [Problem(f"points.{key}", "is no criterion", ", ".join(known)) for key in points if key not in known]
    for key, criterion in known.items():
        if key not in points:
            problems.append(Problem(f"points.{key}", "is missing", f"0 to {criterion.maximum}"))
        elif not 0 <= points[key] <= criterion.maximum:
            problems.append(Problem(f"points.{key}", "is out of range", f"0 to {criterion.maximum}", str(points[key])))
    if problems:
        raise InputError(*problems)
