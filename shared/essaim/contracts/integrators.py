"""Integrators on the bus: a queue bound to ``events``, and a user that reads it and the log, and may do nothing else.

Limits are a policy, not queue arguments: ops change them without declaring the queue anew. An integrator that has vanished
cannot fill the disk: its queue keeps 30 days or a million messages, the oldest go first, and all of them are in ``events.log``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essaim.contracts.definitions import user
from essaim.contracts.event import CONTRACTS, EVENTS
from essaim.contracts.topology import EVENTS_LOG, INTEGRATOR, VHOST

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATTERN = re.compile(r"([a-z0-9_]+|\*|#)(\.([a-z0-9_]+|\*|#))*")
_LITERAL_DOT = r"\."
KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000
KEPT_MESSAGES = 1_000_000
MAX_CONNECTIONS, MAX_CHANNELS = 10, 50
POLICY = "integrators"


@dataclass(frozen=True, order=True)
class Integrator:
    """Somebody outside who subscribes. ``types`` are event types or topic patterns (``accounting.*.v1``, ``enrolment.#``) of the
    exchange ``events``. ValueError for a name that is no id, no types, and a type that is published on ``personal``."""

    name: str
    types: tuple[str, ...]

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.name) > 40:
            raise ValueError(
                f"an integrator's name is [a-z0-9] with single dashes inside, at most 40, not {self.name!r}"
            )
        if not self.types:
            raise ValueError(f"the integrator {self.name} asks for no type, for instance accounting.invoice_issued.v1")
        for type_ in self.types:
            if not _PATTERN.fullmatch(type_):
                raise ValueError(f"{type_!r} is no event type and no pattern such as accounting.# or *.group_closed.v1")
            if type_ in CONTRACTS and CONTRACTS[type_].exchange != EVENTS:
                raise ValueError(f"{type_} holds personal data: integrators are given `events` only")

    @property
    def queue(self) -> str:
        """Its queue."""
        return f"{INTEGRATOR}.{self.name}"

    @property
    def user(self) -> str:
        """Its broker user: the name of its queue."""
        return self.queue


def add_integrators(
    definitions: dict[str, Any], integrators: Sequence[Integrator], passwords: Mapping[str, str], vhost: str = VHOST
) -> dict[str, Any]:
    """The definitions with these integrators. ``passwords`` names each one's user (ValueError)."""
    wanted = sorted(set(integrators))
    names = [one.name for one in wanted]
    if len(set(names)) != len(names):
        raise ValueError(f"an integrator is named twice: {sorted(names)}")
    added: dict[str, list[dict[str, Any]]] = {
        "users": [user(one.user, passwords, limits=_LIMITS) for one in wanted],
        "permissions": [_permission(one, vhost) for one in wanted],
        "queues": [_queue(one, vhost) for one in wanted],
        "bindings": [_binding(one, type_, vhost) for one in wanted for type_ in sorted(set(one.types))],
        "policies": [_policy(vhost)] if wanted else [],
    }
    return {**definitions, **{key: [*definitions[key], *parts] for key, parts in added.items()}}


_LIMITS = {"max-connections": MAX_CONNECTIONS, "max-channels": MAX_CHANNELS}


def _permission(one: Integrator, vhost: str) -> dict[str, str]:
    readable = "|".join(name.replace(".", _LITERAL_DOT) for name in (one.queue, EVENTS_LOG))
    return {"user": one.user, "vhost": vhost, "configure": "^$", "write": "^$", "read": f"^({readable})$"}


def _queue(one: Integrator, vhost: str) -> dict[str, Any]:
    return {"name": one.queue, "vhost": vhost, "durable": True, "auto_delete": False} | {
        "arguments": {"x-queue-type": "quorum"}
    }


def _binding(one: Integrator, type_: str, vhost: str) -> dict[str, Any]:
    return {"source": EVENTS, "destination": one.queue, "routing_key": type_} | {
        "vhost": vhost,
        "destination_type": "queue",
        "arguments": {},
    }


def _policy(vhost: str) -> dict[str, Any]:
    limits = {"message-ttl": KEPT_MILLISECONDS, "max-length": KEPT_MESSAGES, "overflow": "drop-head"}
    return {"vhost": vhost, "name": POLICY, "pattern": rf"^{INTEGRATOR}\.", "apply-to": "queues", "priority": 0} | {
        "definition": limits
    }
