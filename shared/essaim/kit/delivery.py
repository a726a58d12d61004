"""A message as it was found on a queue or in the log, who may speak for it, and the cause that it becomes.

What the inbox and the log have in common: the same event is read from either in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from essaim.contracts import topology
from essaim.contracts.envelope import Envelope
from essaim.kit.cause import Cause
from essaim.kit.errors import InvalidError
from essaim.kit.retry import Origin

MAX_BODY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message: its body, and the properties that the broker vouches for or that its copies carry."""

    body: bytes
    headers: Mapping[str, Any]
    user: str
    """The broker user who published it; empty when the broker does not say."""
    exchange: str
    routing_key: str
    message_id: str
    type: str


@dataclass(frozen=True)
class Senders:
    """Whom a deployment believes. ``trusted`` users may hand on what others sent first; ``federated`` are exchanges that
    another broker feeds, each with the partners that this broker speaks for."""

    trusted: frozenset[str]
    federated: Mapping[str, tuple[str, ...]]
    check: bool = True

    def origin(self, delivery: Delivery) -> Origin:
        """How a message came to the bus first. The headers of a copy count only when somebody trusted made it."""
        known = delivery.headers if delivery.user in self.trusted else {}
        attempt = known.get(topology.HEADER_ATTEMPT, 0)
        return Origin(
            sender=str(known.get(topology.HEADER_SENDER, delivery.user)),
            exchange=str(known.get(topology.HEADER_EXCHANGE, delivery.exchange)),
            routing_key=str(known.get(topology.HEADER_ROUTING_KEY, delivery.routing_key)),
            attempt=attempt if type(attempt) is int and attempt > 0 else 0,
        )

    def owns_source(self, origin: Origin, envelope: Envelope) -> bool:
        """Whether who sent it may speak for its source: the broker user of that very deployment, or the broker of its
        partner, known by the exchange that only its federation link feeds."""
        if not self.check:
            return True
        partners = self.federated.get(origin.exchange)
        if partners is not None:
            return envelope.partner in partners
        return origin.sender == envelope.sender


def read_envelope(body: bytes) -> Envelope:
    """The CloudEvent of a body. InvalidError names the field that is wrong, or the size."""
    if len(body) > MAX_BODY_BYTES:
        raise InvalidError("too-large", f"the body has {len(body)} bytes, at most {MAX_BODY_BYTES} are read")
    try:
        return Envelope.model_validate_json(body)
    except ValidationError as error:
        raise InvalidError("invalid-envelope", first_problem(error)) from error


def cause_of(envelope: Envelope) -> Cause:
    """The event as the cause of what its handler changes: its effect happens once per aggregate."""
    return Cause(
        command_id=envelope.id,
        correlation_id=envelope.correlationid,
        actor=envelope.source,
        causation_id=envelope.id,
        event_id=envelope.id,
        traceparent=envelope.traceparent,
        scheme=envelope.scheme,
        subject=envelope.subject,
        sequence=envelope.sequence,
    )


def first_problem(error: ValidationError) -> str:
    """The first thing that is wrong, with its place, in one line."""
    found = error.errors(include_url=False, include_input=False)
    place = ".".join(str(part) for part in found[0]["loc"]) or "body"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{place}: {found[0]['msg']}{more}"
