"""Queue one message. Its id follows from event, template and recipient, so it exists once, whoever makes it."""

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from notifications.deps import Deps
from notifications.domain.message import Message


async def add_message(message: Message, deps: Deps, cause: Cause) -> None:
    """Nothing happens when it exists already."""
    id_ = derived_id(message.event_id, f"{message.template} {message.recipient}")
    await deps.messages.put(id_, lambda known: None if known else Change(message), cause)
