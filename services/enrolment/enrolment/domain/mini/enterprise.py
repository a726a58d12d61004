"""A mini-entreprise and its steps (domain §8.8).

L, XL: CREATED ─► AGREEMENT_SIGNED ─► TEAM_BUILT ─► FUNDED ─► PRODUCING ─► SELLING ─► FESTIVAL ─► CLOSING ─► DISSOLVED
S, M:  CREATED ─► AGREEMENT_SIGNED ─► TEAM_BUILT ─► HELD ─► CLOSED
from any of these that is not the last ─► ABANDONED, with a reason (``abandoning``)

AGREEMENT_SIGNED comes with the last signature and never otherwise: nothing starts before. TEAM_BUILT asks that every post is
filled. The steps about money are recorded by EPA, with a note: the amounts themselves stand in the accounting (MINI-02 to 04),
and a team is DISSOLVED once the accounting says that its books are settled (``books``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.application import Happening
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.mini.agreement import Agreement
from enrolment.domain.mini.appointing import Appointment, vacancies
from enrolment.domain.mini.election import Election
from enrolment.domain.mini.formats import Format, Planned
from enrolment.domain.mini.posts import Post

MOST_LINES = 500


class Status(StrEnum):
    """Where a team stands."""

    CREATED = "CREATED"
    AGREEMENT_SIGNED = "AGREEMENT_SIGNED"
    TEAM_BUILT = "TEAM_BUILT"
    FUNDED = "FUNDED"
    PRODUCING = "PRODUCING"
    SELLING = "SELLING"
    FESTIVAL = "FESTIVAL"
    CLOSING = "CLOSING"
    DISSOLVED = "DISSOLVED"
    HELD = "HELD"
    CLOSED = "CLOSED"
    ABANDONED = "ABANDONED"


_BEGIN = (Status.CREATED, Status.AGREEMENT_SIGNED, Status.TEAM_BUILT)
WITH_SALE = (
    *_BEGIN,
    Status.FUNDED,
    Status.PRODUCING,
    Status.SELLING,
    Status.FESTIVAL,
    Status.CLOSING,
    Status.DISSOLVED,
)
WITHOUT_SALE = (*_BEGIN, Status.HELD, Status.CLOSED)
SALE_STEPS = tuple(one for one in WITH_SALE if one not in _BEGIN)
MONEY_STEPS = frozenset({Status.FUNDED, Status.SELLING, Status.CLOSING, Status.DISSOLVED})
"""Recorded by EPA alone, with a note: advances, sale, what is repaid, what is given and shared."""
OVER = frozenset({Status.DISSOLVED, Status.CLOSED, Status.ABANDONED})
RUNNING = tuple(one for one in Status if one not in OVER)
FORMING = (Status.CREATED, Status.AGREEMENT_SIGNED)


@dataclass(frozen=True)
class Reached:
    """A step that was reached, with what was noted of it."""

    status: Status
    on: date
    by: str
    note: str = ""


@dataclass(frozen=True)
class Abandonment:
    """Why a team gave up: a code for everybody, words for those who lead it. ``status`` is where it stood."""

    reason: str
    words: str
    on: date
    by: str
    status: Status


@dataclass(frozen=True)
class MiniEnterprise:
    """One team of one programme. It names members by id; who they are stands with the member.

    ``teachers`` are the logins of those who look after it: of the teachers, they alone read candidacies."""

    programme_id: str
    coordinator: str
    school_year: str
    name: str
    format: Format
    sells: bool
    starts_on: date
    ends_on: date
    planned_hours: int | None
    region: str = ""
    posts: tuple[Post, ...] = ()
    status: Status = Status.CREATED
    agreement: Agreement | None = None
    appointments: tuple[Appointment, ...] = ()
    elections: tuple[Election, ...] = ()
    steps: tuple[Reached, ...] = ()
    mentor_id: str | None = None
    history: tuple[Happening, ...] = ()
    scheme: str = "mini_entreprise"
    carrier: str = ""
    """Of the programme; empty in a team that was written before it was kept here."""
    teachers: tuple[str, ...] = ()
    abandonment: Abandonment | None = None

    @property
    def path(self) -> tuple[Status, ...]:
        """The steps of its format."""
        return WITH_SALE if self.sells else WITHOUT_SALE

    @property
    def planned(self) -> Planned:
        """What MINI-01 compares with the format."""
        return Planned(self.starts_on, self.ends_on, self.planned_hours, self.region)

    @property
    def next_step(self) -> Status | None:
        """What comes next; None when it is over."""
        if self.status is Status.ABANDONED:
            return None
        place = self.path.index(self.status) + 1
        return self.path[place] if place < len(self.path) else None


def check_period(known: MiniEnterprise, programme_starts_on: date, programme_ends_on: date) -> None:
    """InputError unless the team's days lie inside the programme's."""
    problems = []
    accepted = f"{programme_starts_on} to {programme_ends_on}, the days of the programme"
    if known.ends_on < known.starts_on:
        problems.append(Problem("ends_on", "is before starts_on", f"{known.starts_on} or later"))
    for field, day in (("starts_on", known.starts_on), ("ends_on", known.ends_on)):
        if not programme_starts_on <= day <= programme_ends_on:
            problems.append(Problem(field, "is outside the programme", accepted, str(day)))
    if problems:
        raise InputError(*problems)


def advance(known: MiniEnterprise, to: Status, note: str, moment: Moment) -> MiniEnterprise:
    """The next step. The same step again changes nothing; a money step needs a note."""
    if to is known.status and to is not Status.CREATED:
        return known
    require_running(known, "reach a step")
    if to in SALE_STEPS and not known.sells:
        detail = f"only L and XL handle real money; a Mini {known.format} has no step {to}"
        raise RuleError("MINI-02", "no-real-money", detail, Problem("status", "is a step of L and XL", _steps(known)))
    if to is Status.AGREEMENT_SIGNED or known.status is Status.CREATED:
        raise RuleError("", "agreement-missing", "nothing starts before school and EPA have signed their agreement")
    if to is not known.next_step:
        accepted = known.next_step or "nothing more"
        raise RuleError("", "step-order", f"after {known.status} comes {accepted}", Problem("status", "is", accepted))
    if to in MONEY_STEPS and not note:
        raise InputError(Problem("note", "is missing", "what was found, such as the advances and their ceiling"))
    if to is Status.TEAM_BUILT:
        require_filled(known)
    return reach(known, to, note, moment)


def reach(known: MiniEnterprise, to: Status, note: str, moment: Moment) -> MiniEnterprise:
    """With a step that was reached."""
    reached = Reached(to, moment.on, moment.actor, note)
    return with_line(replace(known, status=to, steps=(*known.steps, reached)), moment, "advanced", to)


def require_filled(known: MiniEnterprise) -> None:
    """RuleError that names every post that nobody holds."""
    open_ = vacancies(known.posts, known.appointments)
    if open_:
        problems = (
            Problem(f"posts.{key}", f"{count} vacant", "filled, or fewer of it") for key, count in open_.items()
        )
        raise RuleError("", "posts-vacant", f"{sum(open_.values())} posts are vacant", *problems)


def require_running(known: MiniEnterprise, action: str) -> None:
    """Return for a team that is not over."""
    require_status("mini-enterprise", known.status, RUNNING, action)


def with_election(known: MiniEnterprise, election: Election) -> MiniEnterprise:
    """With a ballot changed; the others stay."""
    others = (election if one.number == election.number else one for one in known.elections)
    return replace(known, elections=tuple(others))


def assign(known: MiniEnterprise, mentor_id: str, moment: Moment) -> MiniEnterprise:
    """With its mentor; the same one again changes nothing."""
    if known.mentor_id == mentor_id:
        return known
    require_running(known, "give it a mentor")
    return with_line(replace(known, mentor_id=mentor_id), moment, "mentor-assigned", mentor_id)


def release(known: MiniEnterprise, mentor_id: str, moment: Moment) -> MiniEnterprise:
    """Without a mentor who follows it no more, also when it is over; another one who came since stays."""
    if known.mentor_id != mentor_id:
        return known
    return with_line(replace(known, mentor_id=None), moment, "mentor-left", mentor_id)


def with_line(known: MiniEnterprise, moment: Moment, action: str, detail: str = "") -> MiniEnterprise:
    """With one more line of history: codes and ids, never words about a person."""
    line = Happening(moment.at, moment.actor, action, detail)
    return replace(known, history=(*known.history, line)[-MOST_LINES:])


def _steps(known: MiniEnterprise) -> str:
    names: Sequence[str] = known.path
    return ", ".join(names)
