"""A network with mentors, a team that looks for one, and the people around them."""

import re
from typing import Any

import httpx

from tests.enrolment.office import COORDINATOR, Actor, Office, events

EPA = Actor("epa_facilitator", "cmq-mma", "facilitator")
TEACHER = Actor("teacher", "cmq-mma", "teacher-login")
OTHER_TEACHER = Actor("teacher", "cmq-mma", "other-teacher")
SCHOOL_TEACHER = Actor("teacher", "lycee", "school-teacher")
FOREIGN = Actor("epa_facilitator", "ubfc", "stranger")
YEAR = {"scheme": "mini_entreprise", "carrier": "epa", "starts_on": "2026-09-01", "ends_on": "2027-07-02"}
TEAM = {
    "name": "Les Lampions",
    "format": "L",
    "starts_on": "2026-10-01",
    "ends_on": "2027-05-31",
    "planned_hours": 60,
}
COMPANY: dict[str, Any] = {
    "name": "Maroquinerie Exemple",
    "siret": "999 999 121 00018",
    "sector": "15.12z",
    "city": "Besançon",
    "department": "25",
    "offers": ["visit", "mentor"],
    "contacts": [
        {
            "given_name": "Odile",
            "family_name": "Marquerie",
            "email": "odile@example.org",
            "consent_on": "2026-09-01",
        }
    ],
}
SIRET = "99999912100018"
MENTOR: dict[str, Any] = {
    "given_name": "Florent",
    "family_name": "Dubrisay",
    "email": "florent@example.org",
    "city": "Besançon",
    "sectors": ["15.12Z"],
    "skills": ["Vente", "Comptabilité"],
    "slots": ["mer 14:00-16:00"],
    "maximum_teams": 1,
}
NEED: dict[str, Any] = {
    "subject_kind": "mini_enterprise",
    "city": "Besançon",
    "sectors": ["15.12Z"],
    "skills": ["comptabilite"],
    "slot": "mercredi 14h-16h",
    "teacher_name": "Maëlle Tranchevent",
    "teacher_email": "maelle@example.org",
}


def mentor_actor(mentor_id: str) -> Actor:
    """A mentor with their own login."""
    return Actor("mentor", "entreprise", mentor_id)


async def put(office: Office, actor: Actor, path: str, body: Any, status: int = 200) -> Any:
    """What a PUT answers."""
    answer = await office.send(actor, "PUT", path, body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def mentor(office: Office, id_: str, **changes: Any) -> str:
    """A mentor of the network."""
    own = {"email": f"{id_}@example.org"}
    await put(office, EPA, f"/v1/mentors/{id_}", MENTOR | own | changes)
    return id_


async def team(office: Office, programme_id: str | None = None, **changes: Any) -> str:
    """A team of a programme, by its id."""
    programme = programme_id or await office.programme(**YEAR)
    made = await office.post(EPA, "/v1/mini-enterprises", TEAM | {"programme_id": programme} | changes)
    return str(made["id"])


async def need(office: Office, actor: Actor = EPA, *, team_id: str | None = None, **changes: Any) -> dict[str, Any]:
    """A need of a team."""
    subject = team_id or await team(office)
    made: dict[str, Any] = await put(office, actor, "/v1/mentor-needs", NEED | {"subject_id": subject} | changes)
    return made


async def chosen(office: Office, need_id: str, mentor_id: str, actor: Actor = EPA) -> str:
    """The id of a choice that was just made."""
    body = {"mentor_id": mentor_id, "note": "Une équipe très motivée"}
    made = await office.post(actor, f"/v1/mentor-needs/{need_id}/choices", body)
    return str(made["choices"][-1]["id"])


async def suggestions(office: Office, need_id: str, actor: Actor = EPA) -> dict[str, Any]:
    """The ranking of a need."""
    found: dict[str, Any] = await office.get(actor, f"/v1/mentor-needs/{need_id}/suggestions")
    return found


async def send_file(office: Office, kind: str, text: str, **query: str) -> httpx.Response:
    """The answer to a file of companies or mentors."""
    return await office.send(
        COORDINATOR,
        "POST",
        f"/v1/{kind}/import",
        params=query,
        content=text.encode(),
        headers={"Content-Type": "text/csv"},
    )


async def mentor_link(office: Office, need_id: str, event: str = "mentor_asked") -> str:
    """The token in the last mail to a mentor: it is on ``personal`` only, and nowhere else."""
    told = events(await office.deps.mentor_needs.get(need_id))
    url = str([data for name, data in told if name == f"personal enrolment.{event}.v1"][-1]["url"])
    found = re.search(r"/mentoring/([A-Za-z0-9_-]{43})$", url)
    assert found
    return found.group(1)
