"""Send whatever is queued, now and whenever something is queued; what a crash left in the middle is found again."""

import asyncio
import contextlib
import logging

from essaim.kit.cause import Cause
from essaim.kit.clock import machine_now
from essaim.kit.errors import UnavailableError
from essaim.kit.store.port import In, Order
from notifications.deps import Deps, MailServer
from notifications.domain.message import Status
from notifications.usecases.send_message import SendMessage, send_message

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 5.0


async def send_queued(deps: Deps) -> None:
    """Never returns: sends, then waits to be woken, and looks again every few seconds for what became due."""
    while True:
        deps.queued.clear()
        try:
            await _send_due(deps)
        except UnavailableError as error:
            log.warning("mails wait: %s", error.detail)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                await deps.queued.wait()


async def _send_due(deps: Deps) -> None:
    """One connection for everything that is due. UnavailableError ends the round."""
    cursor: str | None = None
    async with contextlib.AsyncExitStack() as stack:
        server: MailServer | None = None
        while True:
            page = await deps.messages.find(
                {"status": In((Status.QUEUED, Status.SENDING))}, order_by=(Order("created_at"),), cursor=cursor
            )
            for message in page.items:
                if message.state.due_from is not None and message.state.due_from > machine_now():
                    continue
                if server is None:
                    server = await stack.enter_async_context(deps.mail_server.connected())
                await send_message(SendMessage(message.id), server, deps, _cause(message.id, message.state.scheme))
            cursor = page.next
            if cursor is None:
                return


def _cause(message_id: str, scheme: str | None) -> Cause:
    return Cause(command_id=message_id, correlation_id=message_id, actor="sender", scheme=scheme)
