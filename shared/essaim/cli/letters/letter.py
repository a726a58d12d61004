"""One dead letter: who sent it, as what, why and when it died.

A service that gives a message up writes that into headers, as its own broker user. A letter that the broker itself
moved (a delivery limit) still has the headers of its publisher, who may claim anything: then only the user id counts,
which the broker checked, and the broker's own notes.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from aio_pika.abc import AbstractIncomingMessage

from essaim.cli.letters.deaths import Death, aware, deaths_of, first_of
from essaim.contracts.event import EVENTS, PERSONAL
from essaim.contracts.topology import (
    HEADER_ATTEMPT,
    HEADER_ERROR,
    HEADER_ERROR_KIND,
    HEADER_EXCHANGE,
    HEADER_FAILED_AT,
    HEADER_ROUTING_KEY,
    HEADER_SENDER,
)

HASHED = "sha256:"
BROKER_KIND = "broker"
"""The error kind of a letter that no service gave up, but the broker moved."""


@dataclass(frozen=True)
class Letter:
    """A dead letter of ``inbox``; ``place`` counts from 1, the oldest. ``trusted``: the users whose headers are believed."""

    message: AbstractIncomingMessage
    inbox: str
    place: int
    trusted: frozenset[str]

    @cached_property
    def id(self) -> str:
        """The message id, which is the event's; for a message that came without one, the hash of its body."""
        return self.message.message_id or self.hashed_id

    @cached_property
    def hashed_id(self) -> str:
        """``sha256:`` and the hash of the body."""
        return HASHED + hashlib.sha256(self.message.body).hexdigest()

    @cached_property
    def deaths(self) -> list[Death]:
        """What the broker noted, the latest first."""
        return deaths_of(self.message.headers)

    @property
    def moved_by_broker(self) -> bool:
        """Whether the broker put it here: what a service gives up is a fresh message without notes."""
        return bool(self.deaths)

    @property
    def vouched(self) -> bool:
        """Whether its headers were written by its own inbox's user, or by us."""
        return self.message.user_id in self.trusted

    def header(self, name: str) -> str:
        """One of our headers as text, "" when it is not there or not to be believed."""
        value = self.message.headers.get(name) if self.vouched or not self.moved_by_broker else None
        return "" if value is None else str(value)

    @property
    def routing_key(self) -> str:
        """What it was first published as: the event type."""
        first = first_of(self.message.headers, self.deaths)
        return self.header(HEADER_ROUTING_KEY) or (first.routing_key if first else "")

    @property
    def exchange(self) -> str:
        """Where it was first published. Only a service may say that it came through another broker's exchange."""
        first = first_of(self.message.headers, self.deaths)
        return self.header(HEADER_EXCHANGE) or (
            first.exchange if first and first.exchange in (EVENTS, PERSONAL) else ""
        )

    @property
    def sender(self) -> str:
        """The broker user who first sent it, "" for nobody."""
        return (self.header(HEADER_SENDER) if self.vouched else "") or self.message.user_id or ""

    @property
    def attempts(self) -> int | str | None:
        """How often a handler failed on it; None when nobody counted; text when the header is no number."""
        value: Any = self.message.headers.get(HEADER_ATTEMPT) if self.header(HEADER_ATTEMPT) else None
        return value if value is None or type(value) is int else str(value)

    @property
    def error(self) -> str:
        """Why it is here: ``<slug>: <detail>``, or the broker's reason with the last error before it, if any."""
        before = self.header(HEADER_ERROR)
        if not self.moved_by_broker:
            return before or "unknown"
        reason = self.deaths[0].reason or "unknown"
        return f"{reason} (before: {before})" if before else reason

    @property
    def error_slug(self) -> str:
        """The short name of the error: what stands before its detail."""
        return self.deaths[0].reason if self.moved_by_broker else self.error.partition(":")[0]

    @property
    def error_kind(self) -> str:
        """The kind of the error, as in ``essaim.kit.errors``; ``bug``; ``broker``; "" when nobody said."""
        return BROKER_KIND if self.moved_by_broker else self.header(HEADER_ERROR_KIND)

    @property
    def death_mark(self) -> tuple[object, ...]:
        """What differs when the same letter has died once more."""
        return (self.header(HEADER_FAILED_AT), self.attempts, *((one.at, one.count) for one in self.deaths))

    @property
    def died_at(self) -> datetime | None:
        """When it died; else when it was published; None when nobody noted either."""
        if self.moved_by_broker and self.deaths[0].at:
            return self.deaths[0].at
        try:
            failed = datetime.fromisoformat(self.header(HEADER_FAILED_AT))
        except ValueError:
            published = self.message.timestamp
            return aware(published) if isinstance(published, datetime) else None
        return aware(failed)
