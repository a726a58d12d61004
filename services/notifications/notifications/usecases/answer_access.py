"""Answer somebody who asks what is held of them: piece by piece, each an event of its own, so that none is too large."""

from dataclasses import dataclass

from essaim.contracts.notifications import NotificationsAccessAnswered
from essaim.contracts.personal_records import pieces_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from notifications.deps import Deps
from notifications.domain.farewell import Answer
from notifications.usecases.gather_records import gather_records


@dataclass(frozen=True)
class AnswerAccess:
    """Which request, about whom."""

    request_id: str
    person_id: str


async def answer_access(command: AnswerAccess, deps: Deps, cause: Cause) -> None:
    """Once: a piece that was given is not given again, even if other things are held by now."""
    request_id, person_id = command.request_id, command.person_id
    for part, parts, piece in pieces_of(await gather_records(person_id, deps)):
        told = NotificationsAccessAnswered(
            request_id=request_id, person_id=person_id, part=part, parts=parts, piece=piece
        )
        await _give(Answer(request_id, person_id, part), told, deps, cause)


async def _give(answer: Answer, told: NotificationsAccessAnswered, deps: Deps, cause: Cause) -> None:
    id_ = derived_id(answer.request_id, f"access {answer.person_id} {answer.part}")
    await deps.answers.put(id_, lambda known: None if known else Change(answer, (told,)), cause)
