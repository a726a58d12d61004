"""Helpers of these tests: persons, texts of consents, workbooks, and the secret of a link that went out by an event."""

import io
from typing import Any

from openpyxl import Workbook

from tests.enrolment.office import COORDINATOR, Actor, Office, events

PEPITE = Actor("pepite_officer", "cmq-mma", "officer")
OTHER = Actor("coordinator", "ubfc", "other")
LOU = {
    "given_name": "Lou-Anne",
    "family_name": "Vaucheret",
    "email": "lou-anne@example.org",
    "birth_date": "2007-11-23",
}
CHILD = {
    "given_name": "Nolwenn",
    "family_name": "Tavardin",
    "email": "nolwenn@example.org",
    "birth_date": "2012-04-18",
}
PARENT = {"given_name": "Hélène", "family_name": "Tavardin", "email": "helene@example.org"}
TEXT = {
    "title": "Vos données",
    "text": "Nous gardons votre nom.\nVous pouvez retirer votre accord.",
    "valid_from": "2026-01-01",
}


def login(subject: str) -> Actor:
    """A student with this subject."""
    return Actor("student", "cmq-mma", subject)


async def registered(office: Office, **changes: Any) -> str:
    """A person whom the coordinator registered, by id."""
    return str((await office.post(COORDINATOR, "/v1/persons", LOU | changes))["id"])


async def minor(office: Office, **changes: Any) -> tuple[str, str]:
    """A child of 14 and a guardian of theirs, by id."""
    child_id = str((await office.post(COORDINATOR, "/v1/persons", CHILD | changes))["id"])
    guardian = await office.post(COORDINATOR, f"/v1/persons/{child_id}/guardians", PARENT)
    return child_id, str(guardian["id"])


async def text(office: Office, kind: str, version: str = "v1", **changes: Any) -> None:
    """A version of a text that is in force."""
    answer = await office.send(COORDINATOR, "PUT", f"/v1/consent-texts/{kind}/{version}", TEXT | changes)
    assert answer.status_code == 200, answer.text


async def asked(office: Office, person_id: str, kind: str) -> str:
    """A consent that is asked for, by id; its text is written first."""
    await text(office, kind)
    return str((await office.post(COORDINATOR, f"/v1/persons/{person_id}/consents", {"kind": kind}))["id"])


async def link_path(office: Office, consent_id: str, guardian_id: str) -> str:
    """Where a new link leads, as the guardian's mail says it."""
    body = {"guardian_id": guardian_id}
    link = await office.post(COORDINATOR, f"/v1/consents/{consent_id}/links", body)
    ((name, data),) = events(await office.deps.consent_links.get(link["id"]))
    assert name == "personal enrolment.consent_link_created.v1"
    base = office.deps.settings.public_url
    assert data["url"].startswith(base)
    return str(data["url"][len(base) :])


def workbook(*rows: list[Any], sheet: str = "Feuille1") -> bytes:
    """An XLSX file with these rows in one sheet."""
    book = Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
