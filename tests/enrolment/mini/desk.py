"""A school's mini-entreprise, the people around it, and the steps that many tests start from."""

from datetime import UTC, datetime
from typing import Any

from enrolment.usecases.mini.member_id import member_id
from essaim.contracts.enrolment import ApplicationAccepted
from essaim.contracts.types import Scheme
from tests.enrolment.office import COORDINATOR, Actor, Office, student
from tests.enrolment.snee.pepite import deliver

EPA = Actor("epa_facilitator", "cmq-mma", "facilitator")
TEACHER = Actor("teacher", "cmq-mma", "teacher")
JUROR = Actor("jury", "cmq-mma", "juror")
STRANGER = Actor("epa_facilitator", "ubfc", "stranger")
YEAR = {"scheme": "mini_entreprise", "carrier": "epa", "starts_on": "2026-09-01", "ends_on": "2027-07-02"}
TEAMS = "/v1/mini-enterprises"
# Eighteen, nineteen, twenty and thirteen years old on the first day.
ROWS = (
    "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;",
    "Sacha;Montbéliou;sacha@example.org;2007-01-12;1;none;;;",
    "Nolwenn;Tavardin;nolwenn@example.org;2006-04-18;1;none;;;",
)
TEAM = {
    "name": "Les Lampions",
    "format": "L",
    "starts_on": "2026-10-01",
    "ends_on": "2027-05-31",
    "planned_hours": 60,
    "teachers": ["teacher"],
}
AGREEMENT = {
    "starts_on": "2026-09-15",
    "ends_on": "2027-06-30",
    "school": {"organisation": "Lycée Exemple", "name": "Odile Marquerie", "quality": "proviseure"},
    "epa": {"organisation": "EPA Exemple", "name": "Rémi Vasseron", "quality": "président"},
}
POINTS = {"motivation": 4, "cv": 3, "expression": 5, "skills": 3}


async def dossiers(office: Office, programme_id: str, *rows: str) -> list[dict[str, Any]]:
    """Accepted dossiers of a programme; their events have not come back yet."""
    created = (await office.roster(programme_id, *rows)).json()["created"]
    decision = {"decision": "accept", "reason": "Dossier complet"}
    return [
        await office.post(COORDINATOR, f"/v1/applications/{one['application_id']}/decision", decision)
        for one in created
    ]


async def created(office: Office, *, rows: tuple[str, ...] = ROWS, **team: Any) -> tuple[str, list[dict[str, Any]]]:
    """A team with members: its id, and their dossiers."""
    programme_id = await office.programme(**YEAR)
    enterprise = await office.post(EPA, TEAMS, TEAM | {"programme_id": programme_id} | team)
    found = await dossiers(office, programme_id, *rows) if rows else []
    if found:
        await office.post(TEACHER, f"{TEAMS}/{enterprise['id']}/members", joining(found))
    return str(enterprise["id"]), found


def joining(applications: list[dict[str, Any]]) -> dict[str, Any]:
    """The body that lets them join."""
    return {"application_ids": [one["id"] for one in applications]}


async def signed(office: Office, enterprise_id: str) -> dict[str, Any]:
    """A team whose agreement both have signed on 21 September."""
    path = f"{TEAMS}/{enterprise_id}/agreement"
    assert (await office.send(EPA, "PUT", path, AGREEMENT)).status_code == 200
    await office.move_clock(datetime(2026, 9, 21, 7, tzinfo=UTC))
    await office.post(TEACHER, f"{path}/signatures", signature("school", "Odile Marquerie"))
    after: dict[str, Any] = await office.post(EPA, f"{path}/signatures", signature("epa", "Rémi Vasseron"))
    return after


def signature(party: str, name: str) -> dict[str, str]:
    """A signature of today."""
    return {"party": party, "name": name, "signed_on": "2026-09-21"}


def seat(application: dict[str, Any]) -> str:
    """The id of a dossier's place in its team."""
    return member_id(application["id"])


def self_of(application: dict[str, Any]) -> Actor:
    """The student of a dossier."""
    return student(application["person_id"])


async def interviewed(office: Office, enterprise_id: str, application: dict[str, Any], hour: int = 14) -> str:
    """A member with a CV and an interview with a filled grid, by the member's id."""
    path = f"{TEAMS}/{enterprise_id}/members/{seat(application)}"
    written = {"cv": "Stage chez une fleuriste", "letter": "J’aime vendre.", "wishes": ["sales-director", "chief"]}
    assert (await office.send(self_of(application), "PUT", f"{path}/candidacy", written)).status_code == 200
    asked = await office.post(TEACHER, f"{path}/interviews", slot(hour))
    interview_id = asked["interviews"][-1]["id"]
    filled = await office.send(JUROR, "PUT", f"{path}/interviews/{interview_id}/grid", {"points": POINTS})
    assert filled.status_code == 200, filled.text
    return seat(application)


def slot(hour: int, account: str = "juror") -> dict[str, Any]:
    """A quarter of an hour on 25 September."""
    return {
        "starts_at": f"2026-09-25T{hour:02d}:00:00+02:00",
        "minutes": 15,
        "interviewers": [{"name": "Claire Juvanon", "account": account}],
    }


async def elected(office: Office, enterprise_id: str, candidates: list[str], *ballots: str | None) -> dict[str, Any]:
    """The team after an election of the chief whose ballot box held these votes of the first electors."""
    path = f"{TEAMS}/{enterprise_id}/elections"
    opened = await office.post(TEACHER, path, {"post": "chief", "candidates": candidates})
    ballot = opened["elections"][-1]["number"]
    members = (await office.get(TEACHER, f"{TEAMS}/{enterprise_id}/members"))["items"]
    counts = {one: ballots.count(one) for one in candidates if one in ballots}
    box = {
        "voters": [one["id"] for one in members][: len(ballots)],
        "counts": counts,
        "blank": sum(one is None for one in ballots),
    }
    closed: dict[str, Any] = await office.post(TEACHER, f"{path}/{ballot}/closing", box)
    return closed


async def smaller(office: Office, enterprise_id: str, *kept: str) -> None:
    """Only these directors are wanted."""
    team = await office.get(TEACHER, f"{TEAMS}/{enterprise_id}")
    for post in team["posts"]:
        if post["number"] and post["key"] not in (*kept, "chief"):
            path = f"{TEAMS}/{enterprise_id}/posts/{post['key']}"
            assert (await office.send(TEACHER, "PUT", path, {"number": 0})).status_code == 200


async def built(office: Office, **team: Any) -> tuple[str, list[dict[str, Any]]]:
    """A team whose posts are filled, at TEAM_BUILT: an elected chief and a sales director."""
    enterprise_id, found = await created(office, **team)
    await signed(office, enterprise_id)
    await smaller(office, enterprise_id, "sales-director")
    chief = seat(found[0])
    await elected(office, enterprise_id, [chief], chief, chief, None)
    director = await interviewed(office, enterprise_id, found[1])
    given = {"member_id": director, "reason": "Bon entretien"}
    await office.post(TEACHER, f"{TEAMS}/{enterprise_id}/posts/sales-director/appointments", given)
    await office.post(TEACHER, f"{TEAMS}/{enterprise_id}/steps", {"status": "TEAM_BUILT"})
    return enterprise_id, found


async def accept_event(office: Office, application: dict[str, Any]) -> None:
    """The event of an acceptance comes back."""
    told = ApplicationAccepted(
        application_id=application["id"],
        person_id=application["person_id"],
        programme_id=application["programme_id"],
        scheme=Scheme.MINI_ENTREPRISE,
    )
    await deliver(office, told)
