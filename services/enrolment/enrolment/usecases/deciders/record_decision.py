"""Record a decider's answer in the dossier, and derive what all answers together make of it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, RecordedAnswer, Status
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.deciders.deriving import another_counts, record_answer
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.outcome import Outcome
from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.deciders.tell_outcome import tell_outcome
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import RefusedError
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Order


@dataclass(frozen=True)
class RecordDecision:
    """The answer. ``sender`` is the partner at whose deployment it was given, ``partner`` the one whose people gave it."""

    application_id: str
    sender: str
    partner: str
    given: RecordedAnswer


async def record_decision(command: RecordDecision, deps: Deps, cause: Cause) -> Stored[Application]:
    """Only the deployment and the partner that the programme names for the decider are believed; RefusedError otherwise."""
    stored = await deps.applications.get(command.application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    parameters = parameters_of(stored.state, programme)
    decider = next((one for one in parameters.deciders if one.key == command.given.decider), None)
    _check_sender(command, decider, deps)
    rank = await _next_rank(stored.state, parameters, deps)

    def change(state: Application) -> Change[Application] | None:
        recorded = record_answer(state, command.given, parameters, rank=rank)
        if recorded == state:
            return None
        return Change(recorded, tell_outcome(command.application_id, state, recorded))

    try:
        return await deps.applications.change(
            command.application_id, change, cause, effect=f"answer {command.given.decider}"
        )
    except DuplicateError as error:
        raise another_counts(stored.state) from error


def _check_sender(command: RecordDecision, decider: Decider | None, deps: Deps) -> None:
    named = decider is not None and (decider.deployment or deps.settings.partner, decider.partner)
    if named != (command.sender, command.partner):
        detail = f"the programme lets nobody of {command.partner} answer at {command.sender} as {command.given.decider}"
        raise RefusedError("foreign-decider", detail)


async def _next_rank(application: Application, parameters: Parameters, deps: Deps) -> int | None:
    """One more than the last on the programme's waiting list; two who come at the same instant may share a rank."""
    if not any(one.outcome is Outcome.WAITING_LIST for one in parameters.outcome_rules):
        return None
    waiting = {"programme_id": application.programme_id, "status": Status.WAITING_LIST.value}
    last = await deps.applications.find(waiting, order_by=(Order("waiting_rank", descending=True),), limit=1)
    return (last.items[0].state.waiting_rank or 0) + 1 if last.items else 1
