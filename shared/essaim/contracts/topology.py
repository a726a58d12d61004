"""Exchanges, queues, bindings, users and permissions of the bus, for a list of deployments.

Ops load ``definitions()`` into RabbitMQ; services declare nothing, they have no configure right. Why it is so:

- One quorum inbox ``<partner>.<service>`` per deployment, so that a deployment that is down misses nothing.
- A message that fails waits in ``<inbox>.retry.<label>`` (a queue-level time to live, so that no message blocks a
  shorter one) and comes back through the default exchange; what cannot be helped rests in ``<inbox>.dead``, for ever.
- ``events``: everything also lands in the stream ``events.log``, so nothing published as ``mandatory`` is unroutable.
- ``personal``: what nobody listens to goes by the alternate exchange to ``personal.unheard``, which drops it at once
  (time to live 0). Being unheard is no error, and personal data that nobody needs is kept nowhere.
- ``retry`` and ``dead`` are topic exchanges, although their keys are plain queue names, because RabbitMQ checks topic
  permissions on topic exchanges only: so a deployment can reach its own retry and dead queues and nobody else's.

Works on RabbitMQ 3.10 and on 4.x: every limit that changed its default in between is written down.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from essaim.contracts.event import EVENTS, PERSONAL

VHOST = "essaim"
RETRY = "retry"
DEAD = "dead"
EVENTS_LOG = "events.log"
UNHEARD = "personal.unheard"
INTEGRATOR = "integrator"
"""What the queues and users of integrators start with, and so no partner's id."""
EXCHANGES = (EVENTS, PERSONAL, RETRY, DEAD)

LOG_MAX_AGE = "400D"
INBOX_DELIVERY_LIMIT = 20
# A dead letter is looked at without being taken, and each look counts as a delivery: the limit must never bite.
# RabbitMQ 4 would otherwise drop it after 20 looks, and 3.10 does not know -1 for "none".
DEAD_DELIVERY_LIMIT = 1_000_000

# Headers of a message in a retry or dead queue.
HEADER_ATTEMPT = "x-essaim-attempt"
"""How often the handler has failed on it (int)."""
HEADER_ERROR = "x-essaim-error"
"""``<slug>: <detail>`` of the last failure, cut to MAX_ERROR_LENGTH."""
HEADER_ERROR_KIND = "x-essaim-error-kind"
"""The kind of that error (``essaim.kit.errors``), ``bug`` for one without a kind."""
HEADER_ROUTING_KEY = "x-essaim-routing-key"
"""The routing key it was first published with: the event type."""
HEADER_EXCHANGE = "x-essaim-exchange"
"""The exchange it was first published to."""
HEADER_FAILED_AT = "x-essaim-failed-at"
"""When it last failed, ISO 8601, UTC."""
HEADER_QUEUE = "x-essaim-queue"
"""The inbox on which it failed."""
HEADER_SENDER = "x-essaim-sender"
"""The broker user who first published it; believed only from the inbox's own user and from ops."""
MAX_ERROR_LENGTH = 500

_PARTNER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# No dash, so that the user <partner>-<service> can belong to one deployment only.
_SERVICE = re.compile(r"[a-z]+")

Subscriptions = Mapping[str, Mapping[str, Sequence[str]]]
"""Service → exchange → event types (or topic patterns) that it listens to."""


@dataclass(frozen=True)
class RetryDelay:
    """One rung of the ladder: the label in the queue's name, and how long a message waits there."""

    label: str
    milliseconds: int

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+", self.label) or self.milliseconds < 1:
            raise ValueError(f"a retry delay has a label of [a-z0-9] and at least 1 ms, not {self!r}")


RETRY_DELAYS = (
    RetryDelay("5s", 5_000),
    RetryDelay("1m", 60_000),
    RetryDelay("10m", 600_000),
    RetryDelay("1h", 3_600_000),
)


@dataclass(frozen=True, order=True)
class Deployment:
    """A service run by a partner. ValueError for ids that could not be told apart in a user name or a pattern."""

    partner: str
    service: str

    def __post_init__(self) -> None:
        if not _PARTNER.fullmatch(self.partner) or len(self.partner) > 40:
            raise ValueError(f"a partner id is [a-z0-9] with single dashes inside, at most 40, not {self.partner!r}")
        if self.partner == INTEGRATOR:
            raise ValueError(f"the partner id {INTEGRATOR!r} is taken: queues of integrators start with it")
        if not _SERVICE.fullmatch(self.service):
            raise ValueError(f"a service name is [a-z] only, not {self.service!r}")

    @property
    def queue(self) -> str:
        """Its inbox."""
        return f"{self.partner}.{self.service}"

    @property
    def user(self) -> str:
        """Its broker user."""
        return f"{self.partner}-{self.service}"

    @property
    def dead_queue(self) -> str:
        """Where messages rest that cannot be handled; also the routing key to it on the exchange ``dead``."""
        return dead_queue(self.queue)

    def retry_queue(self, delay: RetryDelay) -> str:
        """Where a message waits for ``delay``; also the routing key to it on the exchange ``retry``."""
        return retry_queue(self.queue, delay)


def dead_queue(queue: str) -> str:
    """The dead-letter queue of an inbox."""
    return f"{queue}.dead"


def retry_queue(queue: str, delay: RetryDelay) -> str:
    """The retry queue of an inbox for one delay."""
    return f"{queue}.retry.{delay.label}"


@dataclass(frozen=True)
class Exchange:
    """A durable exchange."""

    name: str
    type: str = "topic"
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Queue:
    """A durable queue; its type is in its arguments (``x-queue-type``)."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Binding:
    """From an exchange to a queue."""

    exchange: str
    queue: str
    routing_key: str


@dataclass(frozen=True)
class Topology:
    """What has to exist, in the order in which it can be declared: exchanges, queues, bindings."""

    exchanges: tuple[Exchange, ...]
    queues: tuple[Queue, ...]
    bindings: tuple[Binding, ...]


def shared_topology() -> Topology:
    """The parts that belong to nobody: exchanges, the event log, and where unheard personal events vanish."""
    return Topology(
        exchanges=(
            Exchange(UNHEARD, "fanout"),
            Exchange(EVENTS),
            Exchange(PERSONAL, arguments={"alternate-exchange": UNHEARD}),
            Exchange(RETRY),
            Exchange(DEAD),
        ),
        queues=(
            Queue(EVENTS_LOG, {"x-queue-type": "stream", "x-max-age": LOG_MAX_AGE}),
            Queue(
                UNHEARD,
                {"x-queue-type": "quorum", "x-message-ttl": 0, "x-max-length": 1, "x-overflow": "drop-head"},
            ),
        ),
        bindings=(Binding(EVENTS, EVENTS_LOG, "#"), Binding(UNHEARD, UNHEARD, "")),
    )


def deployment_topology(
    deployment: Deployment, subscriptions: Subscriptions, retry_delays: Sequence[RetryDelay] = RETRY_DELAYS
) -> Topology:
    """The inbox of one deployment, bound to what its service listens to, with its retry ladder and dead queue."""
    inbox = deployment.queue
    queues = [Queue(inbox, _inbox_arguments(deployment))]
    bindings = []
    for exchange, patterns in sorted(subscriptions.get(deployment.service, {}).items()):
        if exchange not in (EVENTS, PERSONAL):
            raise ValueError(f"{deployment.service} listens to {exchange!r}; there are only {EVENTS} and {PERSONAL}")
        bindings += [Binding(exchange, inbox, pattern) for pattern in sorted(set(patterns))]
    for delay in retry_delays:
        waiting = deployment.retry_queue(delay)
        queues.append(Queue(waiting, _retry_arguments(inbox, delay)))
        bindings.append(Binding(RETRY, waiting, waiting))
    queues.append(Queue(deployment.dead_queue, {"x-queue-type": "quorum", "x-delivery-limit": DEAD_DELIVERY_LIMIT}))
    bindings.append(Binding(DEAD, deployment.dead_queue, deployment.dead_queue))
    return Topology((), tuple(queues), tuple(bindings))


def topology(
    deployments: Sequence[Deployment],
    subscriptions: Subscriptions,
    retry_delays: Sequence[RetryDelay] = RETRY_DELAYS,
) -> Topology:
    """Everything for these deployments, in an order that is the same each time."""
    parts = [shared_topology()]
    parts += [deployment_topology(deployment, subscriptions, retry_delays) for deployment in sorted(set(deployments))]
    return Topology(
        exchanges=tuple(exchange for part in parts for exchange in part.exchanges),
        queues=tuple(queue for part in parts for queue in part.queues),
        bindings=tuple(binding for part in parts for binding in part.bindings),
    )


def _inbox_arguments(deployment: Deployment) -> dict[str, Any]:
    """At-least-once dead-lettering, which RabbitMQ grants only together with reject-publish: a message that reaches the
    delivery limit is in the dead queue before it leaves the inbox."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": INBOX_DELIVERY_LIMIT,
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": deployment.dead_queue,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def _retry_arguments(inbox: str, delay: RetryDelay) -> dict[str, Any]:
    """Expired messages go back to the inbox by the default exchange, confirmed by it before they leave."""
    return {
        "x-queue-type": "quorum",
        "x-message-ttl": delay.milliseconds,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": inbox,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
