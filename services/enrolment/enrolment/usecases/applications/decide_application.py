"""Accept or refuse an application."""

from dataclasses import dataclass
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Decision, Status, decide
from enrolment.usecases.committees.require_place import RequirePlace, require_place
from enrolment.usecases.committees.settle_place import SettlePlace, settle_place
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored, check_version
from essaim.kit.cause import Cause

REFUSED_BY_DECISION = "coordinator-decision"
"""The reason code on the bus: the reason's own words are free text and stay here."""


@dataclass(frozen=True)
class DecideApplication:
    """The decision, and its reason in words."""

    application_id: str
    decision: Literal["accept", "refuse"]
    reason: str
    expected_version: int | None = None


async def decide_application(command: DecideApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """ACCEPTED or REFUSED; a minor is accepted only with a guardian's consent (YOUTH-01), and nobody without a place left."""
    decision = Decision(command.decision, command.reason, deps.clock.today())
    stored = await deps.applications.get(command.application_id)
    check_version(stored, command.expected_version)
    place = SettlePlace(stored.state.programme_id, command.application_id)
    if decide(stored.state, decision).status is Status.ACCEPTED:
        await require_place(RequirePlace(place.programme_id, place.application_id, "decision"), deps, cause)

    def change(state: Application) -> Change[Application]:
        decided = decide(state, decision)
        return Change(decided, (_event(command.application_id, decided),))

    try:
        return await deps.applications.change(
            command.application_id, change, cause, expected_version=command.expected_version
        )
    finally:
        await settle_place(place, deps, cause)


def _event(application_id: str, decided: Application) -> EventData:
    if decided.status is Status.ACCEPTED:
        return ApplicationAccepted(
            application_id=application_id,
            person_id=decided.person_id,
            programme_id=decided.programme_id,
            scheme=Scheme(decided.scheme),
        )
    return ApplicationRefused(
        application_id=application_id,
        person_id=decided.person_id,
        programme_id=decided.programme_id,
        scheme=Scheme(decided.scheme),
        reason=REFUSED_BY_DECISION,
    )
