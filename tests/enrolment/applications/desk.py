"""People and programmes that the tests of dossiers start from, and a dossier filled in by one call."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import httpx

from enrolment.domain.applications.application import Application
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import Actor, Office
from tests.support.sample_files import pdf

OFFICER = Actor("pepite_officer", "cmq-mma", "officer")
OTHER_OFFICER = Actor("pepite_officer", "ubfc", "other-officer")
PDF, ACTIVE_PDF = pdf(), pdf("javascript")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
CERTIFICATE = RequiredDocument("enrolment-certificate", "Certificat de scolarité", "career", when="student")
PORTRAIT = RequiredDocument("portrait", "Portrait", "profile", required=False)
SNEE_STEPS: dict[str, dict[str, Any]] = {
    "contact": {"situation": "student"},
    "career": {
        "baccalaureate": "original",
        "baccalaureate_type": "general",
        "baccalaureate_year": 2025,
        "diploma": "BTS Métiers de la Mode",
        "establishment": "Lycée des métiers de la mode",
    },
    "tutor": {
        "given_name": "Odile",
        "family_name": "Tranchevent",
        "email": "odile@example.org",
        "replace_internship": True,
    },
    "project": {
        "name": "Fil Rouge",
        "summary": "Des vêtements réparables.",
        "step_summary": "Prototype cousu.",
        "activity_summary": "Vente en ligne.",
        "type": "creation",
        "legal": "unknown",
        "stage": "building",
        "sector": 8,
    },
    "motivation": {"motivation": "Créer mon atelier.", "ask_d2e": False},
}
COOPERATIVE_STEPS: dict[str, dict[str, Any]] = {
    "studies": {"year": 1, "employment": "none"},
    "motivation": {"motivation": "Apprendre ensemble."},
}


def student(person_id: str) -> Actor:
    """The applicant."""
    return Actor("student", "cmq-mma", person_id)


async def person(office: Office, person_id: str, **changes: Any) -> Actor:
    """Somebody who is registered, as an actor."""
    registered = Person(
        Kind.STUDENT,
        given_name=person_id.capitalize(),
        family_name="Vaucheret",
        email=f"{person_id}@example.org",
        coordinator="cmq-mma",
        birth_date=date(2007, 3, 12),
        phone="+33612345678",
        birth_place="Dijon",
        nationality="FR",
        ine="123456789AB",
        address="1 rue de la Laine, 21000 Dijon",
    )
    await office.deps.persons.add(person_id, replace(registered, **changes), fresh_cause("test"))
    return student(person_id)


async def snee(office: Office, parameters: Parameters | None = None, **changes: Any) -> str:
    """A programme of the status of student-entrepreneur, by its id."""
    programme_id = await office.programme(scheme="snee", formation="Statut étudiant-entrepreneur", **changes)
    await parametrise(office, programme_id, parameters or Parameters(date(2026, 1, 1)))
    return programme_id


async def parametrise(office: Office, programme_id: str, parameters: Parameters, **changes: Any) -> None:
    """The parameters of a programme, and other fields of it."""

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(parameters,), **changes))

    await office.deps.programmes.change(programme_id, change, fresh_cause("test"))


async def draft(office: Office, actor: Actor, programme_id: str, **more: str) -> str:
    """A dossier that was begun, by its id."""
    body = {"programme_id": programme_id} | more
    return str((await office.post(actor, "/v1/applications/drafts", body))["id"])


async def save(
    office: Office, actor: Actor, application_id: str, step: str, values: dict[str, Any], seen: int | None = None
) -> httpx.Response:
    """The answer to a step that is saved."""
    headers = {} if seen is None else {"If-Match": f'"{seen}"'}
    path = f"/v1/applications/{application_id}/steps/{step}"
    return await office.send(actor, "PUT", path, {"values": values}, headers=headers)


async def filled(
    office: Office,
    actor: Actor,
    programme_id: str,
    steps: dict[str, dict[str, Any]] | None = None,
    **more: dict[str, Any],
) -> str:
    """A dossier with all steps saved, by its id."""
    application_id = await draft(office, actor, programme_id)
    for step, values in ((SNEE_STEPS if steps is None else steps) | more).items():
        answer = await save(office, actor, application_id, step, values)
        assert answer.status_code == 200, answer.text
    return application_id


async def sent(office: Office, actor: Actor, programme_id: str, **more: dict[str, Any]) -> str:
    """A dossier that was sent, by its id."""
    application_id = await filled(office, actor, programme_id, **more)
    await office.post(actor, f"/v1/applications/{application_id}/sending")
    return application_id


async def attach(
    office: Office,
    actor: Actor,
    application_id: str,
    content: bytes = PDF,
    kind: str = "enrolment-certificate",
    **more: str,
) -> httpx.Response:
    """The answer to a file."""
    params = {"kind": kind, "name": "certificat.pdf"} | more
    path = f"/v1/applications/{application_id}/attachments"
    return await office.send(actor, "POST", path, params=params, content=content)


def sha256(content: bytes = PDF) -> str:
    """The hash under which a file is kept."""
    return hashlib.sha256(content).hexdigest()


async def state_of(office: Office, application_id: str) -> Application:
    """What is stored."""
    return (await office.deps.applications.get(application_id)).state


async def told(office: Office, application_id: str, kind: str) -> list[dict[str, Any]]:
    """The data of the events of one type that a dossier has still to publish."""
    stored = await office.deps.applications.get(application_id)
    return [
        one["envelope"]["data"]
        for one in stored.document["outbox"]
        if one["envelope"]["type"] == f"enrolment.{kind}.v1"
    ]
