"""The people of #ICI, and the steps from an application to a jury."""

from typing import Any

from enrolment.domain.applications.application import Steps
from enrolment.usecases.ici.learner_id import learner_id
from essaim.contracts.types import Scheme
from tests.enrolment.office import COORDINATOR, Actor, Office, student
from tests.enrolment.snee.pepite import acceptance, deliver, say

REFERENT = Actor("referent", "cmq-mma", "referent")
JUROR = Actor("jury", "elsewhere", "juror-login")
PROGRAMME: dict[str, Any] = {
    "scheme": "ici",
    "formation": "DU #ICI et LP Smart Innovative Project",
    "establishment": "IUT du Creusot",
    "starts_on": "2026-09-01",
    "ends_on": "2027-07-02",
}
ROWS = tuple(f"Prénom{n};Nom{n};p{n}@example.org;2004-01-0{n};1;none;;;" for n in (1, 2, 3))
TERMS: dict[str, Any] = {
    "tracks": [{"track": "DU_ICI", "ects": 30, "minimum_regroupements": 1}],
    "criteria": [
        {"key": "project", "label": "Qualité du projet", "weight": 3, "maximum": 20},
        {"key": "pitch", "label": "Soutenance", "weight": 1, "maximum": 10},
    ],
    "pass_mark": "10.00",
    "mentions": [{"label": "Bien", "from": "14.00"}, {"label": "Assez bien", "from": "12.00"}],
}
JURORS = [
    {"key": "one", "name": "Claire Exemple", "quality": "présidente", "account": JUROR.sub},
    {"key": "two", "name": "Noé Modèle", "quality": "entreprise"},
]
DU: Steps = {"cursus": {"track": "DU_ICI", "entry_level": "bac+1"}}


async def admitted(office: Office, programme_id: str, row: str = ROWS[0], steps: Steps = DU) -> tuple[str, Actor]:
    """An admitted learner: the enrolment's id, and its student."""
    created = (await office.roster(programme_id, row)).json()["created"][0]
    await say(office, created["application_id"], steps)
    decided = await office.post(
        COORDINATOR,
        f"/v1/applications/{created['application_id']}/decision",
        {"decision": "accept", "reason": "Bon projet"},
    )
    for _ in range(2):
        await deliver(office, acceptance(decided, Scheme.ICI))
    return learner_id(decided["id"]), student(decided["person_id"])


async def enrolled(office: Office, programme_id: str, row: str = ROWS[0]) -> tuple[str, Actor]:
    """A learner who is enrolled in the DU."""
    id_, owner = await admitted(office, programme_id, row)
    await office.post(COORDINATOR, f"/v1/ici-enrolments/{id_}/enrolment", {"exit_level": 2})
    return id_, owner


async def gather(office: Office, programme_id: str, presences: dict[str, str], subject: str = "Rentrée") -> None:
    """A regroupement on the first day."""
    body = {"programme_id": programme_id, "held_on": "2026-09-01", "place": "Learning Lab", "subject": subject}
    await office.post(REFERENT, "/v1/ici/regroupements", body | {"presences": presences})


async def convened(office: Office, count: int = 2) -> tuple[str, list[str], list[Actor]]:
    """A jury of today with so many learners before it."""
    programme_id = await office.programme(**PROGRAMME)
    answer = await office.send(COORDINATOR, "PUT", f"/v1/ici/terms/{programme_id}", TERMS)
    assert answer.status_code == 200, answer.text
    found = [await enrolled(office, programme_id, row) for row in ROWS[:count]]
    ids = [id_ for id_, _ in found]
    await gather(office, programme_id, dict.fromkeys(ids, "present"))
    jury = await office.post(COORDINATOR, "/v1/ici/juries", jury_of(programme_id, ids))
    return str(jury["id"]), ids, [owner for _, owner in found]


def jury_of(programme_id: str, ids: list[str]) -> dict[str, Any]:
    """An ordinary jury."""
    return {
        "programme_id": programme_id,
        "held_on": "2026-09-01",
        "place": "Learning Lab",
        "jurors": JURORS,
        "enrolment_ids": ids,
    }


async def score(
    office: Office, jury_id: str, enrolment_id: str, project: int, pitch: int, juror: str = "one"
) -> dict[str, Any]:
    """The office enters the paper of a member."""
    body = {"juror": juror, "points": {"project": project, "pitch": pitch}}
    answer = await office.send(COORDINATOR, "PUT", f"/v1/ici/juries/{jury_id}/scores/{enrolment_id}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
