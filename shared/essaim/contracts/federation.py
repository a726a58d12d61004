"""Federated buses: a partner with a RabbitMQ of its own, whose events reach this bus, and ours its.

What is given to another bus waits in a queue of its own, which that bus empties by a shovel; so each side decides what it
gives (bindings of the queue) and what it takes (bindings of the exchange that the shovel feeds). Why it is so:

- ``federation.<bus>.events``, and ``.personal`` where something of it is given: quorum queues on the bus that gives. Its
  user ``federation.<bus>`` reads them and may do nothing else. A link that is cut, restarted or configured anew leaves
  the queue alone. (The federation plugin deletes its queue when its upstream is set again, with what is in it.)
- ``federated.<bus>``, and ``.personal``: exchanges on the bus that takes, fed by the shovel only, whose local user has no
  password. Messages keep the name of this exchange, and bear this user: so a consumer knows which bus speaks, and that
  user id replaces any that came from there.
- ``federated-events`` and ``federated-personal``: from there to every queue as from ``events`` and ``personal``, the queues of
  federation excepted; nobody's user writes there. (Not ``internal``: RabbitMQ leaves such exchanges out when it exports
  definitions.) What came from another bus is never on ``events``, so it cannot leave again: nothing circulates.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from essaim.contracts.definitions import user
from essaim.contracts.event import CONTRACTS, EVENTS, PERSONAL
from essaim.contracts.topology import DEAD_DELIVERY_LIMIT, VHOST

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PATTERN = re.compile(r"([a-z0-9_]+|\*|#)(\.([a-z0-9_]+|\*|#))*")
_TYPE = re.compile(r"[a-z]+\.[a-z0-9_]+\.v[0-9]+")
_NOTHING = "^$"
COLLECTED = {EVENTS: "federated-events", PERSONAL: "federated-personal"}
SHOVEL = "shovel"
"""The plugin's component: the parameter can be loaded only where ``rabbitmq_shovel`` is enabled."""
POLICY = "federation"
# A bus that never comes back cannot fill the disk of this one: the oldest go first, and all events stay in the log.
KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000
KEPT_MESSAGES = 1_000_000
PREFETCH = 500
RECONNECT_SECONDS = 5
HEARTBEAT_SECONDS = 15
"""A cut that nobody tells us of is noticed after twice this."""
_LIMITS = {"max-connections": 10, "max-channels": 50}


@dataclass(frozen=True)
class Federated:
    """Another bus. ``given`` and ``taken``: event types or topic patterns of ``events``; the personal ones are types only, each
    by its name. ValueError for a name that is no id, no pattern, and a type on the wrong exchange."""

    bus: str
    given: tuple[str, ...] = ("#",)
    taken: tuple[str, ...] = ("#",)
    given_personal: tuple[str, ...] = ()
    taken_personal: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.bus) or len(self.bus) > 40:
            raise ValueError(f"a bus has a name of [a-z0-9] with single dashes inside, at most 40, not {self.bus!r}")
        for type_ in (*self.given, *self.taken):
            if not _PATTERN.fullmatch(type_):
                raise ValueError(f"{type_!r} is no event type and no pattern such as accounting.# or *.group_closed.v1")
            if type_ in CONTRACTS and CONTRACTS[type_].exchange != EVENTS:
                raise ValueError(f"{type_} holds personal data: name it with personal-to or personal-from")
        for type_ in (*self.given_personal, *self.taken_personal):
            if not _TYPE.fullmatch(type_):
                raise ValueError(f"personal data crosses by full event types only, not by {type_!r}")
            if type_ in CONTRACTS and CONTRACTS[type_].exchange != PERSONAL:
                raise ValueError(f"{type_} holds no personal data: name it with to or from")

    @property
    def reader(self) -> str:
        """Our user with which the other bus fetches what it is given."""
        return f"federation.{self.bus}"

    @property
    def writer(self) -> str:
        """Our user with which what we take is published here; it has no password."""
        return f"federated.{self.bus}"

    def given_on(self, exchange: str) -> tuple[str, ...]:
        """What it is given of one exchange, in order."""
        return tuple(sorted(set(self.given if exchange == EVENTS else self.given_personal)))

    def taken_on(self, exchange: str) -> tuple[str, ...]:
        """What we take of one exchange, in order."""
        return tuple(sorted(set(self.taken if exchange == EVENTS else self.taken_personal)))

    def entrance(self, exchange: str) -> str:
        """The exchange where what we take arrives: what services have in their setting ``…_FEDERATED``."""
        return self.writer if exchange == EVENTS else f"{self.writer}.{exchange}"


def waiting_queue(bus: str, exchange: str) -> str:
    """Where what is given to a bus waits, on the bus that gives it."""
    return f"federation.{bus}.{exchange}"


def uri_name(bus: str) -> str:
    """What the address of a bus is called among the passwords."""
    return f"upstream.{bus}"


def add_federated(
    definitions: dict[str, Any], own: str, buses: Sequence[Federated], secrets: Mapping[str, str], vhost: str = VHOST
) -> dict[str, Any]:
    """The definitions with these buses; ``own`` is what they call ours. Add integrators before: their queues are served too.

    ``secrets`` has the password of each ``federation.<bus>`` that is given something, and as ``upstream.<bus>`` the AMQP URI with
    which we log in as ``federation.<own>`` at each that we take from. ValueError when one is missing or no such thing.
    """
    wanted = sorted(set(buses), key=lambda one: one.bus)
    names = [one.bus for one in wanted]
    if len(set(names)) != len(names):
        raise ValueError(f"a bus is named twice: {names}")
    if wanted and (not _NAME.fullmatch(own) or own in names):
        raise ValueError(f"this bus needs a name of its own, [a-z0-9] with single dashes inside, not {own!r}")
    added = {key: list(entries) for key, entries in definitions.items()}
    for one in wanted:
        _give(added, one, secrets, vhost)
        _take(added, own, one, secrets, vhost)
    for exchange, collected in COLLECTED.items():
        if any(one.taken_on(exchange) for one in wanted):
            added["exchanges"].append(_exchange(collected, vhost))
            added["bindings"] += [
                binding | {"source": collected} for binding in definitions["bindings"] if binding["source"] == exchange
            ]
    if any(one.given or one.given_personal for one in wanted):
        added["policies"].append(_policy(vhost))
    return added


def _give(added: dict[str, list[Any]], one: Federated, secrets: Mapping[str, str], vhost: str) -> None:
    queues = {waiting_queue(one.bus, exchange): exchange for exchange in COLLECTED if one.given_on(exchange)}
    if not queues:
        return
    added["users"].append(user(one.reader, secrets, limits=_LIMITS))
    readable = "|".join(_literal(queue) for queue in queues)
    added["permissions"].append(_permission(one.reader, vhost) | {"read": f"^({readable})$"})
    for queue, exchange in queues.items():
        # Each cut returns what was under way, and counts: the limit, which is 20 by itself on RabbitMQ 4, must never bite.
        arguments = {"x-queue-type": "quorum", "x-delivery-limit": DEAD_DELIVERY_LIMIT}
        added["queues"].append(
            {"name": queue, "vhost": vhost, "durable": True, "auto_delete": False, "arguments": arguments}
        )
        added["bindings"] += [_binding(exchange, queue, "queue", type_, vhost) for type_ in one.given_on(exchange)]


def _take(added: dict[str, list[Any]], own: str, one: Federated, secrets: Mapping[str, str], vhost: str) -> None:
    exchanges = [exchange for exchange in COLLECTED if one.taken_on(exchange)]
    if not exchanges:
        return
    # An empty hash is no password: the shovel is inside the broker and needs none, and nobody else gets in.
    added["users"].append(
        {"name": one.writer, "password_hash": "", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ""}
        | {"limits": {}}
    )
    writable = "|".join(_literal(one.entrance(exchange)) for exchange in exchanges)
    added["permissions"].append(_permission(one.writer, vhost) | {"write": f"^({writable})$"})
    uri = _uri(own, one, secrets)
    for exchange in exchanges:
        added["exchanges"].append(_exchange(one.entrance(exchange), vhost))
        added["bindings"] += [
            _binding(one.entrance(exchange), COLLECTED[exchange], "exchange", type_, vhost)
            for type_ in one.taken_on(exchange)
        ]
        value = _shovel(uri, waiting_queue(own, exchange), one.writer, one.entrance(exchange), vhost)
        added["parameters"].append(
            {"vhost": vhost, "component": SHOVEL, "name": one.entrance(exchange), "value": value}
        )


def _shovel(uri: str, queue: str, writer: str, entrance: str, vhost: str) -> dict[str, Any]:
    return {
        "src-protocol": "amqp091",
        "src-uri": uri,
        "src-queue": queue,
        "src-prefetch-count": PREFETCH,
        "src-delete-after": "never",
        "dest-protocol": "amqp091",
        # Without a host: inside the broker, as a user who has no password.
        "dest-uri": f"amqp://{writer}@/{vhost}",
        "dest-exchange": entrance,
        "dest-add-forward-headers": False,
        "dest-publish-properties": {"user_id": writer, "delivery_mode": 2},
        "ack-mode": "on-confirm",
        "reconnect-delay": RECONNECT_SECONDS,
    }


def _uri(own: str, one: Federated, secrets: Mapping[str, str]) -> str:
    """The address of the other bus, with a heartbeat. ValueError, which never tells the password."""
    found = secrets.get(uri_name(one.bus), "")
    login = f"federation.{own}"
    hint = f"the passwords need {uri_name(one.bus)}: amqps://{login}:password@host:5671/{VHOST}"
    if not found:
        raise ValueError(f"there is no address of the bus {one.bus}; {hint}")
    try:
        parts = urlsplit(found)
        fits = parts.scheme in ("amqp", "amqps") and bool(parts.hostname and parts.password and parts.path.strip("/"))
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"the address of the bus {one.bus} is no AMQP URI with host, password and vhost; {hint}")
    if unquote(parts.username or "") != login:
        raise ValueError(f"at the bus {one.bus} we are the user {login}, not {parts.username!r}; {hint}")
    if "heartbeat=" in parts.query:
        return found
    return f"{found}{'&' if parts.query else '?'}heartbeat={HEARTBEAT_SECONDS}"


def _permission(name: str, vhost: str) -> dict[str, str]:
    return {"user": name, "vhost": vhost, "configure": _NOTHING, "write": _NOTHING, "read": _NOTHING}


def _exchange(name: str, vhost: str) -> dict[str, Any]:
    return {"name": name, "vhost": vhost, "type": "topic", "arguments": {}} | {
        "durable": True,
        "auto_delete": False,
        "internal": False,
    }


def _binding(source: str, destination: str, kind: str, type_: str, vhost: str) -> dict[str, Any]:
    return {"source": source, "destination": destination, "destination_type": kind, "routing_key": type_} | {
        "vhost": vhost,
        "arguments": {},
    }


def _policy(vhost: str) -> dict[str, Any]:
    limits = {"message-ttl": KEPT_MILLISECONDS, "max-length": KEPT_MESSAGES, "overflow": "drop-head"}
    pattern = rf"^federation\.[a-z0-9-]+\.({EVENTS}|{PERSONAL})$"
    return {"vhost": vhost, "name": POLICY, "pattern": pattern, "apply-to": "queues", "priority": 0} | {
        "definition": limits
    }


def _literal(name: str) -> str:
    return name.replace(".", r"\.")
