"""RabbitMQ's ``definitions.json`` for a topology: the bus as ops load it, with one confined user per deployment.

A deployment's user configures nothing, writes to the four exchanges only and there only under its own names, and reads
its own queues and the log. The default exchange is not among them, so nobody reaches another inbox past its bindings.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from essaim.contracts.event import EVENTS, PERSONAL
from essaim.contracts.topology import (
    DEAD,
    EVENTS_LOG,
    EXCHANGES,
    RETRY,
    RETRY_DELAYS,
    VHOST,
    Deployment,
    RetryDelay,
    Subscriptions,
    topology,
)

# Without a dash: no deployment's user can have this name.
OPS_USER = "ops"
_NOTHING = "^$"


def definitions(
    deployments: Sequence[Deployment],
    subscriptions: Subscriptions,
    passwords: Mapping[str, str],
    vhost: str = VHOST,
    ops_user: str = OPS_USER,
    retry_delays: Sequence[RetryDelay] = RETRY_DELAYS,
    readers: Sequence[str] = (),
) -> dict[str, Any]:
    """The definitions. ``passwords`` names every user: ``ops_user``, each deployment's and each reader's (ValueError).

    ``readers`` are integrators: they read the stream ``events.log`` and nothing else.
    The result holds password hashes: keep it as a secret.
    """
    deployments = sorted(set(deployments))
    parts = topology(deployments, subscriptions, retry_delays)
    return {
        "users": [
            user(ops_user, passwords, tags="administrator"),
            *(user(name, passwords) for name in [*(deployment.user for deployment in deployments), *readers]),
        ],
        "vhosts": [{"name": vhost}],
        "permissions": [
            {"user": ops_user, "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*"},
            *(permission(deployment, vhost, retry_delays) for deployment in deployments),
            *(_reader_permission(reader, vhost) for reader in readers),
        ],
        "topic_permissions": [
            entry for deployment in deployments for entry in topic_permissions(deployment, vhost, retry_delays)
        ],
        "parameters": [],
        "policies": [],
        "exchanges": [
            {"name": exchange.name, "type": exchange.type, "arguments": dict(exchange.arguments)}
            | {"vhost": vhost, "durable": True, "auto_delete": False, "internal": False}
            for exchange in parts.exchanges
        ],
        "queues": [
            {"name": queue.name, "arguments": dict(queue.arguments)}
            | {"vhost": vhost, "durable": True, "auto_delete": False}
            for queue in parts.queues
        ],
        "bindings": [
            {"source": binding.exchange, "destination": binding.queue, "routing_key": binding.routing_key}
            | {"vhost": vhost, "destination_type": "queue", "arguments": {}}
            for binding in parts.bindings
        ],
    }


def permission(
    deployment: Deployment, vhost: str = VHOST, retry_delays: Sequence[RetryDelay] = RETRY_DELAYS
) -> dict[str, str]:
    """What a deployment's user may do with exchanges and queues. The log it may read: what is on ``events`` is for everybody."""
    own = [deployment.queue, *_retry_queues(deployment, retry_delays), deployment.dead_queue, EVENTS_LOG]
    return {
        "user": deployment.user,
        "vhost": vhost,
        "configure": _NOTHING,
        "write": f"^({'|'.join(EXCHANGES)})$",
        "read": f"^({'|'.join(_literal(name) for name in own)})$",
    }


def topic_permissions(
    deployment: Deployment, vhost: str = VHOST, retry_delays: Sequence[RetryDelay] = RETRY_DELAYS
) -> list[dict[str, str]]:
    """Which routing keys a deployment's user may write: its service's types, its own retry and dead queues."""
    retries = "|".join(_literal(name) for name in _retry_queues(deployment, retry_delays))
    writable = {
        EVENTS: rf"^{deployment.service}\.",
        PERSONAL: rf"^{deployment.service}\.",
        RETRY: f"^({retries})$",
        DEAD: f"^{_literal(deployment.dead_queue)}$",
    }
    return [
        {"user": deployment.user, "vhost": vhost, "exchange": exchange, "write": write, "read": _NOTHING}
        for exchange, write in writable.items()
    ]


def password_hash(password: str, salt: bytes | None = None) -> str:
    """RabbitMQ's ``rabbit_password_hashing_sha256``: base64 of a 4-byte salt and SHA-256 of salt and password."""
    salt = secrets.token_bytes(4) if salt is None else salt
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def user(
    name: str, passwords: Mapping[str, str], tags: str = "", limits: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """A user of the definitions. ValueError without a password."""
    if not passwords.get(name):
        raise ValueError(f"there is no password for the broker user {name}")
    return {
        "name": name,
        "password_hash": password_hash(passwords[name]),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tags,
        "limits": dict(limits or {}),
    }


def _reader_permission(reader: str, vhost: str) -> dict[str, str]:
    return {
        "user": reader,
        "vhost": vhost,
        "configure": _NOTHING,
        "write": _NOTHING,
        "read": f"^{_literal(EVENTS_LOG)}$",
    }


def _retry_queues(deployment: Deployment, retry_delays: Sequence[RetryDelay]) -> list[str]:
    return [deployment.retry_queue(delay) for delay in retry_delays]


def _literal(name: str) -> str:
    """A name as a pattern that matches only it. Ids hold letters, digits, dashes and dots: only the dot needs care."""
    return name.replace(".", r"\.")
