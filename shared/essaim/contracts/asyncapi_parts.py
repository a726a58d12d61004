"""The parts of the AsyncAPI document that are the same for every event: the server, the envelope and the AMQP properties."""

from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from essaim.contracts import topology
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.event import EVENTS, PERSONAL, Contract

VERSION = "1.0.0"
"""Of the document's outer shape: exchanges, envelope and properties. Events have versions of their own, in their types."""
SERVER = "bus"
ENVELOPE = "Envelope"
TRAIT = "event"
RESTRICTED = "restricted"
INTEGRATORS = "integrators"

_DESCRIPTION = """\
What crosses the bus of Essaim: CloudEvents 1.0 as structured JSON, over RabbitMQ (AMQP 0-9-1).

- The routing key of an event is its type, `<service>.<what_happened>.v<n>`, on the topic exchange `events`, which carries
  no personal data, or `personal`, which is restricted to the deployments that need it.
- An integrator has a broker user and a quorum queue of its own, both `integrator.<name>`, bound to `events` by ops, and may
  read the stream `events.log`, where every event rests for 400 days. It declares, binds and publishes nothing.
- Delivery is at least once: remember `id`, which is made once and kept by every resend. Events of one `subject` carry a
  strictly increasing `sequence`.
- Events only grow: ignore fields you do not know. What would break a reader is a new type, `…v2`, published beside `v1`."""


def info(contracts: Sequence[Contract]) -> dict[str, Any]:
    """What the document is about, and the tags that it uses."""
    publishers = dict.fromkeys(one.publisher for one in contracts)
    return {
        "title": "Essaim",
        "version": VERSION,
        "description": _DESCRIPTION,
        "license": {"name": "MIT"},
        "tags": [
            *({"name": name, "description": f"Published by the {name} service."} for name in publishers),
            {"name": EVENTS, "description": "On the exchange that integrators may read. No personal data."},
            {"name": PERSONAL, "description": "On the exchange for names and addresses."},
            {"name": RESTRICTED, "description": "Never given to integrators."},
            {"name": INTEGRATORS, "description": "What an integrator may do."},
        ],
    }


def servers() -> dict[str, Any]:
    """One bus; where it is, ops tell."""
    return {
        SERVER: {
            "host": "{host}",
            "pathname": f"/{topology.VHOST}",
            "protocol": "amqp",
            "protocolVersion": "0.9.1",
            "title": "The bus",
            "description": "RabbitMQ, one virtual host. With TLS where ops offer it: amqps, usually port 5671.",
            "variables": {
                "host": {
                    "description": "Host and port of the broker, as ops gave it to you.",
                    "default": "localhost:5672",
                    "examples": ["bus.example.org:5671"],
                }
            },
            "security": [{"$ref": "#/components/securitySchemes/user"}],
        }
    }


def components() -> dict[str, Any]:
    """What the events share."""
    return {
        "schemas": _envelope_schemas(),
        "securitySchemes": {
            "user": {"type": "userPassword", "description": "The broker user that ops made for you, and its password."}
        },
        "correlationIds": {
            "business": {
                "description": "The command or event at the beginning of a chain; the same in all that follows from it.",
                "location": "$message.payload#/correlationid",
            }
        },
        "messageTraits": {
            TRAIT: {
                "headers": _headers(),
                "bindings": {"amqp": {"contentEncoding": "utf-8", "bindingVersion": "0.3.0"}},
            }
        },
    }


def _envelope_schemas() -> dict[str, Any]:
    _, found = models_json_schema([(Envelope, "serialization")], ref_template="#/components/schemas/{model}")
    schemas: dict[str, Any] = found["$defs"]
    return {name: _without_default_titles(schemas[name]) for name in sorted(schemas)}


def _without_default_titles(schema: dict[str, Any]) -> dict[str, Any]:
    """Pydantic repeats each attribute's name as a title, which says nothing."""
    inner = {
        name: {keyword: value for keyword, value in one.items() if keyword != "title"}
        for name, one in schema.get("properties", {}).items()
    }
    return {**schema, "properties": inner} if inner else schema


def _headers() -> dict[str, Any]:
    """The AMQP properties and headers of a message, under the names that client libraries give them."""
    return {
        "type": "object",
        "description": "Properties of the AMQP message. The x- headers are on copies in retry and dead-letter queues only.",
        "required": ["message_id", "type", "content_type"],
        "properties": {
            "message_id": _text("The event's id: the key by which a second delivery is known."),
            "correlation_id": _text("The event's correlationid."),
            "type": _text("The event's type, which is also the routing key."),
            "content_type": {"const": CONTENT_TYPE, "description": "Structured JSON: the envelope is in the body."},
            "user_id": _text(
                "The broker user who published, checked by RabbitMQ: <partner>-<service>, the owner of the event's source. "
                "Absent on what came over a federation."
            ),
            "timestamp": {"type": "integer", "description": "When it was published, in seconds since 1970."},
            "delivery_mode": {"const": 2, "description": "Persistent."},
            topology.HEADER_ATTEMPT: {"type": "integer", "description": "How often handling has failed."},
            topology.HEADER_ERROR: _text("The last error: slug and detail."),
            topology.HEADER_ERROR_KIND: _text("The kind of the last error."),
            topology.HEADER_ROUTING_KEY: _text("The routing key that it was first published with."),
            topology.HEADER_SENDER: _text("The broker user that published it first."),
            topology.HEADER_EXCHANGE: _text("The exchange that it was first published to."),
            topology.HEADER_FAILED_AT: {"type": "string", "format": "date-time", "description": "When it last failed."},
            topology.HEADER_QUEUE: _text("The queue on which it failed."),
        },
    }


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}
