"""Take in a service's answer in the closing of a group; the last one closes it, or says what is still open."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.groups.closing import Answer
from enrolment.domain.groups.ending import hear
from enrolment.domain.groups.group import Group, Status
from essaim.contracts.enrolment import ClosingBlocked, GroupClosed
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class ReceiveClosingAnswer:
    """Who answers in which closing, and what."""

    group_id: str
    closing_id: str
    service: str
    partner: str
    answer: Answer


async def receive_closing_answer(command: ReceiveClosingAnswer, deps: Deps, cause: Cause) -> None:
    """Nothing happens for a stale answer, or one about a group of another partner's deployment."""
    today = deps.clock.today()

    def change(state: Group) -> Change[Group] | None:
        heard = hear(
            state,
            closing_id=command.closing_id,
            service=command.service,
            partner=command.partner,
            answer=command.answer,
            today=today,
        )
        return None if heard is None else Change(heard, _events(command, heard, today))

    try:
        await deps.groups.get(command.group_id)
    except NotFoundError:
        return
    await deps.groups.change(command.group_id, change, cause)


def _events(command: ReceiveClosingAnswer, group: Group, today: date) -> tuple[EventData, ...]:
    group_id, closing_id = command.group_id, command.closing_id
    if group.status is Status.CLOSED:
        return (GroupClosed(closing_id=closing_id, group_id=group_id, scheme=Scheme(group.scheme), closed_on=today),)
    if group.status is Status.RUNNING and group.closing is not None:
        return (ClosingBlocked(closing_id=closing_id, group_id=group_id, open_items=list(group.closing.open_items)),)
    return ()
