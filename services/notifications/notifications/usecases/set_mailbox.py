"""Say where the mails for a role at a partner go; messages that waited for it are queued."""

from dataclasses import dataclass

from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from notifications.deps import Deps
from notifications.domain.mailbox import Mailbox, mailbox_id
from notifications.domain.message import mailbox_gap
from notifications.usecases.wake import wake


@dataclass(frozen=True)
class SetMailbox:
    """The mailbox of a role at a partner."""

    mailbox: Mailbox


async def set_mailbox(command: SetMailbox, deps: Deps, cause: Cause) -> Stored[Mailbox]:
    """Write it, new or changed."""
    id_ = mailbox_id(command.mailbox.role, command.mailbox.partner)
    await deps.mailboxes.put(id_, lambda _: Change(command.mailbox), cause)
    await wake(mailbox_gap(id_), deps, cause)
    return await deps.mailboxes.get(id_)
