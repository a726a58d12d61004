"""Chapter 4, November: three pupils found a Mini-Entreprise L: an agreement, an elected chief, a director after an interview."""

from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.applications import content
from essaim.cli.demo.dossiers import answer, seen
from essaim.cli.demo.people import COORDINATION, COORDINATOR, EPA, LOCAL_EPA, TEACHER, Actor, Student
from essaim.cli.demo.world import World, expect, paris

PUPILS = "pupils.csv"
NAME = "Les Lampions"
YEAR = {
    "scheme": "mini_entreprise",
    "school_year": "2026-2027",
    "formation": "Bac pro Métiers de la mode",
    "establishment": "Lycée des métiers de la mode (démonstration)",
    "starts_on": "2026-09-01",
    "ends_on": "2027-07-02",
    "coordinator": COORDINATION,
    "carrier": EPA.partner,
    "minimum_members": 2,
    "maximum_members": 35,
    "consent_text_version": "2026-09",
    "preset": "standard",
}
SCHOOL = {"organisation": "Lycée (démonstration)", "name": "Maëlle Tranchevent", "quality": "proviseure"}
ASSOCIATION = {"organisation": "EPA (démonstration)", "name": "Rémi Vasseron", "quality": "président"}
TODAY = "2026-11-20"
POINTS = {"motivation": 4, "cv": 3, "expression": 5, "skills": 4}
PEOPLE = 3


@dataclass(frozen=True)
class Team:
    """The team and its members, in the order of the list."""

    enterprise_id: str
    programme_id: str
    pupils: tuple[Student, ...]
    members: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the service has it."""
        return f"/v1/mini-enterprises/{self.enterprise_id}"

    def pupil(self, place: int) -> Actor:
        """A member as a caller."""
        student = self.pupils[place]
        return Actor(student.name, "student", COORDINATION, student.person_id)


async def found(world: World) -> Team:
    """From the class list to a team whose posts are filled."""
    programme_id, pupils = await _accept_class(world)
    team = await _create(world, programme_id, pupils)
    await _sign(world, team)
    await _elect(world, team)
    await _appoint(world, team)
    return team


async def _accept_class(world: World) -> tuple[str, tuple[Student, ...]]:
    enrolment = world.api("enrolment", COORDINATOR)
    with world.step(COORDINATOR, "opens Mini-Entreprise for a class, and imports its list", service="enrolment"):
        await world.move_clock(paris(2026, 11, 20, 10))
        programme_id = str((await enrolment.post("/v1/programmes", YEAR))["id"])
        report = await enrolment.upload(f"/v1/programmes/{programme_id}/roster", content(PUPILS), "text/csv")
        expect("rows created and bad", (len(report["created"]), report["errors"]), (PEOPLE, []))
        pupils = [await _pupil(world, one["application_id"]) for one in report["created"]]
    with world.step(EPA, f"and the school accept the {PEOPLE} pupils: both have to agree", service="enrolment"):
        for pupil in pupils:
            await answer(world, "enrolment", EPA, pupil.application_id, "accept")
            await answer(world, "enrolment", TEACHER, pupil.application_id, "accept")
            await world.event(
                "enrolment.application_accepted.v1",
                application_id=pupil.application_id,
                otherwise=seen(world, COORDINATOR, pupil.application_id, "ACCEPTED"),
            )
    return programme_id, tuple(pupils)


async def _pupil(world: World, application_id: str) -> Student:
    enrolment = world.api("enrolment", COORDINATOR)
    person_id = (await enrolment.get(f"/v1/applications/{application_id}"))["person_id"]
    person = await enrolment.get(f"/v1/persons/{person_id}")
    return Student(person_id, application_id, person["given_name"], person["family_name"], person["email"])


async def _create(world: World, programme_id: str, pupils: tuple[Student, ...]) -> Team:
    with world.step(LOCAL_EPA, f"creates the team “{NAME}”, format L; the pupils join", service="enrolment"):
        facilitator = world.api("enrolment", LOCAL_EPA)
        body = {"name": NAME, "format": "L", "starts_on": "2026-11-23", "ends_on": "2027-06-11", "planned_hours": 60}
        named = {"programme_id": programme_id, "teachers": [TEACHER.sub]}
        enterprise = await facilitator.post("/v1/mini-enterprises", body | named)
        path = f"/v1/mini-enterprises/{enterprise['id']}"
        joining = {"application_ids": [one.application_id for one in pupils]}
        joined = (await facilitator.post(f"{path}/members", joining))["items"]
        places = {one["person_id"]: str(one["id"]) for one in joined}
        check = await facilitator.get(f"{path}/check")
        expect("whether the team fits its format (MINI-01)", check["fits"], True)
    return Team(str(enterprise["id"]), programme_id, pupils, tuple(places[one.person_id] for one in pupils))


async def _sign(world: World, team: Team) -> None:
    path = f"{team.path}/agreement"
    with world.step(TEACHER, "draws up the agreement; school and EPA sign it", service="enrolment"):
        teacher = world.api("enrolment", TEACHER)
        await teacher.put(
            path, {"starts_on": "2026-11-20", "ends_on": "2027-06-30", "school": SCHOOL, "epa": ASSOCIATION}
        )
        for actor, party, signatory in ((TEACHER, "school", SCHOOL), (EPA, "epa", ASSOCIATION)):
            signature = {"party": party, "name": signatory["name"], "signed_on": TODAY}
            after = await world.api("enrolment", actor).post(f"{path}/signatures", signature)
        expect("its status", after["status"], "AGREEMENT_SIGNED")
        await world.event(
            "enrolment.agreement_signed.v1",
            mini_enterprise_id=team.enterprise_id,
            otherwise=lambda: teacher.find(team.path),
        )
        world.output.write("dossiers", "mini-agreement.pdf", await teacher.download(f"{team.path}/agreement.pdf"))


async def _elect(world: World, team: Team) -> None:
    teacher = world.api("enrolment", TEACHER)
    with world.step(f"{PEOPLE} pupils", "elect their chief by secret votes (2 of 3)", service="enrolment"):
        election = {"post": "chief", "candidates": list(team.members[:2])}
        opened = await teacher.post(f"{team.path}/elections", election)
        number = opened["elections"][-1]["number"]
        path = f"{team.path}/elections/{number}"
        for place, choice in enumerate((0, 0, 1)):
            voter = world.api("enrolment", team.pupil(place))
            await voter.post(f"{path}/votes", {"choice": team.members[choice]})
        closed = await teacher.post(f"{path}/closing", {"voters": [], "counts": {}, "blank": 0})
        ballot = closed["elections"][-1]
        expect("who is elected, by how many", (ballot["elected"], ballot["counts"]), (team.members[0], _votes(team)))


def _votes(team: Team) -> dict[str, int]:
    return {team.members[0]: 2, team.members[1]: 1}


async def _appoint(world: World, team: Team) -> None:
    member = f"{team.path}/members/{team.members[1]}"
    teacher = world.api("enrolment", TEACHER)
    with world.step(team.pupil(1), "writes a CV, and is asked in an interview", service="enrolment"):
        wishes = {"cv": "Stage chez une fleuriste", "letter": "J’aime vendre.", "wishes": ["sales-director"]}
        await world.api("enrolment", team.pupil(1)).put(f"{member}/candidacy", wishes)
        planned = await teacher.post(f"{member}/interviews", _interview())
        grid = f"{member}/interviews/{planned['interviews'][-1]['id']}/grid"
        await teacher.put(grid, {"points": POINTS})
    with world.step(TEACHER, "makes them sales director; the team has an organigramme", service="enrolment"):
        given = {"member_id": team.members[1], "reason": "Entretien clair, envie de vendre"}
        after = await teacher.post(f"{team.path}/posts/sales-director/appointments", given)
        held = {one["post"]: one["member_id"] for one in after["appointments"]}
        expect("who holds which post", held, {"chief": team.members[0], "sales-director": team.members[1]})
        drawing = await teacher.download(f"{team.path}/organigramme.pdf")
        world.output.write("dossiers", "mini-organigramme.pdf", drawing)


def _interview() -> dict[str, Any]:
    asks = {"name": "Maëlle Tranchevent", "account": TEACHER.sub}
    return {"starts_at": "2026-11-20T10:30:00+01:00", "minutes": 15, "interviewers": [asks], "post": "sales-director"}
