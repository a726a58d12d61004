"""The AsyncAPI 3.0 document of the bus, generated from the contracts: what an integrator's tools can read.

One channel per event type: the exchange and the routing key. Publishers ``send`` on all of them, integrators ``receive`` on
``events`` only. The data of each event is its committed schema, by reference; the envelope around it is described once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from essaim.contracts.asyncapi_parts import (
    ENVELOPE,
    INTEGRATORS,
    RESTRICTED,
    SERVER,
    TRAIT,
    components,
    info,
    servers,
)
from essaim.contracts.envelope import CONTENT_TYPE, schema_uri
from essaim.contracts.event import EVENTS, Contract
from essaim.contracts.topology import VHOST

Examples = Mapping[str, Mapping[str, Any]]
"""A full event by type."""


def asyncapi(contracts: Sequence[Contract], examples: Examples) -> dict[str, Any]:
    """The document. An event without an example is described without one."""
    return {
        "asyncapi": "3.0.0",
        "id": "urn:essaim:bus",
        "info": info(contracts),
        "defaultContentType": CONTENT_TYPE,
        "servers": servers(),
        "channels": {one.type: _channel(one) for one in contracts},
        "operations": {name: operation for one in contracts for name, operation in _operations(one)},
        "components": {
            **components(),
            "messages": {one.type: _message(one, examples.get(one.type)) for one in contracts},
        },
    }


def _channel(contract: Contract) -> dict[str, Any]:
    return {
        "address": contract.type,
        "title": contract.type,
        "description": _meaning(contract),
        "servers": [_reference("servers", SERVER)],
        "messages": {contract.type: _reference("components", "messages", contract.type)},
        "tags": _tags(contract),
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": contract.exchange,
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                    "vhost": VHOST,
                },
                "bindingVersion": "0.3.0",
            }
        },
    }


def _operations(contract: Contract) -> list[tuple[str, dict[str, Any]]]:
    found = [(f"send.{contract.type}", _send(contract))]
    if contract.exchange == EVENTS:
        found.append((f"receive.{contract.type}", _receive(contract)))
    return found


def _send(contract: Contract) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": _reference("channels", contract.type),
        "title": f"The {contract.publisher} service publishes {contract.type}",
        "description": "Persistent, mandatory and confirmed. Only a deployment's user may, under its own service's types.",
        "tags": _tags(contract),
        "bindings": {"amqp": {"deliveryMode": 2, "mandatory": True, "bindingVersion": "0.3.0"}},
        "messages": [_reference("channels", contract.type, "messages", contract.type)],
    }


def _receive(contract: Contract) -> dict[str, Any]:
    return {
        "action": "receive",
        "channel": _reference("channels", contract.type),
        "title": f"An integrator reads {contract.type}",
        "description": (
            "From its own queue `integrator.<name>`, which ops bind to the exchange for it, or from the stream `events.log`. "
            "Acknowledge after the effect; the same id may come again."
        ),
        "tags": [*_tags(contract), {"name": INTEGRATORS}],
        "bindings": {"amqp": {"ack": True, "bindingVersion": "0.3.0"}},
        "messages": [_reference("channels", contract.type, "messages", contract.type)],
    }


def _message(contract: Contract, example: Mapping[str, Any] | None) -> dict[str, Any]:
    message = {
        "name": contract.type,
        "title": contract.model.__name__,
        "summary": _meaning(contract),
        "contentType": CONTENT_TYPE,
        "correlationId": _reference("components", "correlationIds", "business"),
        "tags": _tags(contract),
        "traits": [_reference("components", "messageTraits", TRAIT)],
        "payload": {
            "allOf": [
                _reference("components", "schemas", ENVELOPE),
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": contract.type},
                        "dataschema": {"const": schema_uri(contract.type)},
                        "data": {"$ref": f"./{contract.type}.json"},
                    },
                },
            ]
        },
    }
    if example is not None:
        message["examples"] = [
            {
                "name": contract.type.rpartition(".")[0],
                "summary": "As it is published.",
                "headers": _properties(example),
                "payload": dict(example),
            }
        ]
    return message


def _properties(example: Mapping[str, Any]) -> dict[str, Any]:
    """The AMQP properties that the publisher of this event sets."""
    return {
        "message_id": example["id"],
        "correlation_id": example["correlationid"],
        "user_id": "-".join(str(example["source"]).strip("/").split("/")),
        "type": example["type"],
        "content_type": CONTENT_TYPE,
    }


def _tags(contract: Contract) -> list[dict[str, str]]:
    tags = [{"name": contract.publisher}, {"name": contract.exchange}]
    return tags if contract.exchange == EVENTS else [*tags, {"name": RESTRICTED}]


def _meaning(contract: Contract) -> str:
    return " ".join((contract.model.__doc__ or "").split())


def _reference(*path: str) -> dict[str, str]:
    return {"$ref": "#/" + "/".join(path)}
