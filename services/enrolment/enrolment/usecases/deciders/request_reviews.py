"""Put an eligible dossier to its programme's deciders: each at the deployment where their people work.

The dossier remembers whom it asked, in the same write as the events that tell it. Reviews at this deployment are made after
it, each in a write of its own; one that a crash leaves unmade is made when our own ``decision_requested`` comes.
"""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Asked, Status
from enrolment.domain.deciders.asking import ask, asked_of, close_outdated, due_on, newly_closed, next_round
from enrolment.domain.deciders.deriving import derive
from enrolment.domain.programmes.decider import Decider
from enrolment.usecases.deciders.change_within_places import ChangeWithinPlaces, Derived, change_within_places
from enrolment.usecases.deciders.close_review import SENT_AGAIN, CloseReview, close_review
from enrolment.usecases.deciders.gather_dossier import Dossier, gather_dossier
from enrolment.usecases.deciders.open_review import open_review
from enrolment.usecases.deciders.review_id_of import review_id_of
from enrolment.usecases.deciders.tell_closed import tell_closed
from enrolment.usecases.deciders.tell_dossier import tell_dossier
from enrolment.usecases.deciders.tell_request import tell_request
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequestReviews:
    """Which dossier."""

    application_id: str


async def request_reviews(command: RequestReviews, deps: Deps, cause: Cause) -> None:
    """Nothing for a programme without deciders, nor for a dossier that is not ELIGIBLE. Repeating it asks nobody twice."""
    dossier = await gather_dossier(command.application_id, deps)
    deciders = dossier.parameters.deciders
    if not deciders or dossier.application.state.status is not Status.ELIGIBLE:
        return

    def derived(state: Application, place: bool, rank: int | None) -> Derived:
        if state.status is not Status.ELIGIBLE:
            return state, ()
        current = close_outdated(state)
        entries = [
            (one, _entry(command.application_id, current, one, dossier, deps))
            for one in deciders
            if asked_of(current, one.key) is None
        ]
        asked = ask(current, [entry for _, entry in entries])
        events = (
            *tell_closed(command.application_id, SENT_AGAIN, newly_closed(state, current)),
            *(event for one, entry in entries for event in _events(dossier, state, one, entry, deps)),
        )
        return derive(asked, dossier.parameters, rank=rank, place=place), events

    change = ChangeWithinPlaces(
        command.application_id, dossier.application.state.programme_id, derived, "request-reviews"
    )
    stored = await change_within_places(change, deps, cause)
    await _write_reviews(dossier, stored.state, deps, cause)


async def _write_reviews(dossier: Dossier, state: Application, deps: Deps, cause: Cause) -> None:
    """The reviews of this deployment, each in a write of its own: those of an earlier sending closed, the new ones made."""
    here = deps.settings.partner
    for entry in state.asked:
        if entry.closed and entry.sent_at != state.sent_at and entry.deployment == here:
            closing = CloseReview(dossier.application.id, here, entry.review_id, entry.decider, entry.round, SENT_AGAIN)
            await close_review(closing, deps, cause)
    for decider in dossier.parameters.deciders:
        asked = asked_of(state, decider.key)
        if asked is not None and asked.deployment == here:
            await open_review(dossier, decider, asked, deps, cause)


def _entry(application_id: str, state: Application, decider: Decider, dossier: Dossier, deps: Deps) -> Asked:
    today, round_ = deps.clock.today(), next_round(state, decider.key)
    home = deps.settings.partner
    deployment = decider.deployment or home
    return Asked(
        decider=decider.key,
        review_id=review_id_of(home, application_id, decider.key, round_),
        asked_on=today,
        deployment=deployment,
        due_on=due_on(decider, today),
        round=round_,
        sent_at=state.sent_at,
        shown_digest="" if deployment == home else dossier.view(decider).digest,
    )


def _events(dossier: Dossier, state: Application, decider: Decider, entry: Asked, deps: Deps) -> tuple[EventData, ...]:
    application_id = dossier.application.id
    requested = tell_request(application_id, state, decider, entry)
    if entry.deployment == deps.settings.partner:
        return (requested,)
    return requested, tell_dossier(application_id, decider, entry, dossier.view(decider))
