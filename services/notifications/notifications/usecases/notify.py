"""An event becomes one message per recipient: once, whatever happens, because ids follow from event and recipient."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from notifications.deps import Deps
from notifications.domain.group import Group
from notifications.domain.mailbox import mailbox_id
from notifications.domain.message import Message
from notifications.domain.recipient import Address, Audience, GuardiansOf, MembersOf, Person, Recipient, Role
from notifications.usecases.add_message import add_message


@dataclass(frozen=True)
class Notify:
    """Tell an audience about an event, with a template and the facts that it needs."""

    template: str
    event_id: str
    event_type: str
    happened_at: datetime
    audience: tuple[Audience, ...]
    facts: dict[str, Any]


async def notify(command: Notify, deps: Deps, cause: Cause) -> None:
    """Queue the messages and wake the sender. NotFoundError when the members of a group are not known yet."""
    # The minor's message is there before the guardians are looked up: one who becomes known meanwhile finds it.
    for audience in command.audience:
        for recipient in await _recipients(audience, deps):
            await add_message(_message(command, recipient, cause), deps, cause)
    deps.queued.set()


def _message(command: Notify, recipient: Recipient, cause: Cause) -> Message:
    message = Message(
        template=command.template,
        event_id=command.event_id,
        event_type=command.event_type,
        recipient=recipient.key,
        scheme=cause.scheme,
        facts=command.facts,
        happened_at=command.happened_at,
    )
    if isinstance(recipient, Role):
        return replace(message, mailbox=mailbox_id(recipient.role, recipient.partner))
    if isinstance(recipient, Address):
        return replace(message, address=recipient)
    guardians_too = GuardiansOf(recipient.person_id) in command.audience
    return replace(message, person_id=recipient.person_id, guardians_too=guardians_too)


async def _recipients(audience: Audience, deps: Deps) -> Sequence[Recipient]:
    if isinstance(audience, GuardiansOf):
        found = await deps.contacts.all({"guardian_of": audience.person_id})
        return [Person(one.id) for one in found]
    if isinstance(audience, MembersOf):
        group: Group = (await deps.groups.get(audience.group_id)).state
        if not group.member_ids:
            raise NotFoundError("members-unknown", f"the members of group {audience.group_id} are not known yet")
        return [Person(person_id) for person_id in group.member_ids]
    return [audience]
