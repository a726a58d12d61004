"""The broker's own notes on a letter that it put into the dead queue itself: the headers x-death and their kin.

RabbitMQ 3.x keeps what a publisher wrote there, 4.x throws it away: so the notes inform, and are never taken as proof.
Anything may be missing or of another shape: what cannot be read is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

NOTES = ("x-death", "x-first-death", "x-last-death", "x-delivery-count", "x-acquired-count", "x-opt-deaths")
"""How the names of such headers begin. They are taken off before a letter is given back."""


@dataclass(frozen=True)
class Death:
    """One way out of one queue: ``reason`` is expired, rejected, maxlen or delivery_limit."""

    queue: str
    reason: str
    exchange: str
    routing_key: str
    count: int
    at: datetime | None


def deaths_of(headers: Mapping[str, Any]) -> list[Death]:
    """The deaths, the latest first."""
    noted = headers.get("x-death")
    found = [_death(one) for one in noted if isinstance(one, Mapping)] if isinstance(noted, list) else []
    # The list is written latest first; where the broker also names the latest, that one goes before the others.
    return sorted(found, key=lambda death: not _named(headers, "last", death))


def first_of(headers: Mapping[str, Any], deaths: Sequence[Death]) -> Death | None:
    """The first death: the one that the broker names so, else the oldest."""
    named = [death for death in deaths if _named(headers, "first", death)]
    return next(iter((*named, *deaths[-1:])), None)


def _named(headers: Mapping[str, Any], which: str, death: Death) -> bool:
    return (headers.get(f"x-{which}-death-queue"), headers.get(f"x-{which}-death-reason")) == (
        death.queue,
        death.reason,
    )


def _death(noted: Mapping[str, Any]) -> Death:
    keys, count, at = noted.get("routing-keys"), noted.get("count"), noted.get("time")
    return Death(
        queue=str(noted.get("queue", "")),
        reason=str(noted.get("reason", "")),
        exchange=str(noted.get("exchange", "")),
        routing_key=str(keys[0]) if isinstance(keys, list) and keys else "",
        count=count if isinstance(count, int) else 1,
        at=aware(at) if isinstance(at, datetime) else None,
    )


def aware(instant: datetime) -> datetime:
    """An instant of the broker, which is in UTC even where it does not say so."""
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
