"""Hand one message to the mail server: claim it, write it, send it, and say what became of it.

A crash between sending and marking sends the same mail again after the claim has ended, with the same Message-ID.
"""

from dataclasses import dataclass

from essaim.contracts.notifications import NotificationDelivered, NotificationFailed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.clock import machine_now
from essaim.kit.errors import RefusedError, UnavailableError
from notifications.deps import Deps, MailServer
from notifications.domain.errors import RuleError
from notifications.domain.message import Gap, Message, Status, claimed, not_sent, queued, sent, waiting
from notifications.usecases.compose_mail import ComposeMail, compose_mail


@dataclass(frozen=True)
class SendMessage:
    """Send this message over a connection."""

    message_id: str


async def send_message(command: SendMessage, server: MailServer, deps: Deps, cause: Cause) -> Status:
    """The state of the message afterwards. UnavailableError when the server is away, after that was written down."""
    id_ = command.message_id
    try:
        taken = await deps.messages.change(id_, lambda one: Change(claimed(one, machine_now())), cause)
    except RuleError:
        return (await deps.messages.get(id_)).state.status
    try:
        mail = await compose_mail(ComposeMail(id_, taken.state), deps)
    except ValueError as error:
        return await _give_up(id_, f"address: {error}", deps, cause)
    if isinstance(mail, Gap):
        return await _wait(id_, taken.state, mail, deps, cause)
    try:
        await server.send(mail)
    except RefusedError as error:
        return await _give_up(id_, error.detail, deps, cause)
    except UnavailableError as error:
        await _later(id_, error.detail, deps, cause)
        raise
    delivered = NotificationDelivered(
        message_id=id_,
        template=taken.state.template,
        cause_event_id=taken.state.event_id,
        person_id=taken.state.person_id,
    )
    done = await deps.messages.change(id_, lambda one: Change(sent(one, deps.clock.now()), (delivered,)), cause)
    return done.state.status


async def _wait(id_: str, message: Message, gap: Gap, deps: Deps, cause: Cause) -> Status:
    """Mark what it waits for; and queue it again when that came between the look and the mark."""
    marked = await deps.messages.change(id_, lambda one: Change(waiting(one, gap, machine_now())), cause)
    if await compose_mail(ComposeMail(id_, message), deps) == gap:
        return marked.state.status
    deps.queued.set()
    return (await deps.messages.change(id_, lambda one: Change(queued(one, gap.what)), cause)).state.status


async def _give_up(id_: str, error: str, deps: Deps, cause: Cause) -> Status:
    return await _failed(id_, error, "refused-by-server", deps, cause, permanent=True)


async def _later(id_: str, error: str, deps: Deps, cause: Cause) -> Status:
    return await _failed(id_, error, "server-unavailable", deps, cause, permanent=False)


async def _failed(id_: str, error: str, reason: str, deps: Deps, cause: Cause, *, permanent: bool) -> Status:
    def decide(message: Message) -> Change[Message]:
        state = not_sent(message, error[:300], machine_now(), permanent=permanent)
        if state.status is not Status.FAILED:
            return Change(state)
        failed = NotificationFailed(
            message_id=id_,
            template=message.template,
            cause_event_id=message.event_id,
            person_id=message.person_id,
            reason=reason,
        )
        return Change(state, (failed,))

    return (await deps.messages.change(id_, decide, cause)).state.status
