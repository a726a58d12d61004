"""The people of a Pépite, and the steps from an application to a status."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enrolment.domain.applications.application import Application, RecordedAnswer, Steps
from enrolment.domain.programmes.decider import Answer
from enrolment.events import LISTENS
from enrolment.usecases.snee.status_id import status_id
from essaim.contracts.enrolment import ApplicationAccepted
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.ids import new_id
from essaim.kit.listens import Received
from tests.enrolment.office import COORDINATOR, Actor, Office, student

PEPITE = Actor("pepite_officer", "cmq-mma", "officer")
FOREIGN_PEPITE = Actor("pepite_officer", "ubfc", "stranger")
REFERENT = Actor("referent", "cmq-mma", "referent")
YEAR: dict[str, Any] = {"scheme": "snee", "starts_on": "2026-09-01", "ends_on": "2027-08-31", "carrier": "ubfc"}
ROWS = (
    "Lou-Anne;Vaucheret;lou-anne@example.org;2004-11-23;2;none;;;",
    "Sacha;Montbéliou;sacha@example.org;12/01/1990;3;none;;;",
)
TUTOR = {"given_name": "Odile", "family_name": "Marquerie", "email": "odile@example.org"}


async def deliver(office: Office, data: EventData, *, partner: str = "cmq-mma", event_id: str | None = None) -> None:
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


async def say(office: Office, application_id: str, steps: Steps, *, d2e: bool | None = None) -> None:
    """What a dossier says and what its committee answered, as if it had come online."""
    answers: tuple[RecordedAnswer, ...] = ()
    if d2e is not None:
        answers = (RecordedAnswer("committee", Answer.ACCEPT, date(2026, 9, 1), "review", {"d2e": d2e}),)

    def change(state: Application) -> Change[Application]:
        return Change(replace(state, steps=steps, answers=answers))

    await office.deps.applications.change(application_id, change, fresh_cause("test"))


async def accepted(
    office: Office, row: str = ROWS[0], *, steps: Steps | None = None, d2e: bool | None = None, **programme: Any
) -> dict[str, Any]:
    """An accepted application, before its event has come back."""
    programme_id = programme.pop("programme_id", None) or await office.programme(**{**YEAR, **programme})
    created = (await office.roster(programme_id, row)).json()["created"]
    application_id = created[0]["application_id"]
    if steps is not None or d2e is not None:
        await say(office, application_id, steps or {}, d2e=d2e)
    decided: dict[str, Any] = await office.post(
        COORDINATOR, f"/v1/applications/{application_id}/decision", {"decision": "accept", "reason": "Bon projet"}
    )
    return decided


async def opened(
    office: Office, row: str = ROWS[0], *, steps: Steps | None = None, d2e: bool | None = None, **programme: Any
) -> tuple[str, Actor]:
    """A status that waits for the charter: its id, and its student."""
    application = await accepted(office, row, steps=steps, d2e=d2e, **programme)
    await deliver(office, acceptance(application))
    return status_id(application["id"]), student(application["person_id"])


def acceptance(application: dict[str, Any], scheme: Scheme = Scheme.SNEE) -> ApplicationAccepted:
    """The event of an acceptance."""
    return ApplicationAccepted(
        application_id=application["id"],
        person_id=application["person_id"],
        programme_id=application["programme_id"],
        scheme=scheme,
    )


async def active(office: Office, row: str = ROWS[0], **options: Any) -> tuple[str, Actor]:
    """A status in force: its id, and its student."""
    id_, owner = await opened(office, row, **options)
    await office.post(owner, f"/v1/snee-statuses/{id_}/charter", {"version": "2021-06"})
    return id_, owner


async def code_on_paper(office: Office, id_: str) -> str:
    """The code that the attestation bears."""
    code = (await office.deps.snee_statuses.get(id_)).state.attestation_code
    assert code is not None
    return code


async def tutor_link(office: Office, tutoring_id: str) -> str:
    """The token in the last invitation of a tutor: it is on ``personal`` only, and nowhere else."""
    stored = await office.deps.snee_tutorings.get(tutoring_id)
    invitations = [one for one in stored.document["outbox"] if one["envelope"]["type"].endswith("tutor_invited.v1")]
    assert {one["exchange"] for one in invitations} == {"personal"}
    url = str(invitations[-1]["envelope"]["data"]["url"])
    found = re.search(r"/tutoring/([A-Za-z0-9_-]{43})$", url)
    assert found
    return found.group(1)
