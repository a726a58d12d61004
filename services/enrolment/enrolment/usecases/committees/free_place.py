"""Somebody who had a place left: it is offered to the next of the waiting list.

What tells that they had one is forgotten last, so that a repetition after a crash still finds it, and a dossier that is begun
again takes nothing with it from before.
"""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.committees.waiting_list import end_offer
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.programmes.outcome import Outcome, outcome_of
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.answer_offer import DECLINED, EXPIRED
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

LEAVING = ("renounced", "withdrawn")
"""Lines of a dossier's history: the first is of somebody who had a place."""
STANDING = (Status.WAITING_LIST, Status.ACCEPTED)
"""Of these a place, or an offer of one, is not from before they left."""


@dataclass(frozen=True)
class FreePlace:
    """Who withdrew, or was refused after all."""

    application_id: str


async def free_place(command: FreePlace, deps: Deps, cause: Cause) -> None:
    """Nothing when they had no place and no offer of one: an undecided dossier that goes frees nothing."""
    application = (await deps.applications.get(command.application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    offered = False
    if application.status not in STANDING:
        booked = await _end_offer(application.programme_id, command.application_id, deps, cause)
        offered = booked or application.offered_until is not None
    if offered or _had_place(application, programme):
        await fill_places(FillPlaces(application.programme_id), deps, cause)
    await deps.applications.change(command.application_id, _forget, cause, effect="left-place")


def _forget(state: Application) -> Change[Application] | None:
    if state.status in STANDING or (state.promoted_on is None and state.offered_until is None):
        return None
    return Change(replace(state, promoted_on=None, offered_until=None))


def _had_place(application: Application, programme: Programme) -> bool:
    if application.promoted_on is not None or application.withdrawal_code in (DECLINED, EXPIRED):
        return True
    if application.status is Status.REFUSED:
        # Only an answer that was reopened takes a place away again.
        return any(one.reopenings for one in application.asked)
    left = next((one.action for one in reversed(application.history) if one.action in LEAVING), None)
    if left is not None:
        return left == "renounced"
    if application.decision is not None:
        return application.decision.decision == "accept"
    rules = parameters_of(application, programme).outcome_rules
    return outcome_of(rules, {one.decider: one.answer for one in application.answers}) is Outcome.ACCEPTED


async def _end_offer(programme_id: str, application_id: str, deps: Deps, cause: Cause) -> bool:
    """Whether there was one in the book."""
    try:
        book = (await deps.place_books.get(programme_id)).state
    except NotFoundError:
        return False
    if book.offer(application_id) is None:
        return False
    await deps.place_books.change(
        programme_id, lambda state: Change(end_offer(state, application_id)), cause, effect=f"left {application_id}"
    )
    return True
