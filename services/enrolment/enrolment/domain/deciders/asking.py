"""Putting a dossier to its deciders: who is asked, under which review, until when; and the end of the asking."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from enrolment.domain.applications.application import Application, Asked
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme

PARIS = ZoneInfo("Europe/Paris")


def parameters_of(application: Application, programme: Programme) -> Parameters:
    """The programme's parameters on the day when the dossier was sent: later ones do not change who decides on it."""
    sent = application.sent_at
    return programme.parameters_on(sent.astimezone(PARIS).date() if sent else application.submitted_on)


def asked_of(application: Application, decider: str) -> Asked | None:
    """The review of this decider that counts, or None when they were not asked, or need not answer any more."""
    return next((one for one in application.asked if one.decider == decider and not one.closed), None)


def next_round(application: Application, decider: str) -> int:
    """The round of a new review: a dossier that was withdrawn or transferred is put to its deciders anew."""
    return max((one.round for one in application.asked if one.decider == decider), default=0) + 1


def due_on(decider: Decider, asked_on: date) -> date | None:
    """The last day for the answer; None when the programme sets none."""
    return None if decider.answer_days is None else asked_on + timedelta(days=decider.answer_days)


def ask(application: Application, entries: Iterable[Asked]) -> Application:
    """The application with more deciders asked. Closed reviews of an earlier round stay known: an erasure reaches them too."""
    return replace(application, asked=(*application.asked, *entries))


def close_outdated(application: Application) -> Application:
    """The application with the reviews closed of what it said when it was sent before."""
    asked = tuple(
        one if one.closed or one.sent_at == application.sent_at else replace(one, closed=True)
        for one in application.asked
    )
    return replace(application, asked=asked)


def amend(application: Application, entry: Asked) -> Application:
    """The application with one entry replaced."""
    entries = tuple(entry if one.review_id == entry.review_id else one for one in application.asked)
    return replace(application, asked=entries)


def close_all(application: Application, *, forget: bool) -> Application:
    """Nobody has to answer any more; ``forget`` also removes the words of opinions and letters, for a person who was erased."""
    asked = tuple(replace(one, closed=True, forgotten=forget or one.forgotten) for one in application.asked)
    answers, letters = application.answers, application.letters
    if forget:
        answers, letters = tuple(replace(one, opinion=None, words={}) for one in answers), ()
    return replace(application, asked=asked, answers=answers, letters=letters)


def newly_closed(before: Application, after: Application) -> tuple[Asked, ...]:
    """The entries that are closed, or to be forgotten, in ``after`` and were not in ``before``."""
    known = {one.review_id: (one.closed, one.forgotten) for one in before.asked}
    return tuple(one for one in after.asked if (one.closed, one.forgotten) != known.get(one.review_id, (False, False)))
