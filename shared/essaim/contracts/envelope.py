"""The envelope: CloudEvents 1.0, structured JSON (``application/cloudevents+json``).

Structured mode is used because it is the same on every transport; binary mode renames its headers between AMQP 0-9-1
and AMQP 1.0. Source: CloudEvents 1.0.2 and its extensions for sequence, correlation and distributed tracing.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from essaim.contracts.types import Id, Scheme

CONTENT_TYPE = "application/cloudevents+json"
SOURCE_PATTERN = r"^/[a-z0-9-]+/[a-z0-9-]+$"
TYPE_PATTERN = r"^[a-z]+\.[a-z_]+\.v[1-9][0-9]*$"


class Envelope(BaseModel):
    """One event as it crosses the bus. ``id`` is made once, reused at every resend: the key of deduplication."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Annotated[str, StringConstraints(pattern=r"^1\.0$")] = "1.0"
    id: Id
    source: Annotated[str, StringConstraints(pattern=SOURCE_PATTERN, max_length=90)]
    type: Annotated[str, StringConstraints(pattern=TYPE_PATTERN, max_length=100)]
    subject: Id
    time: AwareDatetime
    datacontenttype: str = "application/json"
    dataschema: str | None = None
    sequence: int = Field(ge=1, description="Position of the event in the history of its subject; strictly increasing.")
    correlationid: Id
    causationid: Id | None = None
    traceparent: str | None = None
    scheme: Scheme | None = None
    data: dict[str, Any]

    @property
    def partner(self) -> str:
        """The partner that published it."""
        return self.source.split("/")[1]

    @property
    def service(self) -> str:
        """The service that published it."""
        return self.source.split("/")[2]

    @property
    def sender(self) -> str:
        """The broker user that owns the source, ``<partner>-<service>``."""
        return f"{self.partner}-{self.service}"

    def to_bytes(self) -> bytes:
        """The structured JSON body, without the attributes that are absent."""
        return self.model_dump_json(exclude_none=True).encode()


def source_of(partner: str, service: str) -> str:
    """The CloudEvents source of a deployment."""
    return f"/{partner}/{service}"


def schema_uri(type_: str) -> str:
    """The ``dataschema`` of an event type: the name of the committed JSON Schema."""
    return f"urn:essaim:schema:{type_}"


def rfc3339(instant: datetime) -> str:
    """An aware instant as the wire writes it."""
    return instant.isoformat().replace("+00:00", "Z")
