"""Who asks and who decides in these tests, and the events that other services would send."""

from datetime import UTC, datetime
from typing import Any

from enrolment.events import LISTENS
from essaim.contracts.accounting import AccountingAccessAnswered, AccountingClosingChecked, AccountingErasureApplied
from essaim.contracts.coaching import CoachingAccessAnswered, CoachingClosingChecked, CoachingErasureApplied
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.contracts.notifications import NotificationsAccessAnswered, NotificationsErasureApplied
from essaim.contracts.personal_records import pieces_of
from essaim.kit.cause import Cause
from essaim.kit.ids import new_id
from essaim.kit.listens import Received
from tests.enrolment.office import COORDINATOR, Actor, Office, student

OFFICER = Actor("data_protection_officer", "cmq-mma", "dpo")
FOREIGN_OFFICER = Actor("data_protection_officer", "ubfc", "dpo-2")
ACCOUNTANT = Actor("accountant", "coopilote", "accountant-1")
ADULT = "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;"
MINOR = "Nolwenn;Tavardin;nolwenn@example.org;2009-04-18;1;none;Hélène;Tavardin;helene@example.org"
PARTNERS = {"accounting": "coopilote", "coaching": "coopilote", "notifications": "cmq-mma"}
APPLIED = {
    "accounting": AccountingErasureApplied,
    "coaching": CoachingErasureApplied,
    "notifications": NotificationsErasureApplied,
}
ANSWERED = {
    "accounting": AccountingAccessAnswered,
    "coaching": CoachingAccessAnswered,
    "notifications": NotificationsAccessAnswered,
}


async def applicant(office: Office, row: str = ADULT) -> tuple[str, str]:
    """A person with a dossier: the person's id and the dossier's."""
    programme_id = await office.programme()
    (created,) = (await office.roster(programme_id, row)).json()["created"]
    dossier = await office.get(COORDINATOR, f"/v1/applications/{created['application_id']}")
    return str(dossier["person_id"]), str(dossier["id"])


async def deliver(office: Office, data: EventData, *, partner: str, event_id: str | None = None) -> None:
    """Hand an event to the service's own table of listeners, as its consumer does."""
    id_ = event_id or new_id()
    envelope = Envelope(
        id=id_,
        source=f"/{partner}/{data.wire_type.split('.')[0]}",
        type=data.wire_type,
        subject="subject",
        time=datetime.now(UTC),
        sequence=1,
        correlationid=id_,
        data=data.model_dump(mode="json"),
    )
    cause = Cause(command_id=id_, correlation_id=id_, actor=envelope.source, causation_id=id_, event_id=id_)
    await LISTENS.by_type[data.wire_type].handler(Received(data, envelope), office.deps, cause)


async def apply_elsewhere(office: Office, erasure_id: str, person_id: str, *services: str, **kept: list[str]) -> None:
    """What the other services answer to an erasure; all three unless some are named."""
    for service in services or tuple(APPLIED):
        data = APPLIED[service](erasure_id=erasure_id, person_id=person_id, kept=kept.get(service, []))
        await deliver(office, data, partner=PARTNERS[service])


async def answer_access(
    office: Office, request_id: str, person_id: str, service: str, records: list[dict[str, Any]]
) -> None:
    """What another service holds, in as many pieces as it needs."""
    for part, parts, piece in pieces_of(records):
        data = ANSWERED[service](request_id=request_id, person_id=person_id, part=part, parts=parts, piece=piece)
        await deliver(office, data, partner=PARTNERS[service])


async def ask_to_be_erased(office: Office, person_id: str) -> dict[str, Any]:
    """The person asks by themself."""
    asked: dict[str, Any] = await office.post(student(person_id), "/v1/erasure-requests", {"person_id": person_id})
    return asked


async def erase(office: Office, person_id: str, **body: Any) -> dict[str, Any]:
    """Asked by the person, accepted by the officer; the others have not answered yet."""
    asked = await ask_to_be_erased(office, person_id)
    erased: dict[str, Any] = await office.post(OFFICER, f"/v1/erasure-requests/{asked['id']}/acceptance", body, 200)
    return erased


async def close(office: Office, group_id: str, closing_id: str) -> None:
    """Both services are clear."""
    for answer in (AccountingClosingChecked, CoachingClosingChecked):
        data = answer(closing_id=closing_id, group_id=group_id, clear=True, open_items=[])
        await deliver(office, data, partner="coopilote")
