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
    """Who withdrew, or was refused after all; or, ``by_deciders``, whose acceptance their answers do not give any more."""

    application_id: str
    by_deciders: bool = False


async def free_place(command: FreePlace, deps: Deps, cause: Cause) -> None:
    """Nothing when they had no place and no offer of one: an undecided dossier that goes frees nothing."""
    application = (await deps.applications.get(command.application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    offered = False
    if application.status not in STANDING:
        booked = await _end_offer(application.programme_id, command.application_id, deps, cause)
        offered = booked or application.offered_until is not None
    if offered or _had_place(application, programme, by_deciders=command.by_deciders):
        but = command.application_id if application.left_place else None
        await fill_places(FillPlaces(application.programme_id, but), deps, cause)
    await deps.applications.change(command.application_id, _forget, cause, effect="left-place")


def _forget(state: Application) -> Change[Application] | None:
    kept = state.status in STANDING
    promoted_on, offered_until = (state.promoted_on, state.offered_until) if kept else (None, None)
    forgotten = replace(state, promoted_on=promoted_on, offered_until=offered_until, left_place=False)
    return Change(forgotten) if forgotten != state else None


def _had_place(application: Application, programme: Programme, *, by_deciders: bool) -> bool:
    if application.left_place:
        return True
    if by_deciders:
        return False
    if application.promoted_on is not None or application.withdrawal_code in (DECLINED, EXPIRED):
        return True
    if application.status is Status.REFUSED:
        return False
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
    offer = book.offer(application_id)
    if offer is None or offer.taken_at is not None:
        return False
    await deps.place_books.change(
        programme_id, lambda state: Change(end_offer(state, application_id)), cause, effect=f"left {application_id}"
    )
    return True
