"""A teacher of the establishment answers a request; nothing of the status changes by it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.arrangement import answered, check_allowed
from enrolment.domain.snee.status import SneeStatus, change_arrangement
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import ArrangementDecided
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class AnswerArrangement:
    """Yes or no, in words."""

    status_id: str
    arrangement_id: str
    granted: bool
    words: str
    expected_version: int | None = None


async def answer_arrangement(command: AnswerArrangement, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """GRANTED or REFUSED."""
    moment = moment_of(deps, cause)

    def decide(state: SneeStatus) -> Change[SneeStatus]:
        asked = state.arrangement(command.arrangement_id)
        if asked is None:
            raise NotFoundError("not-found", "there is no such request here")
        if command.granted:
            check_allowed(asked.kind, alternant=state.alternant)
        after = change_arrangement(
            state,
            command.arrangement_id,
            lambda one: answered(one, granted=command.granted, words=command.words, on=moment.on, by=moment.actor),
            moment,
        )
        told = ArrangementDecided(
            status_id=command.status_id,
            person_id=state.person_id,
            kind=asked.kind,
            granted=command.granted,
            decided_on=moment.on,
        )
        return Change(after, (told,))

    return await deps.snee_statuses.change(command.status_id, decide, cause, expected_version=command.expected_version)
