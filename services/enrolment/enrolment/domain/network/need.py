"""A team or a student looks for a mentor, and the choices of one: only people choose, and the mentor answers themself.

OPEN ──a person chooses──► PROPOSED ──mentor accepts──► ACCEPTED ──office confirms──► CONFIRMED
  ▲                            │ mentor declines, or office withdraws      │ withdraws        │ ends, with a reason
  └────────────────────────────┴───────────────────────────────────────────┴──────────────────┤
CLOSED ◄── nobody is looked for any more ─────────────────────────────────────────────────────┘

A choice has the same steps; DECLINED, WITHDRAWN, LAPSED (no answer, ``waiting``) and ENDED ones stay in the history, by ids.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.applications.candidate import is_email
from enrolment.domain.errors import Problem, RuleError, require_status
from enrolment.domain.network.mentor import Format
from enrolment.domain.network.sectors import ACCEPTED_SECTOR, is_sector
from enrolment.domain.network.slots import ACCEPTED_SLOT, Slot, is_slot

MOST_CHOICES = 100


class SubjectKind(StrEnum):
    """Who looks for a mentor: a team of Mini-Entreprise, or a student with the status (a second tutor)."""

    MINI_ENTERPRISE = "mini_enterprise"
    SNEE_STATUS = "snee_status"


class NeedStatus(StrEnum):
    """Where the search stands."""

    OPEN = "OPEN"
    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    CONFIRMED = "CONFIRMED"
    CLOSED = "CLOSED"


class ChoiceStatus(StrEnum):
    """Where one choice stands."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CONFIRMED = "CONFIRMED"
    WITHDRAWN = "WITHDRAWN"
    ENDED = "ENDED"
    LAPSED = "LAPSED"


HOLDING = (ChoiceStatus.PROPOSED, ChoiceStatus.ACCEPTED, ChoiceStatus.CONFIRMED)
"""While a choice is one of these, it holds a place of its mentor."""


class EndReason(StrEnum):
    """Why a mentoring ended: a code for everybody, words for those concerned."""

    FINISHED = "finished"
    MENTOR_LEFT = "mentor-left"
    TEAM_ENDED = "team-ended"
    DISAGREEMENT = "disagreement"
    OTHER = "other"


@dataclass(frozen=True)
class Choice:
    """A mentor whom somebody chose. ``score`` and ``weights_version`` are what the suggestion said then, if it said something."""

    id: str
    mentor_id: str
    status: ChoiceStatus
    proposed_at: datetime
    proposed_by: str
    note: str = ""
    score: int | None = None
    weights_version: int | None = None
    answered_at: datetime | None = None
    confirmed_at: datetime | None = None
    over_at: datetime | None = None
    reason: str = ""
    reason_code: str = ""
    answer_by: date | None = None
    link_digest: str | None = None
    """Of the link in the mail that asks; ``reminder_digest`` of that in the reminder."""
    reminded_at: datetime | None = None
    reminder_digest: str | None = None


@dataclass(frozen=True)
class Need:
    """``teacher_*`` is whom the mentor meets: the teacher of the team, or the first tutor of the student."""

    subject_kind: SubjectKind
    subject_id: str
    programme_id: str
    coordinator: str
    label: str
    scheme: str = ""
    establishment_id: str | None = None
    establishment_name: str = ""
    city: str = ""
    sectors: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    slot: Slot | None = None
    format: Format | None = None
    language: str = "fr"
    youngest: int | None = None
    oldest: int | None = None
    remote_possible: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    wished: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    teacher_id: str | None = None
    teacher_name: str = ""
    teacher_email: str = ""
    person_id: str | None = None
    status: NeedStatus = NeedStatus.OPEN
    mentor_id: str | None = None
    choices: tuple[Choice, ...] = ()
    link_digest: str | None = None
    reminder_digest: str | None = None

    def __post_init__(self) -> None:
        """The links are those of the last choice, and are there to be searched."""
        last = self.choices[-1] if self.choices else None
        object.__setattr__(self, "link_digest", last.link_digest if last else None)
        object.__setattr__(self, "reminder_digest", last.reminder_digest if last else None)

    @property
    def current(self) -> Choice | None:
        """The choice that holds a place now."""
        return next((one for one in self.choices if one.status in HOLDING), None)

    def followed_by(self, mentor_id: str) -> bool:
        """Whether this mentor is confirmed."""
        return any(one.mentor_id == mentor_id and one.status is ChoiceStatus.CONFIRMED for one in self.choices)

    def choice(self, choice_id: str) -> Choice | None:
        """One of them by its id."""
        return next((one for one in self.choices if one.id == choice_id), None)


def need_problems(given: Need) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    for place, code in enumerate(given.sectors):
        if not is_sector(code):
            yield Problem(f"sectors.{place}", "is no sector", ACCEPTED_SECTOR, code[:60])
    if given.slot is not None and not is_slot(given.slot):
        yield Problem("slot", "is no part of a day", ACCEPTED_SLOT)
    if given.teacher_email and not is_email(given.teacher_email):
        yield Problem("teacher_email", "is not an e-mail address", "an address such as nom@example.org")
    if given.youngest is not None and given.oldest is not None and given.oldest < given.youngest:
        yield Problem("oldest", "is less than youngest", f"{given.youngest} or more", str(given.oldest))
    if given.starts_on is not None and given.ends_on is not None and given.ends_on < given.starts_on:
        yield Problem("ends_on", "is before starts_on", f"{given.starts_on} or after", str(given.ends_on))
    both = sorted(set(given.wished) & set(given.refused))
    if both:
        yield Problem("refused", "has who is wished too", "each id in one of the two lists", ", ".join(both)[:60])


def edited(known: Need, given: Need) -> Need:
    """What was given, with the choices that were made: a search that goes on, or one that begins again."""
    if known.status not in (NeedStatus.OPEN, NeedStatus.CLOSED):
        require_status("need", known.status, (NeedStatus.OPEN, NeedStatus.CLOSED), "change it")
    return replace(given, choices=known.choices, status=NeedStatus.OPEN, mentor_id=None)


def propose(known: Need, choice: Choice) -> Need:
    """PROPOSED: the mentor is asked. The same choice again changes nothing."""
    if known.choice(choice.id) is not None:
        return known
    require_status("need", known.status, (NeedStatus.OPEN,), "choose a mentor")
    if choice.mentor_id in known.refused:
        raise RuleError("", "mentor-refused", "the school does not want this mentor; take it out of the need first")
    if len(known.choices) >= MOST_CHOICES:
        raise RuleError("", "need-choices", f"{MOST_CHOICES} mentors were asked for this need already")
    return _with(known, choice, NeedStatus.PROPOSED)


def accept(known: Need, choice_id: str, at: datetime) -> Need:
    """ACCEPTED by the mentor; the office still has to confirm."""
    choice = _required(known, choice_id)
    if choice.status is ChoiceStatus.ACCEPTED:
        return known
    require_status("choice", choice.status, (ChoiceStatus.PROPOSED,), "accept")
    return _with(known, replace(choice, status=ChoiceStatus.ACCEPTED, answered_at=at), NeedStatus.ACCEPTED)


def decline(known: Need, choice_id: str, at: datetime, reason: str) -> Need:
    """DECLINED by the mentor: the need is open again."""
    choice = _required(known, choice_id)
    if choice.status is ChoiceStatus.DECLINED:
        return known
    require_status("choice", choice.status, (ChoiceStatus.PROPOSED,), "decline")
    return _over(known, replace(choice, status=ChoiceStatus.DECLINED, answered_at=at, over_at=at, reason=reason))


def withdraw(known: Need, choice_id: str, at: datetime, reason: str) -> Need:
    """WITHDRAWN by the office before it was confirmed: the need is open again."""
    choice = _required(known, choice_id)
    if choice.status is ChoiceStatus.WITHDRAWN:
        return known
    allowed = (ChoiceStatus.PROPOSED, ChoiceStatus.ACCEPTED)
    require_status("choice", choice.status, allowed, "withdraw it")
    return _over(known, replace(choice, status=ChoiceStatus.WITHDRAWN, over_at=at, reason=reason))


def confirm(known: Need, choice_id: str, at: datetime) -> Need:
    """CONFIRMED by the office: both sides are introduced to each other."""
    choice = _required(known, choice_id)
    if choice.status is ChoiceStatus.CONFIRMED:
        return known
    require_status("choice", choice.status, (ChoiceStatus.ACCEPTED,), "confirm it")
    return _with(known, replace(choice, status=ChoiceStatus.CONFIRMED, confirmed_at=at), NeedStatus.CONFIRMED)


def end(known: Need, choice_id: str, at: datetime, code: EndReason, words: str, *, reopen: bool) -> Need:
    """ENDED with a reason; ``reopen`` looks for somebody else."""
    choice = _required(known, choice_id)
    if choice.status is ChoiceStatus.ENDED:
        return known
    require_status("choice", choice.status, (ChoiceStatus.CONFIRMED,), "end it")
    over = replace(choice, status=ChoiceStatus.ENDED, over_at=at, reason=words, reason_code=code.value)
    return _over(known, over, NeedStatus.OPEN if reopen else NeedStatus.CLOSED)


def release(known: Need, mentor_id: str, at: datetime, code: EndReason) -> Need:
    """The mentor is gone: what is open with them ends, and the need looks for somebody else."""
    choice = known.current
    if choice is None or choice.mentor_id != mentor_id:
        return known
    status = ChoiceStatus.ENDED if choice.status is ChoiceStatus.CONFIRMED else ChoiceStatus.WITHDRAWN
    return _over(known, replace(choice, status=status, over_at=at, reason_code=code.value))


def give_up(known: Need, at: datetime) -> Need:
    """CLOSED, because whoever looked for a mentor is no more: what is open with one ends. The same again changes nothing."""
    choice = known.current
    if choice is None:
        return replace(known, status=NeedStatus.CLOSED)
    status = ChoiceStatus.ENDED if choice.status is ChoiceStatus.CONFIRMED else ChoiceStatus.WITHDRAWN
    over = replace(choice, status=status, over_at=at, reason_code=EndReason.TEAM_ENDED.value)
    return _over(known, over, NeedStatus.CLOSED)


def forget_mentor(known: Need, mentor_id: str) -> Need:
    """Without what was written to and by the mentor; that they were asked stays, as an id that leads nowhere."""
    choices = tuple(_wordless(one) if one.mentor_id == mentor_id else one for one in known.choices)
    wished = tuple(one for one in known.wished if one != mentor_id)
    refused = tuple(one for one in known.refused if one != mentor_id)
    return replace(known, choices=choices, wished=wished, refused=refused)


def close(known: Need) -> Need:
    """CLOSED: nobody is looked for any more. The same again changes nothing."""
    if known.status is NeedStatus.CLOSED:
        return known
    require_status("need", known.status, (NeedStatus.OPEN,), "close it")
    return replace(known, status=NeedStatus.CLOSED)


def without_people(known: Need) -> Need:
    """Without what was written of and by people: the ids stay, and lead nowhere."""
    choices = tuple(_wordless(one) for one in known.choices)
    return replace(known, label="", teacher_name="", teacher_email="", teacher_id=None, choices=choices, person_id=None)


def _wordless(choice: Choice) -> Choice:
    """Without words, and without a link that would still show something."""
    return replace(choice, note="", reason="", link_digest=None, reminder_digest=None)


def _required(known: Need, choice_id: str) -> Choice:
    found = known.choice(choice_id)
    if found is None:
        problem = Problem("choice_id", "is no choice of this need", "the id of a choice")
        raise RuleError("", "choice-unknown", "nobody chose this for this need", problem)
    return found


def _with(known: Need, choice: Choice, status: NeedStatus) -> Need:
    others = tuple(one for one in known.choices if one.id != choice.id)
    mentor_id = choice.mentor_id if choice.status in HOLDING else None
    return replace(known, choices=(*others, choice), status=status, mentor_id=mentor_id)


def _over(known: Need, choice: Choice, status: NeedStatus = NeedStatus.OPEN) -> Need:
    return _with(known, choice, status)
