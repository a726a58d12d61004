"""Somebody who had a place left: it is offered to the next of the waiting list."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.committees.waiting_list import end_offer
from enrolment.domain.programmes.outcome import Outcome, outcome_of
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.fill_places import FillPlaces, fill_places
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class FreePlace:
    """Who withdrew."""

    application_id: str


async def free_place(command: FreePlace, deps: Deps, cause: Cause) -> None:
    """Nothing when they had no place and no offer of one: an undecided dossier that goes frees nothing."""
    application = (await deps.applications.get(command.application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    had_offer = await _had_offer(application.programme_id, command.application_id, deps, cause)
    if had_offer or _had_place(application, programme):
        await fill_places(FillPlaces(application.programme_id), deps, cause)


def _had_place(application: Application, programme: Programme) -> bool:
    if application.promoted_on is not None:
        return True
    if application.decision is not None:
        return application.decision.decision == "accept"
    rules = programme.parameters_on(application.submitted_on).outcome_rules
    given = {one.decider: one.answer for one in application.answers}
    return outcome_of(rules, given) is Outcome.ACCEPTED


async def _had_offer(programme_id: str, application_id: str, deps: Deps, cause: Cause) -> bool:
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
