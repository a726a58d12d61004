"""Record a decider's answer in the dossier, and derive what all answers together make of it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, RecordedAnswer
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.deciders.deriving import another_counts, record_answer
from enrolment.usecases.deciders.change_within_places import ChangeWithinPlaces, Derived, change_within_places
from enrolment.usecases.deciders.check_sender import check_sender
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class RecordDecision:
    """The answer. ``sender`` is the partner at whose deployment it was given, ``partner`` the one whose people gave it."""

    application_id: str
    sender: str
    partner: str
    given: RecordedAnswer


async def record_decision(command: RecordDecision, deps: Deps, cause: Cause) -> Stored[Application]:
    """Only the deployment and the partner that the programme names for the decider are believed; RefusedError otherwise.
    An acceptance for which no place is left is on the waiting list."""
    stored = await deps.applications.get(command.application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    parameters = parameters_of(stored.state, programme)
    check_sender(parameters, command.given.decider, sender=command.sender, partner=command.partner, deps=deps)

    def derive(state: Application, place: bool, rank: int | None) -> Derived:
        return record_answer(state, command.given, parameters, rank=rank, place=place), ()

    change = ChangeWithinPlaces(
        command.application_id, stored.state.programme_id, derive, f"answer {command.given.decider}"
    )
    try:
        return await change_within_places(change, deps, cause)
    except DuplicateError as error:
        raise another_counts(stored.state) from error
