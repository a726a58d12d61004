"""Queue the messages that waited for something that has just become known, and wake the sender."""

from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from notifications.deps import Deps
from notifications.domain.message import queued


async def wake(what: str, deps: Deps, cause: Cause) -> None:
    """``what`` is the key of a gap, as in ``notifications.domain.message``."""
    for message in await deps.messages.all({"waits_for": what}):
        await deps.messages.change(message.id, lambda one: Change(queued(one, what)), cause)
    deps.queued.set()
