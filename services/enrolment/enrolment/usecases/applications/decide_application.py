"""Accept or refuse an application, or let it wait for a place."""

from dataclasses import dataclass
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Decision, Status
from enrolment.domain.applications.deciding import decided
from enrolment.domain.errors import Problem, RuleError
from enrolment.usecases.committees.next_rank import next_rank
from enrolment.usecases.committees.require_place import RequirePlace, require_place
from enrolment.usecases.committees.settle_place import SettlePlace, settle_place
from enrolment.usecases.persons.require_consent import require_consent
from essaim.contracts.enrolment import ApplicationAccepted, ApplicationRefused, ApplicationWaitlisted
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
    decision: Literal["accept", "refuse", "wait"]
    reason: str
    expected_version: int | None = None


async def decide_application(command: DecideApplication, deps: Deps, cause: Cause) -> Stored[Application]:
    """ACCEPTED or REFUSED; a minor is accepted only with a guardian's consent (YOUTH-01), and nobody without a place left.
    WAITING_LIST, where places are limited: the list gives the place as soon as there is one."""
    decision = Decision(command.decision, command.reason, deps.clock.today())
    stored = await deps.applications.get(command.application_id)
    check_version(stored, command.expected_version)
    if command.decision != "refuse":
        await require_consent(command.application_id, deps)
    place = SettlePlace(stored.state.programme_id, command.application_id)
    rank = await _rank(place.programme_id, deps) if command.decision == "wait" else None
    if decided(stored.state, decision).status is Status.ACCEPTED:
        wait = f'POST /v1/applications/{command.application_id}/decision {{"decision": "wait", "reason": "…"}}'
        required = RequirePlace(place.programme_id, place.application_id, "decision", wait)
        await require_place(required, deps, cause)

    def change(state: Application) -> Change[Application] | None:
        after = decided(state, decision, rank)
        return None if after == state else Change(after, (_event(command.application_id, after),))

    try:
        return await deps.applications.change(
            command.application_id, change, cause, expected_version=command.expected_version
        )
    finally:
        await settle_place(place, deps, cause)


async def _rank(programme_id: str, deps: Deps) -> int:
    programme = (await deps.programmes.get(programme_id)).state
    if programme.parameters_on(deps.clock.today()).places is None:
        detail = "the programme does not limit its places, so nobody waits for one; accept or refuse the dossier"
        raise RuleError("", "no-waiting-list", detail, Problem("decision", "is wait", "accept or refuse"))
    return await next_rank(programme_id, deps)


def _event(application_id: str, after: Application) -> EventData:
    ids = {"application_id": application_id, "person_id": after.person_id, "programme_id": after.programme_id}
    scheme = Scheme(after.scheme)
    if after.status is Status.ACCEPTED:
        return ApplicationAccepted(**ids, scheme=scheme)
    if after.status is Status.WAITING_LIST:
        return ApplicationWaitlisted(**ids, scheme=scheme, rank=after.waiting_rank)
    return ApplicationRefused(**ids, scheme=scheme, reason=REFUSED_BY_DECISION)
