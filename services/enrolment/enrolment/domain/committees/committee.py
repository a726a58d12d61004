"""A committee of one decider: it meets once, on an agenda of reviews, wherever their dossiers are kept.

PLANNED ──open──► OPEN ──hold──► HELD ──sign the minutes──► CLOSED
    └───────cancel───┴──► CANCELLED: its dossiers wait for the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from enrolment.domain.applications.application import Happening
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.rules import Rules, check_rules
from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.programmes.decider import Answer

PARIS = ZoneInfo("Europe/Paris")
GRACE = timedelta(days=1)
"""SNEE-09: a dossier that is sent on the day after the last application date is still read by that committee."""
MOST_ITEMS = 200
MAX_MESSAGE = 160
_MOST_LINES = 300


class Status(StrEnum):
    """Where a committee stands."""

    PLANNED = "PLANNED"
    OPEN = "OPEN"
    HELD = "HELD"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Member:
    """Somebody in the committee. ``sub`` is the subject of their token; only ``voting`` members count for the quorum."""

    sub: str
    name: str
    organisation: str
    voting: bool = True
    chair: bool = False


@dataclass(frozen=True)
class Vote:
    """What one member votes on one dossier, with an opinion and the answers to the decider's own questions."""

    member: str
    answer: Answer
    voted_at: datetime
    opinion: str = ""
    answers: dict[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What the votes made of a dossier: an answer, or None when it is carried over, and why."""

    answer: Answer | None
    counts: dict[str, int]
    opinion: str = ""
    answers: dict[str, str | bool] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Item:
    """One review on the agenda. Who has a conflict of interest abstains, and is not counted for its quorum."""

    review_id: str
    rapporteur: str | None = None
    conflicts: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    result: Result | None = None
    rank: int | None = None
    answered: bool = False
    """Whether the review has been answered with the result, so that a repetition does not do it again."""
    list_rank: int | None = None
    """The place on the programme's waiting list when the result arrived there; ``rank`` is the order in this meeting."""
    letter_issued: bool = False
    turn: int = 0
    """In which order results go out: who comes first gets a place first."""
    places: int | None = None
    """How many the programme has, when it was accepted and none was left: the dossier waits for one, at ``rank``."""

    @property
    def outcome(self) -> Answer | None:
        """What it came to: an acceptance without a place left is a place on the waiting list."""
        answer = self.result.answer if self.result else None
        return Answer.WAIT if self.places is not None and answer is Answer.ACCEPT else answer


@dataclass(frozen=True)
class Committee:
    """The meeting. ``present`` are the members who came; ``minutes`` the words of whoever wrote them."""

    partner: str
    decider: str
    scheme: str
    programme_ids: tuple[str, ...]
    held_at: datetime
    place: str
    last_application_on: date
    members: tuple[Member, ...]
    rules: Rules
    message: str = ""
    status: Status = Status.PLANNED
    items: tuple[Item, ...] = ()
    removed: tuple[str, ...] = ()
    """Reviews that were taken off the agenda: they come back by hand only, and wait for the next committee."""
    present: tuple[str, ...] = ()
    minutes: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    unfinished: bool = False
    """Held, and some of its results are not with their reviews yet."""
    letterhead: Letterhead | None = None
    """As it was when the letters were issued: a later one changes no letter."""
    letters_due: bool = False
    """Held, and some of its letters are not issued yet: they are as soon as the partner has a letterhead."""
    history: tuple[Happening, ...] = ()

    def member(self, sub: str) -> Member | None:
        """The member with this subject."""
        return next((one for one in self.members if one.sub == sub), None)

    def item(self, review_id: str) -> Item | None:
        """The item of a review."""
        return next((one for one in self.items if one.review_id == review_id), None)


def check_committee(committee: Committee, now: datetime) -> None:
    """InputError with every field that cannot be: a past meeting, a last day after it, members twice, no or two chairs."""
    day = committee.held_at.astimezone(PARIS).date()
    problems = []
    if committee.held_at <= now:
        problems.append(Problem("held_at", "is over", f"an instant after {paris_time(now)}"))
    if committee.last_application_on > day:
        problems.append(Problem("last_application_on", "is after the meeting", f"{day} or before"))
    if len(committee.message) > MAX_MESSAGE:
        problems.append(Problem("message", f"has {len(committee.message)} characters", f"at most {MAX_MESSAGE}"))
    subs = [one.sub for one in committee.members]
    problems += [
        Problem(f"members.{place}.sub", "is there already", "each member once")
        for place, sub in enumerate(subs)
        if sub in subs[:place]
    ]
    chairs = sum(one.chair for one in committee.members)
    if chairs > 1:
        problems.append(Problem("members", f"has {chairs} chairs", "one chair at most"))
    if problems:
        raise InputError(*problems)
    check_rules(committee.rules, sum(one.voting for one in committee.members))


def change(committee: Committee, changed: Committee, now: datetime) -> Committee:
    """Another day, place, message or other members, before it opens. Agenda and history stay."""
    require_status("committee", committee.status, (Status.PLANNED,), "change it")
    check_committee(changed, now)
    kept = {"items": committee.items, "removed": committee.removed, "history": committee.history}
    return replace(changed, status=committee.status, **kept)  # type: ignore[arg-type]


def with_line(committee: Committee, line: Happening) -> Committee:
    """One more line of history."""
    return replace(committee, history=(*committee.history, line)[-_MOST_LINES:])


def add_items(committee: Committee, review_ids: Sequence[str]) -> Committee:
    """More reviews at the end of the agenda; those that are on it stay where they are."""
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "change its agenda")
    new = [one for one in review_ids if committee.item(one) is None]
    if len(committee.items) + len(new) > MOST_ITEMS:
        raise RuleError("", "agenda-full", f"an agenda has at most {MOST_ITEMS} dossiers; plan a second committee")
    removed = tuple(one for one in committee.removed if one not in new)
    return replace(committee, items=(*committee.items, *(Item(one) for one in new)), removed=removed)


def remove_item(committee: Committee, review_id: str) -> Committee:
    """Off the agenda, with its votes."""
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "change its agenda")
    require_item(committee, review_id)
    items = tuple(one for one in committee.items if one.review_id != review_id)
    return replace(committee, items=items, removed=(*committee.removed, review_id))


def assign_rapporteur(committee: Committee, review_id: str, sub: str) -> Committee:
    """Who presents a dossier: a member without a conflict of interest in it."""
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "name a rapporteur")
    item = require_item(committee, review_id)
    if committee.member(sub) is None or sub in item.conflicts:
        raise InputError(Problem("sub", "cannot present this dossier", "a member without a conflict of interest in it"))
    return put_item(committee, replace(item, rapporteur=sub))


def open_votes(committee: Committee) -> Committee:
    """Members vote."""
    require_status("committee", committee.status, (Status.PLANNED,), "open it")
    if not committee.items:
        raise RuleError("", "agenda-empty", "there is no dossier on the agenda")
    return replace(committee, status=Status.OPEN)


def cancel(committee: Committee) -> Committee:
    """It does not meet."""
    require_status("committee", committee.status, (Status.PLANNED, Status.OPEN), "cancel it")
    return replace(committee, status=Status.CANCELLED, items=())


def sign(committee: Committee, minutes: str, by: str, at: datetime) -> Committee:
    """The minutes are signed, and nothing changes any more."""
    require_status("committee", committee.status, (Status.HELD,), "sign its minutes")
    if committee.unfinished:
        raise RuleError("", "results-on-their-way", "some results are still on their way to their dossiers; try again")
    return replace(committee, status=Status.CLOSED, minutes=minutes, signed_by=by, signed_at=at)


def has_letter(item: Item) -> bool:
    """Whether a letter is due: something was decided, and it reached the dossier."""
    return item.answered and item.result is not None and item.result.answer is not None and not item.result.why


def require_item(committee: Committee, review_id: str) -> Item:
    """The item; a rule error when the review is not on the agenda."""
    item = committee.item(review_id)
    if item is None:
        raise RuleError("", "not-on-the-agenda", "this review is not on the committee's agenda")
    return item


def put_item(committee: Committee, item: Item) -> Committee:
    """The committee with an item changed."""
    items = tuple(item if one.review_id == item.review_id else one for one in committee.items)
    return replace(committee, items=items)


def paris_time(instant: datetime) -> str:
    """An instant as people in France read it, with the zone: ``2026-09-20T14:00+02:00 (Europe/Paris)``."""
    return f"{instant.astimezone(PARIS).isoformat(timespec='minutes')} ({PARIS.key})"


def reads(committee: Committee, sent_on: date) -> bool:
    """SNEE-09: whether a dossier that was sent on this day came in time: the last application date is the day before or later."""
    return sent_on <= committee.last_application_on + GRACE


def takes_applications(committee: Committee, now: datetime) -> bool:
    """SNEE-09: whether it reads what is sent now. One whose members vote already takes what comes in time, until it meets."""
    today = now.astimezone(PARIS).date()
    return committee.status in (Status.PLANNED, Status.OPEN) and committee.held_at > now and reads(committee, today)


def put_on_list(committee: Committee, item: Item) -> Committee:
    """The item, accepted without a place left, ranks before those whom the votes put on the waiting list, and after those to whom
    it has happened before."""
    before = sum(one.places is not None for one in committee.items)
    shifted = tuple(
        one if one.rank is None or one.places is not None else replace(one, rank=one.rank + 1)
        for one in committee.items
    )
    return put_item(replace(committee, items=shifted), replace(item, rank=before + 1))
