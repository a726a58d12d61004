"""Where each decider of a dossier stands, as those who follow it may see: its coordinator, the applicant, the other deciders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.application import Application, Asked, RecordedAnswer
from enrolment.domain.deciders.review import Given
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind


class Audience(StrEnum):
    """Who looks. A decider sees their own answer as the coordinator does, and of the others only where they stand."""

    COORDINATOR = "coordinator"
    APPLICANT = "applicant"
    DECIDER = "decider"


class Standing(StrEnum):
    """Where a decider stands. What a silence means is not said here: no rule is made of it."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class Place:
    """One decider of a dossier."""

    decider: str
    label: str
    partner: str
    role: str
    kind: DeciderKind
    standing: Standing
    asked_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    reopened: bool = False
    answer: Answer | None = None
    opinion: str | None = None
    answers: dict[str, str | bool] = field(default_factory=dict)


def places(
    application: Application,
    deciders: tuple[Decider, ...],
    given: Mapping[str, Given],
    *,
    audience: Audience,
    own: frozenset[str] = frozenset(),
    today: date,
) -> tuple[Place, ...]:
    """One for each decider, in the programme's order. ``given`` are the words of answers that stay with reviews here, by review
    id; ``own`` are the keys of the deciders for whom the caller answers."""
    return tuple(_place(application, one, given, _reach(one, audience, own), today) for one in deciders)


def _reach(decider: Decider, audience: Audience, own: frozenset[str]) -> Audience:
    return Audience.COORDINATOR if decider.key in own else audience


def _place(
    application: Application, decider: Decider, given: Mapping[str, Given], audience: Audience, today: date
) -> Place:
    asked = next((one for one in reversed(application.asked) if one.decider == decider.key), None)
    recorded = _recorded(application, asked)
    standing = _standing(asked, recorded, today)
    seen, opinion, answers = None, None, dict[str, str | bool]()
    words = given.get(recorded.review_id) if recorded else None
    if recorded is not None and _may_read(recorded, audience):
        seen = recorded.answer
        opinion = words.opinion if words else recorded.opinion
    if recorded is not None and audience is Audience.COORDINATOR:
        answers = dict(words.answers) if words else {**recorded.answers, **recorded.words}
    return Place(
        decider=decider.key,
        label=decider.label,
        partner=decider.partner,
        role=decider.role,
        kind=decider.kind,
        standing=standing,
        asked_on=asked.asked_on if asked else None,
        due_on=asked.due_on if asked else None,
        answered_on=recorded.answered_on if recorded else None,
        reopened=asked is not None and asked.reopenings > 0,
        answer=seen,
        opinion=opinion,
        answers=answers,
    )


def _recorded(application: Application, asked: Asked | None) -> RecordedAnswer | None:
    if asked is None:
        return None
    return next((one for one in application.answers if one.review_id == asked.review_id), None)


def _may_read(recorded: RecordedAnswer, audience: Audience) -> bool:
    if audience is Audience.APPLICANT:
        return recorded.shareable
    return audience is Audience.COORDINATOR


def _standing(asked: Asked | None, recorded: RecordedAnswer | None, today: date) -> Standing:
    if asked is None:
        return Standing.NOT_ASKED
    if recorded is not None:
        return Standing.ANSWERED
    if asked.closed:
        return Standing.CLOSED
    overdue = asked.due_on is not None and asked.due_on < today
    return Standing.OVERDUE if overdue else Standing.ASKED
