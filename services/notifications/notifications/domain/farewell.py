"""The last mail to somebody who is erased: the address goes after it, never before, and the others hear of it after that.

It has a document of its own, so that a person who registers again meanwhile does not make anybody wait for an answer for ever.
"""

from dataclasses import dataclass, replace

from notifications.domain.contact import Contact
from notifications.domain.message import Message, Status

ERASED = "erased"


@dataclass(frozen=True)
class Farewell:
    """Whose, by which request; ``sequence`` is the place of the erasure in the person's history. ``message_id`` is the last
    mail, None when there was no address to send it to."""

    erasure_id: str
    person_id: str
    sequence: int
    message_id: str | None
    done: bool = False


@dataclass(frozen=True)
class Answer:
    """That an access was answered: to which request, about whom, and which piece of it. What it said is not kept."""

    request_id: str
    person_id: str
    part: int = 1


def leaving(known: Contact | None, sequence: int) -> Contact:
    """The contact with the erasure as the last word: what was told before it and comes later changes nothing."""
    if known is None:
        return forgotten(sequence)
    return replace(known, sequence=max(known.sequence, sequence))


def forgotten(sequence: int) -> Contact:
    """Nobody's name and no address. It stays as a mark, so that an older word does not bring them back."""
    return Contact("", "", "", sequence=sequence, erased=True)


def without_content(message: Message) -> Message:
    """That there was a message, about which event, and what became of it. One that was not sent is not sent any more."""
    ended = message.status in (Status.SENT, Status.FAILED)
    return replace(
        message,
        facts={},
        address=None,
        last_error="" if ended else ERASED,
        status=message.status if ended else Status.FAILED,
        due_from=None,
        waits_for=None,
    )
