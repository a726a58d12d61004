"""A coaching deployment on a SQLite file, with a clock that a test moves, and ways to bring it events and read its outbox."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coaching.collections import ALL
from coaching.deps import Deps, build_deps
from coaching.events import LISTENS
from coaching.settings import Settings
from essaim.contracts.enrolment import GroupClosed, GroupStarted
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.cause import Cause
from essaim.kit.clock import PARIS, SimulatedClock
from essaim.kit.ids import new_id
from essaim.kit.listens import Received
from essaim.kit.publishing import Publishing
from essaim.kit.service import Runtime
from essaim.kit.store.port import Store
from essaim.kit.store.sqlite import SqliteStore

GROUP = "group-1"
STUDENTS = ("p-ada", "p-ben", "p-cleo")
STARTED = GroupStarted(
    group_id=GROUP,
    programme_id="programme-1",
    scheme=Scheme.STUDENT_COOPERATIVE,
    school_year="2026-2027",
    group_code="ATELIER-MAILLE",
    activity_code="14.13Z",
    coordinator="cmq-mma",
    carrier="coopilote",
    legal_entity_siren="732829320",
    starts_on=date(2026, 9, 28),
    ends_on=date(2027, 6, 30),
    contracts_end_on=date(2027, 6, 30),
    person_ids=list(STUDENTS),
)
CLOSED = GroupClosed(
    closing_id="closing-1", group_id=GROUP, scheme=Scheme.STUDENT_COOPERATIVE, closed_on=date(2027, 6, 30)
)


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant on the wall clock of Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def settings_for(directory: Path) -> Settings:
    """Settings of the deployment (coopilote, coaching), without a broker."""
    return Settings(
        partner="coopilote",
        store_url=f"sqlite:///{directory}/coaching.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(directory / "jwks.json"),
        token_issuer="https://id.example.org",
        clock="simulated",
        organisation_names={"coopilote": "Coopilote"},
        trainer_names={"coach-1": "Camille Exemple"},
    )


@dataclass
class Deployment:
    """The deployment."""

    deps: Deps
    store: Store
    clock: SimulatedClock

    @classmethod
    async def open(cls, directory: Path) -> "Deployment":
        """A fresh one, on the first of September 2026."""
        store = await SqliteStore.open(directory / "coaching.db")
        await store.declare(*ALL)
        clock = SimulatedClock()
        clock.move_to(paris(2026, 9, 1))
        runtime = Runtime(store, clock, Publishing("/coopilote/coaching", clock))
        return cls(build_deps(runtime, settings_for(directory)), store, clock)

    async def deliver(self, data: EventData, cause: Cause | None = None) -> Cause:
        """Bring an event from enrolment, as the consumer does; the same cause again is a redelivery."""
        cause = cause or event_cause()
        await deliver(self.deps, data, cause)
        return cause

    async def outbox(self, event: type[EventData]) -> list[dict[str, Any]]:
        """The data of all events of a type that wait to be published."""
        return await outbox(self.deps, event)


def event_cause() -> Cause:
    """The cause of a handler for a new event."""
    event_id = new_id()
    return Cause(
        command_id=event_id,
        correlation_id=event_id,
        actor="/cmq-mma/enrolment",
        causation_id=event_id,
        event_id=event_id,
    )


async def deliver(deps: Deps, data: EventData, cause: Cause) -> None:
    """Run the listener of an event."""
    envelope = Envelope(
        id=cause.event_id or new_id(),
        source="/cmq-mma/enrolment",
        type=data.wire_type,
        subject="subject",
        time=deps.clock.now(),
        sequence=1,
        correlationid=cause.correlation_id,
        data=data.model_dump(mode="json", exclude_none=True),
    )
    await LISTENS.by_type[data.wire_type].handler(Received(data, envelope), deps, cause)


async def outbox(deps: Deps, event: type[EventData]) -> list[dict[str, Any]]:
    """The data of all unpublished events of a type, oldest first. Without a broker that is all of them."""
    documents = [one.document for one in await deps.plans.all()]
    documents += [one.document for one in await deps.sessions.all()]
    documents += [one.document for one in await deps.resolutions.all()]
    documents += [one.document for one in await deps.closings.all()]
    envelopes = [item["envelope"] for document in documents for item in document["outbox"]]
    wanted = [one for one in envelopes if one["type"] == event.wire_type]
    return [one["data"] for one in sorted(wanted, key=lambda one: str(one["id"]))]
