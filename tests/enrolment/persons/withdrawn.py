"""A minor's dossier that rests on their guardian's yes behind a link, and what the guardian says next."""

from dataclasses import dataclass
from typing import Any

from enrolment.domain.applications.application import Application
from essaim.contracts.enrolment import ConsentGiven, ConsentWithdrawn
from essaim.contracts.event import EventData
from tests.enrolment.integration.test_listening import deliver
from tests.enrolment.office import COORDINATOR, ROWS, Office, events
from tests.enrolment.persons.people import link_path, text

YES = {"answer": "yes", "name": "Hélène Tavardin", "read": "1"}
NO = {"answer": "no", "name": "Hélène Tavardin"}
VERSION = "2026-09"
MISSING = "youth-01-guardian-consent-missing"
ACCEPT = {"decision": "accept", "reason": "Dossier complet"}


@dataclass
class Family:
    """The dossier, the consent, and the page on which the guardian answers."""

    office: Office
    application_id: str
    person_id: str
    guardian_id: str
    consent_id: str
    path: str

    @property
    def at(self) -> str:
        return f"/v1/applications/{self.application_id}"

    async def says(self, answer: dict[str, str]) -> None:
        """Only what the request itself does: no event is delivered."""
        assert (await self.office.client.post(self.path, data=answer)).status_code == 303

    async def agrees(self) -> None:
        """The yes, and our own event of it."""
        await self.says(YES)
        await self.hears("consent_given")

    async def hears(self, kind: str, *, times: int = 1) -> None:
        """The last of our own events of this kind, delivered so often."""
        told = events(await self.office.deps.consents.get(self.consent_id))
        data = [one for name, one in told if name.endswith(f"{kind}.v1")][-1]
        models: dict[str, type[EventData]] = {"consent_given": ConsentGiven, "consent_withdrawn": ConsentWithdrawn}
        for _ in range(times):
            await deliver(self.office, models[kind].model_validate(data), partner="cmq-mma")

    async def asked_again(self) -> None:
        """The office asks once more; the link that the guardian has still serves."""
        body = {"kind": "CONTRACT", "text_version": VERSION}
        asked = await self.office.post(COORDINATOR, f"/v1/persons/{self.person_id}/consents", body)
        assert (asked["id"], asked["status"]) == (self.consent_id, "REQUESTED")

    async def state(self) -> Application:
        return (await self.office.deps.applications.get(self.application_id)).state

    async def shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = await self.office.get(COORDINATOR, self.at)
        return shown


async def family(office: Office, programme_id: str | None = None) -> Family:
    """A dossier on which nobody has answered; the guardian has the link."""
    programme_id = programme_id or await office.programme(consent_text_version=VERSION)
    (row,) = (await office.roster(programme_id, ROWS[2])).json()["created"]
    guardian_id = str((await office.deps.applications.get(row["application_id"])).state.guardian_id)
    await text(office, "CONTRACT", VERSION)
    body = {"kind": "CONTRACT", "text_version": VERSION}
    consent = await office.post(COORDINATOR, f"/v1/persons/{row['person_id']}/consents", body)
    path = await link_path(office, consent["id"], guardian_id)
    return Family(office, row["application_id"], row["person_id"], guardian_id, consent["id"], path)
