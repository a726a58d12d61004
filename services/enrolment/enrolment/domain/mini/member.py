"""A member of a team: who, from which dossier, their candidacy (CV, letter, wishes) and their interviews.

What is written here is read by its member, the interviewers, the teacher and EPA's facilitator, and by nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from enrolment.domain.applications.application import Happening
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.ici.jury import hundredths
from enrolment.domain.ici.terms import Criterion, weighted

MOST_FILES = 6
MOST_INTERVIEWS = 20
MOST_LINES = 200
CV, LETTER = "cv", "letter"


@dataclass(frozen=True)
class CandidacyFile:
    """A CV or a letter as a file."""

    kind: str
    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime


@dataclass(frozen=True)
class Interviewer:
    """Who asks; ``account`` is the login by which they read the CV and fill their grid."""

    name: str
    account: str


@dataclass(frozen=True)
class Grid:
    """What one interviewer gave, by criterion."""

    account: str
    points: dict[str, int]


@dataclass(frozen=True)
class Interview:
    """One slot. The grid is the one of the day on which it was planned."""

    id: str
    starts_at: datetime
    minutes: int
    interviewers: tuple[Interviewer, ...]
    criteria: tuple[Criterion, ...]
    post: str | None = None
    grids: tuple[Grid, ...] = ()
    cancelled: bool = False

    @property
    def held(self) -> bool:
        """Whether somebody has filled a grid."""
        return bool(self.grids) and not self.cancelled

    @property
    def ends_at(self) -> datetime:
        """When the slot is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def result(self) -> int | None:
        """The mean of the grids in hundredths of a point out of 20, rounded once."""
        found = [weighted(self.criteria, one.points) for one in self.grids]
        return hundredths(sum(found[1:], found[0]) / len(found)) if found else None


@dataclass(frozen=True)
class Refusal:
    """A post that was not given, and why."""

    post: str
    reason: str
    on: date
    by: str


@dataclass(frozen=True)
class Member:
    """One dossier in one team at a time."""

    enterprise_id: str
    application_id: str
    person_id: str
    programme_id: str
    coordinator: str
    joined_on: date
    left_on: date | None = None
    left_code: str = ""
    cv_text: str = ""
    letter_text: str = ""
    wishes: tuple[str, ...] = ()
    """Posts, the dearest first."""
    files: tuple[CandidacyFile, ...] = ()
    interviews: tuple[Interview, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    history: tuple[Happening, ...] = ()
    scheme: str = "mini_entreprise"
    emptied: bool = False

    @property
    def active(self) -> bool:
        """Whether they are in the team now."""
        return self.left_on is None

    @property
    def has_cv(self) -> bool:
        """Written or attached."""
        return bool(self.cv_text) or any(one.kind == CV for one in self.files)

    def sees_as_interviewer(self, account: str) -> bool:
        """Whether a login is one of the interviewers."""
        return any(who.account == account for one in self.interviews if not one.cancelled for who in one.interviewers)


def write(known: Member, cv: str, letter: str, wishes: Sequence[str], moment: Moment) -> Member:
    """The candidacy as it is told now."""
    require_active(known)
    if len(set(wishes)) != len(wishes):
        raise InputError(Problem("wishes", "names the same post twice", "each once, the dearest first"))
    after = replace(known, cv_text=cv, letter_text=letter, wishes=tuple(wishes))
    return known if after == known else with_line(after, moment, "candidacy-written")


def attach(known: Member, file: CandidacyFile, moment: Moment) -> Member:
    """With a file; the same one again changes nothing."""
    require_active(known)
    if any((one.kind, one.sha256) == (file.kind, file.sha256) for one in known.files):
        return known
    if len(known.files) >= MOST_FILES:
        raise RuleError("", "too-many-files", f"a candidacy has at most {MOST_FILES} files")
    return with_line(replace(known, files=(*known.files, file)), moment, "file-attached", file.kind)


def detach(known: Member, sha256: str, moment: Moment) -> Member:
    """Without a file."""
    left = tuple(one for one in known.files if one.sha256 != sha256)
    return known if left == known.files else with_line(replace(known, files=left), moment, "file-taken-off")


def plan(known: Member, interview: Interview, moment: Moment) -> Member:
    """With an interview. RuleError while there is no CV, and when the member has another one at that time."""
    require_active(known)
    if any(one.id == interview.id for one in known.interviews):
        return known
    if not known.has_cv:
        raise RuleError("", "cv-missing", "an interview is planned once there is a CV")
    if len(known.interviews) >= MOST_INTERVIEWS:
        raise RuleError("", "too-many-interviews", f"a member has at most {MOST_INTERVIEWS} interviews")
    accounts = [one.account for one in interview.interviewers]
    if len(set(accounts)) != len(accounts):
        raise InputError(Problem("interviewers", "names the same login twice", "each once"))
    if any(overlaps(one, interview) for one in known.interviews):
        raise RuleError("", "slot-taken", "the member has another interview at that time")
    return with_line(replace(known, interviews=(*known.interviews, interview)), moment, "interview-planned")


def overlaps(one: Interview, other: Interview) -> bool:
    """Whether two slots have time in common."""
    return not one.cancelled and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def cancel(known: Member, interview_id: str, moment: Moment) -> Member:
    """Without an interview that was not held."""
    found = interview_of(known, interview_id)
    if found.cancelled:
        return known
    if found.held:
        raise RuleError("", "interview-held", "the interview was held")
    return with_line(_with(known, replace(found, cancelled=True)), moment, "interview-cancelled")


def score(known: Member, interview_id: str, account: str, points: Mapping[str, int]) -> Member:
    """With an interviewer's grid; it may be filled again."""
    found = interview_of(known, interview_id)
    accounts = [one.account for one in found.interviewers]
    if account not in accounts:
        raise InputError(Problem("interviewer", "is none of this interview", ", ".join(accounts)))
    if found.cancelled:
        raise RuleError("", "interview-cancelled", "the interview was cancelled")
    _check_points(found.criteria, points)
    others = tuple(one for one in found.grids if one.account != account)
    grids = tuple(sorted((*others, Grid(account, dict(points))), key=lambda one: one.account))
    return _with(known, replace(found, grids=grids))


def refuse(known: Member, refusal: Refusal, moment: Moment) -> Member:
    """With a post that is not given; the last word on a post stands."""
    others = tuple(one for one in known.refusals if one.post != refusal.post)
    after = replace(known, refusals=(*others, refusal))
    return known if after.refusals == known.refusals else with_line(after, moment, "post-refused", refusal.post)


def leave(known: Member, code: str, moment: Moment) -> Member:
    """Out of the team; again changes nothing."""
    if not known.active:
        return known
    return with_line(replace(known, left_on=moment.on, left_code=code), moment, "left", code)


def release(known: Member, code: str, moment: Moment) -> Member:
    """Out of a team that is no more, without the interviews that were not held; again changes nothing."""
    if not known.active:
        return known
    interviews = tuple(one if one.held else replace(one, cancelled=True) for one in known.interviews)
    return leave(replace(known, interviews=interviews), code, moment)


def require_active(known: Member) -> None:
    """Return for somebody who is in the team."""
    if not known.active:
        raise RuleError("", "member-left", f"the member left on {known.left_on}")


def require_interviewed(known: Member) -> None:
    """A post is given on CV and interview (domain §4.2)."""
    problems = []
    if not known.has_cv:
        problems.append(Problem("cv", "is missing", "a CV, written or attached"))
    if not any(one.held for one in known.interviews):
        problems.append(Problem("interview", "was not held", "an interview with a filled grid"))
    if problems:
        raise RuleError("", "candidacy-incomplete", "a post is given on CV and interview", *problems)


def emptied(known: Member) -> Member:
    """Without anything that somebody wrote, and out of the team: a line of the figures."""
    return Member(
        enterprise_id=known.enterprise_id,
        application_id=known.application_id,
        person_id=known.person_id,
        programme_id=known.programme_id,
        coordinator=known.coordinator,
        joined_on=known.joined_on,
        left_on=known.left_on or known.joined_on,
        left_code=known.left_code or "erased",
        emptied=True,
    )


def with_line(known: Member, moment: Moment, action: str, detail: str = "") -> Member:
    """With one more line of history."""
    line = Happening(moment.at, moment.actor, action, detail)
    return replace(known, history=(*known.history, line)[-MOST_LINES:])


def interview_of(known: Member, interview_id: str) -> Interview:
    """One of theirs."""
    found = next((one for one in known.interviews if one.id == interview_id), None)
    if found is None:
        raise InputError(Problem("interview", "is none of this member", "one of their interviews"))
    return found


def _with(known: Member, interview: Interview) -> Member:
    return replace(known, interviews=tuple(interview if one.id == interview.id else one for one in known.interviews))


def _check_points(criteria: Sequence[Criterion], points: Mapping[str, int]) -> None:
    known = {one.key: one for one in criteria}
    problems = [Problem(f"points.{key}", "is no criterion", ", ".join(known)) for key in points if key not in known]
    for key, one in known.items():
        if not 0 <= points.get(key, -1) <= one.maximum:
            problems.append(Problem(f"points.{key}", "is missing or out of range", f"0 to {one.maximum}"))
    if problems:
        raise InputError(*problems)
