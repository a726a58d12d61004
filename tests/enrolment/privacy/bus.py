"""All four services in one process, and a bus that is a loop: what one has to publish is handed to all that listen to it.

As the relay does, it takes out of a document what was delivered; as the consumer does, it hands an event to the listeners.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from accounting.collections import ALL as ACCOUNTING
from accounting.events import LISTENS as ACCOUNTING_LISTENS
from coaching.collections import ALL as COACHING
from coaching.events import LISTENS as COACHING_LISTENS
from enrolment.collections import ALL as ENROLMENT
from enrolment.events import LISTENS as ENROLMENT_LISTENS
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import CONTRACTS, EventData
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.ids import new_id
from essaim.kit.listens import Listens, Received
from essaim.kit.publishing import Publishing
from essaim.kit.service import Runtime
from essaim.kit.store.port import Collection, Range, Store
from essaim.kit.store.sqlite import SqliteStore
from notifications.collections import ALL as NOTIFICATIONS
from notifications.deps import Deps as NotificationsDeps, MailServer, build_deps
from notifications.domain.message import Status
from notifications.events import LISTENS as NOTIFICATIONS_LISTENS
from notifications.settings import Settings as NotificationsSettings
from notifications.usecases.finish_farewells import finish_farewells
from notifications.usecases.send_message import SendMessage, send_message
from tests.accounting.integration.office import SIREN, Office as AccountingOffice, open_office
from tests.coaching.integration.deployment import Deployment
from tests.enrolment.office import Office

ROUNDS = 20


class Post:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    @asynccontextmanager
    async def connected(self) -> AsyncIterator["MailServer"]:
        """Itself."""
        yield self

    async def send(self, mail: EmailMessage) -> None:
        """Take it."""
        self.taken.append(mail)


@dataclass
class Party:
    """One service on the bus."""

    service: str
    deps: Any
    store: Store
    collections: tuple[Collection, ...]
    listens: Listens[Any]
    file: Path


@dataclass
class Suite:
    """The four of them."""

    enrolment: Office
    coaching: Deployment
    accounting: AccountingOffice
    notifications: NotificationsDeps
    post: Post
    parties: tuple[Party, ...]

    async def settle(self) -> None:
        """Deliver everything, send every mail, finish what waits for that; until nothing is left to do."""
        for _ in range(ROUNDS):
            moved = [await self._publish(one) for one in self.parties]
            sent = await self._send()
            await finish_farewells(self.notifications)
            if not any(moved) and not sent:
                return
        raise AssertionError("the services tell each other something for ever")

    async def hear(self, data: EventData, subject: str, sequence: int = 1) -> None:
        """An event of enrolment that it did not publish here, or once more, or late."""
        envelope = {
            "id": new_id(),
            "source": "/cmq-mma/enrolment",
            "type": data.wire_type,
            "subject": subject,
            "time": datetime.now(UTC).isoformat(),
            "sequence": sequence,
            "correlationid": "heard",
            "data": data.model_dump(mode="json", exclude_none=True),
        }
        await self._deliver(envelope)

    async def _publish(self, party: Party) -> bool:
        moved = False
        for collection in party.collections:
            found = await party.store.find(collection, {"pending": Range(gt=0)}, limit=1000)
            for document in found.documents:
                for item in document["outbox"]:
                    await self._deliver(item["envelope"])
                await self._mark(party.store, collection, document)
                moved = True
        return moved

    async def _mark(self, store: Store, collection: Collection, document: dict[str, Any]) -> None:
        sent = {item["envelope"]["id"] for item in document["outbox"]}
        now = await store.get(collection, document["id"])
        left = [item for item in now["outbox"] if item["envelope"]["id"] not in sent]
        bare = {"due_at": None, "lease": None} if not left else {}
        await store.replace(
            collection, {**now, "outbox": left, "pending": len(left), **bare}, expected_revision=now["revision"]
        )

    async def _deliver(self, raw: dict[str, Any]) -> None:
        envelope = Envelope.model_validate(raw)
        data = CONTRACTS[envelope.type].model.model_validate(envelope.data)
        cause = Cause(
            command_id=envelope.id,
            correlation_id=envelope.correlationid,
            actor=envelope.source,
            causation_id=envelope.id,
            event_id=envelope.id,
            subject=envelope.subject,
            sequence=envelope.sequence,
        )
        for party in self.parties:
            listener = party.listens.by_type.get(envelope.type)
            if listener is not None:
                await listener.handler(Received(data, envelope), party.deps, cause)

    async def _send(self) -> bool:
        sent = False
        for message in await self.notifications.messages.all({"status": Status.QUEUED.value}):
            if message.state.due_from is None:
                await send_message(SendMessage(message.id), self.post, self.notifications, fresh_cause("sender"))
                sent = True
        return sent


@asynccontextmanager
async def open_suite(office: Office, directory: Path) -> AsyncIterator[Suite]:
    """cmq-mma runs enrolment and notifications, coopilote coaching and accounting."""
    coaching = await Deployment.open(directory)
    store = await SqliteStore.open(directory / "notifications.db")
    await store.declare(*NOTIFICATIONS)
    clock, post = SimulatedClock(), Post()
    settings = NotificationsSettings(
        partner="cmq-mma",
        store_url=f"sqlite:///{directory}/notifications.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(directory / "jwks.json"),
        token_issuer="i",
        smtp_url="smtp://127.0.0.1:9",
        mail_from="Essaim <essaim@example.org>",
    )
    runtime = Runtime(store, clock, Publishing("/cmq-mma/notifications", clock))
    notifications = build_deps(runtime, settings, post)
    (directory / "accounting").mkdir()
    async with open_office(directory / "accounting") as accounting:
        parties = (
            _party("enrolment", office.deps, ENROLMENT, ENROLMENT_LISTENS, directory / "enrolment.db"),
            _party("coaching", coaching.deps, COACHING, COACHING_LISTENS, directory / "coaching.db"),
            _party(
                "accounting", accounting.deps, ACCOUNTING, ACCOUNTING_LISTENS, directory / "accounting/accounting.db"
            ),
            _party(
                "notifications", notifications, NOTIFICATIONS, NOTIFICATIONS_LISTENS, directory / "notifications.db"
            ),
        )
        yield Suite(office, coaching, accounting, notifications, post, parties)
    await coaching.store.close()
    await store.close()


def _party(service: str, deps: Any, collections: tuple[Collection, ...], listens: Listens[Any], file: Path) -> Party:
    named = {"enrolment": "persons", "coaching": "people", "accounting": "persons", "notifications": "contacts"}
    # Every repository of a deployment works on the one store that it has.
    return Party(service, deps, getattr(deps, named[service])._store, collections, listens, file)


__all__ = ["SIREN", "Suite", "open_suite"]
