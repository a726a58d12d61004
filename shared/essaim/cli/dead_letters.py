"""``essaim dead-letters``: looks at the messages that a deployment could not handle, gives them back, or drops them.

Nothing is lost on the way: letters are held unacknowledged while they are looked at and return to their place when the
channel closes; a letter that is given back leaves the dead queue only after the broker has confirmed its copy in the inbox.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from aio_pika import Message, connect
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage, DeliveryMode

from essaim.contracts.topology import (
    HEADER_ATTEMPT,
    HEADER_ERROR,
    HEADER_ERROR_KIND,
    HEADER_EXCHANGE,
    HEADER_FAILED_AT,
    HEADER_QUEUE,
    HEADER_ROUTING_KEY,
    HEADER_SENDER,
    dead_queue,
)

MAX_LETTERS = 1000
CONFIRM_SECONDS = 10.0


@dataclass(frozen=True)
class Letter:
    """A dead letter. ``id`` is its message id, which is the event's."""

    message: AbstractIncomingMessage

    @property
    def id(self) -> str:
        """The message id, or "" for a message that came without one."""
        return self.message.message_id or ""

    def header(self, name: str, otherwise: str = "") -> str:
        """A header as text."""
        value = self.message.headers.get(name)
        return otherwise if value is None else str(value)

    @property
    def routing_key(self) -> str:
        """What it was first published as. The broker notes it for letters that reached the delivery limit."""
        return self.header(HEADER_ROUTING_KEY) or _first_death(self.message).get("routing-key", "")

    @property
    def error(self) -> str:
        """Why it is here; for letters without an error of ours, the broker's reason."""
        return self.header(HEADER_ERROR) or _first_death(self.message).get("reason", "unknown")

    def line(self) -> str:
        """Id, type, attempts, instant and error in one line."""
        attempts = self.header(HEADER_ATTEMPT, "-")
        return (
            f"{self.id:<38} {self.routing_key:<40} {attempts:>3}  {self.header(HEADER_FAILED_AT, '-'):<28} {self.error}"
        )

    def whole(self) -> str:
        """Everything about it, as JSON."""
        body = self.message.body.decode(errors="replace")
        try:
            content: Any = json.loads(body)
        except ValueError:
            content = body
        described = {
            "id": self.id,
            "routing_key": self.routing_key,
            "exchange": self.header(HEADER_EXCHANGE),
            "sender": self.header(HEADER_SENDER) or self.message.user_id or "",
            "queue": self.header(HEADER_QUEUE),
            "attempts": self.header(HEADER_ATTEMPT, "-"),
            "failed_at": self.header(HEADER_FAILED_AT),
            "error_kind": self.header(HEADER_ERROR_KIND),
            "error": self.error,
            "body": content,
        }
        return json.dumps(described, indent=2, ensure_ascii=False, default=str)


async def list_letters(amqp_url: str, inbox: str) -> list[Letter]:
    """The letters of an inbox's dead queue, oldest first, at most MAX_LETTERS; they stay where they are."""
    async with _held(amqp_url, inbox) as (_, letters):
        return letters


async def replay(amqp_url: str, inbox: str, ids: Sequence[str] | None) -> list[str]:
    """Give letters back to their inbox, as first attempts with their own message id; None means all. Returns the ids.

    The original sender is kept in a header, which services believe from ops. KeyError when an id is not there: then none
    was given back.
    """
    async with _held(amqp_url, inbox) as (channel, letters):
        chosen = _choose(letters, ids)
        for letter in chosen:
            await channel.default_exchange.publish(
                _copy(letter, inbox, _user(amqp_url)), routing_key=inbox, mandatory=True, timeout=CONFIRM_SECONDS
            )
            await letter.message.ack()
        return [letter.id for letter in chosen]


async def discard(amqp_url: str, inbox: str, ids: Sequence[str] | None) -> list[str]:
    """Drop letters for ever; None means all. Returns the ids. KeyError when one is not there: then none was dropped."""
    async with _held(amqp_url, inbox) as (_, letters):
        chosen = _choose(letters, ids)
        for letter in chosen:
            await letter.message.ack()
        return [letter.id for letter in chosen]


@asynccontextmanager
async def _held(amqp_url: str, inbox: str) -> AsyncIterator[tuple[AbstractChannel, list[Letter]]]:
    """Hold the letters; what is not acknowledged inside returns to its place, in order, when the channel closes."""
    async with await connect(amqp_url) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        queue = await channel.get_queue(dead_queue(inbox), ensure=False)
        letters: list[Letter] = []
        while len(letters) < MAX_LETTERS and (message := await queue.get(fail=False)) is not None:
            letters.append(Letter(message))
        yield channel, letters


def _choose(letters: Sequence[Letter], ids: Sequence[str] | None) -> list[Letter]:
    if ids is None:
        return list(letters)
    missing = [id_ for id_ in ids if id_ not in {letter.id for letter in letters}]
    if missing:
        raise KeyError(", ".join(missing))
    return [letter for letter in letters if letter.id in ids]


def _copy(letter: Letter, inbox: str, user: str) -> Message:
    """The message as it first came: without attempts, errors and the broker's notes; with the sender, vouched for by us.

    A letter that the broker itself put here still has the headers of its publisher, who may claim to be anybody: the
    sender header counts only from the inbox's own user and from ops, otherwise the user id, which the broker checked.
    """
    old = letter.message
    sender = letter.header(HEADER_SENDER) if old.user_id in (inbox.replace(".", "-"), user) else ""
    headers = {
        name: value
        for name, value in old.headers.items()
        if not name.startswith(("x-essaim-", "x-death", "x-first-death", "x-last-death", "x-delivery-count"))
    }
    headers[HEADER_SENDER] = sender or old.user_id or ""
    headers[HEADER_ROUTING_KEY] = letter.routing_key
    headers[HEADER_EXCHANGE] = letter.header(HEADER_EXCHANGE) or _first_death(old).get("exchange", "")
    return Message(
        old.body,
        headers=headers,
        content_type=old.content_type,
        delivery_mode=DeliveryMode.PERSISTENT,
        message_id=old.message_id,
        timestamp=old.timestamp,
        type=old.type,
        user_id=user,
    )


def _user(amqp_url: str) -> str:
    return unquote(urlsplit(amqp_url).username or "guest")


def _first_death(message: AbstractIncomingMessage) -> dict[str, str]:
    """The oldest of the broker's own notes, for a letter that it put here itself."""
    deaths = message.headers.get("x-death")
    if not isinstance(deaths, list) or not deaths or not isinstance(deaths[-1], dict):
        return {}
    oldest = deaths[-1]
    keys = oldest.get("routing-keys")
    return {
        "reason": str(oldest.get("reason", "")),
        "exchange": str(oldest.get("exchange", "")),
        "routing-key": str(keys[0]) if isinstance(keys, list) and keys else "",
    }
