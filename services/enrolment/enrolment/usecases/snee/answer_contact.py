"""The referent answers a first question."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.contact import Answered, Contact, answer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AnswerContact:
    """In words."""

    contact_id: str
    words: str
    expected_version: int | None = None


async def answer_contact(command: AnswerContact, deps: Deps, cause: Cause) -> Stored[Contact]:
    """ANSWERED."""
    given = Answered(deps.clock.now(), cause.actor, command.words)
    return await deps.snee_contacts.change(
        command.contact_id, lambda state: Change(answer(state, given)), cause, expected_version=command.expected_version
    )
