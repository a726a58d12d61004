"""What becomes of a message whose handler failed: up the retry ladder, or to the dead letters, never lost on the way.

Retry queues are plain quorum queues with a time to live that dead-letter back to the inbox, so the ladder works on
every RabbitMQ from 3.10 to 4.x; attempts are counted in an own header.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from essaim.contracts import topology
from essaim.contracts.envelope import rfc3339
from essaim.kit.errors import RETRYABLE

LADDER = tuple(delay.label for delay in topology.RETRY_DELAYS)


@dataclass(frozen=True)
class Failure:
    """Why a handler failed: the kind decides, slug and detail are for the person who reads the dead letter."""

    kind: str
    slug: str
    detail: str


@dataclass(frozen=True)
class Destination:
    """Where a failed message goes next: the exchange and routing key, and the headers to add."""

    exchange: str
    routing_key: str
    headers: dict[str, Any]


@dataclass(frozen=True)
class Origin:
    """Who first sent a message, to which exchange, with which routing key, and how often it has failed since."""

    sender: str
    exchange: str
    routing_key: str
    attempt: int = 0

    @property
    def speaker(self) -> str:
        """Who says so, for a person."""
        return self.sender or (f"the exchange {self.exchange}" if self.exchange else "nobody")

    def headers(self) -> dict[str, Any]:
        """What its copies carry."""
        return {
            topology.HEADER_SENDER: self.sender,
            topology.HEADER_EXCHANGE: self.exchange,
            topology.HEADER_ROUTING_KEY: self.routing_key,
        }


KINDS = frozenset(
    {"invalid", "not_found", "conflict", "precondition", "refused", "forbidden", "unauthenticated", "unavailable"}
)


def failure_of(error: BaseException) -> Failure:
    """The failure behind an exception. One without a known ``kind`` is a bug."""
    kind = getattr(error, "kind", "bug")
    if kind not in KINDS:
        return Failure("bug", type(error).__name__.lower(), str(error) or repr(error))
    return Failure(kind, str(getattr(error, "slug", kind)), str(getattr(error, "detail", error)))


def next_destination(
    queue: str,
    attempt: int,
    failure: Failure,
    origin: dict[str, Any],
    now: datetime,
    *,
    ladder: tuple[str, ...] = LADDER,
) -> Destination:
    """The next rung for a failure that may pass, the dead letters for one that will not or that has used them all.

    ``attempt`` is how often the message has failed before; ``origin`` has the headers that name its first sender,
    exchange and routing key.
    """
    added = {
        **origin,
        topology.HEADER_ATTEMPT: attempt + 1,
        topology.HEADER_ERROR: f"{failure.slug}: {failure.detail}"[: topology.MAX_ERROR_LENGTH],
        topology.HEADER_ERROR_KIND: failure.kind,
        topology.HEADER_FAILED_AT: rfc3339(now),
        topology.HEADER_QUEUE: queue,
    }
    if failure.kind in RETRYABLE and attempt < len(ladder):
        return Destination("retry", f"{queue}.retry.{ladder[attempt]}", added)
    return Destination("dead", f"{queue}.dead", added)
