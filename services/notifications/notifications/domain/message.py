"""A message to one recipient about one event, and its states.

QUEUED ──► SENDING ──► SENT
  ▲  │        ├──► QUEUED   a passing failure, with a pause that grows
  │  ▼        └──► FAILED   refused for good, or too often
WAITING    no address is known yet

A mail that lacks only a name stays QUEUED, for a minute at most: the two exchanges have no order between them.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from notifications.domain.errors import RuleError
from notifications.domain.recipient import Address

MAX_ATTEMPTS = 8
CLAIM = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
PATIENCE = timedelta(minutes=1)
"""How long a mail waits for a name that it can do without."""


class Status(StrEnum):
    """The states of a message."""

    WAITING = "WAITING"
    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Message:
    """What is to be told to whom. ``facts`` come from the event; names are looked up when the message is written.

    ``waits_for`` is the key of a gap, ``patient`` ends when it has waited for a name once. ``guardians_too`` says that
    the guardians of the person are told the same, also those who become known later than they should.
    """

    template: str
    event_id: str
    event_type: str
    recipient: str
    person_id: str | None = None
    mailbox: str | None = None
    address: Address | None = None
    scheme: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.QUEUED
    attempts: int = 0
    due_from: datetime | None = None
    last_error: str = ""
    sent_at: datetime | None = None
    waits_for: str | None = None
    patient: bool = True
    guardians_too: bool = False
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Gap:
    """What a mail cannot be written without (an address), or should not for a while (a name). ``what`` is a key as in
    ``person_gap``, ``group_gap`` and ``mailbox_gap``."""

    what: str
    essential: bool


def person_gap(person_id: str) -> str:
    """The key of a missing person."""
    return f"person:{person_id}"


def group_gap(group_id: str) -> str:
    """The key of a missing group name."""
    return f"group:{group_id}"


def mailbox_gap(mailbox_id: str) -> str:
    """The key of a missing mailbox."""
    return f"mailbox:{mailbox_id}"


def claimed(message: Message, now: datetime) -> Message:
    """QUEUED, or SENDING by somebody who died, becomes SENDING by us."""
    if message.status not in (Status.QUEUED, Status.SENDING):
        raise RuleError("message-not-queued", f"the message is {message.status}")
    if message.due_from is not None and message.due_from > now:
        raise RuleError("message-not-due", "somebody else is sending it, or it waits for its next attempt")
    return replace(message, status=Status.SENDING, attempts=message.attempts + 1, due_from=now + CLAIM, waits_for=None)


def sent(message: Message, now: datetime) -> Message:
    """The mail server took it. The address of somebody who is nobody here has served: it is kept no longer."""
    return replace(message, status=Status.SENT, sent_at=now, due_from=None, last_error="", address=None)


def waiting(message: Message, gap: Gap, now: datetime) -> Message:
    """Something is not known yet; no attempt was made. Without an address it waits, without a name only for a while."""
    attempts = max(0, message.attempts - 1)
    if gap.essential:
        return replace(message, status=Status.WAITING, attempts=attempts, due_from=None, waits_for=gap.what)
    due_from = now + PATIENCE
    return replace(
        message, status=Status.QUEUED, attempts=attempts, due_from=due_from, waits_for=gap.what, patient=False
    )


def queued(message: Message, what: str) -> Message:
    """What it waited for became known."""
    if message.waits_for != what or message.status not in (Status.WAITING, Status.QUEUED):
        return message
    return replace(message, status=Status.QUEUED, due_from=None, waits_for=None)


def not_sent(message: Message, error: str, now: datetime, *, permanent: bool) -> Message:
    """FAILED when the failure is permanent or the attempts are used up, else QUEUED for a later attempt."""
    if permanent or message.attempts >= MAX_ATTEMPTS:
        return replace(message, status=Status.FAILED, due_from=None, last_error=error)
    pause = FIRST_PAUSE * 2 ** (message.attempts - 1)
    return replace(message, status=Status.QUEUED, due_from=now + pause, last_error=error)
