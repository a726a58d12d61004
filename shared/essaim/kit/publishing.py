"""Where events come from: what a repository puts around the data of an event before it stores it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from essaim.contracts.envelope import Envelope, schema_uri
from essaim.contracts.event import EventData
from essaim.kit.aggregate import LEASE, Outbox
from essaim.kit.cause import Cause
from essaim.kit.clock import Clock
from essaim.kit.ids import new_id


@dataclass(frozen=True)
class Publishing:
    """Where the events of a repository come from: the deployment's source, its clock and its relay."""

    source: str
    clock: Clock
    outbox: Outbox | None = None
    lease: timedelta = LEASE

    def envelope(
        self, subject: str, sequence: int, data: EventData, scheme: str | None, cause: Cause
    ) -> dict[str, Any]:
        """The outbox item of an event: its exchange and its envelope, as JSON. ``scheme`` is that of the aggregate."""
        envelope = Envelope(
            id=new_id(),
            source=self.source,
            type=data.wire_type,
            subject=subject,
            time=self.clock.now(),
            dataschema=schema_uri(data.wire_type),
            sequence=sequence,
            correlationid=cause.correlation_id,
            causationid=cause.causation_id,
            traceparent=cause.traceparent,
            scheme=scheme or cause.scheme,
            data=data.model_dump(mode="json", exclude_none=True),
        )
        return {"exchange": data.exchange, "envelope": envelope.model_dump(mode="json", exclude_none=True)}
