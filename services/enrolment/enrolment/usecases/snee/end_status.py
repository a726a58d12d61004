"""A status ends before its time: the student renounces it, or the Pépite revokes it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee import status
from enrolment.domain.snee.status import Ending, SneeStatus, Status
from enrolment.usecases.snee.end_tutorings import end_tutorings
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import DiplomaChanged, StatusEnded
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EndStatus:
    """RENOUNCED or REVOKED, with a code and words."""

    status_id: str
    outcome: Status
    reason: str
    words: str
    expected_version: int | None = None


async def end_status(command: EndStatus, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """Its attestation is no longer valid, a diploma under way is withdrawn (SNEE-06), its tutors are free."""
    moment = moment_of(deps, cause)
    ending = Ending(moment.on, command.reason, command.words)

    def decide(state: SneeStatus) -> Change[SneeStatus]:
        after = status.end(state, command.outcome, ending, moment)
        return Change(after, _events(command.status_id, state, after))

    stored = await deps.snee_statuses.change(
        command.status_id, decide, cause, expected_version=command.expected_version, effect="end-status"
    )
    await end_tutorings(command.status_id, deps, cause)
    return stored


def _events(id_: str, before: SneeStatus, after: SneeStatus) -> tuple[EventData, ...]:
    assert after.ending is not None
    ended = StatusEnded(
        status_id=id_,
        person_id=after.person_id,
        outcome=after.status,
        reason=after.ending.reason,
        ended_on=after.ending.on,
    )
    if after.d2e is None or after.d2e == before.d2e:
        return (ended,)
    return ended, DiplomaChanged(status_id=id_, person_id=after.person_id, d2e=after.d2e.status)
