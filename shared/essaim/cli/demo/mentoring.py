"""Chapter 4, a mentor for the team: companies and mentors come from files; one is suggested with reasons, and confirmed."""

import csv
import io
from typing import Any

from essaim.cli.demo.applications import content
from essaim.cli.demo.enterprise import NAME, Team
from essaim.cli.demo.people import COORDINATOR, LOCAL_EPA, Actor
from essaim.cli.demo.world import World, expect

COMPANIES, MENTORS = "companies.csv", "mentors.csv"
BEST = "Florent Dubrisay"
NEED = {
    "subject_kind": "mini_enterprise",
    "city": "Besançon",
    "sectors": ["15.12Z"],
    "skills": ["vente"],
    "slot": "mer 14:00-16:00",
    "teacher_name": "Maëlle Tranchevent",
    "teacher_email": "maelle.tranchevent@example.org",
}


def address_of(mentor: str) -> str:
    """The address of a mentor, as the file has it."""
    rows = csv.DictReader(io.StringIO(content(MENTORS).decode()), delimiter=";")
    return next(row["courriel"] for row in rows if f"{row['prénom']} {row['nom']}" == mentor)


async def match(world: World, team: Team) -> list[str]:
    """The reasons for the mentor who was chosen, as people read them."""
    await _import(world)
    need_id, best = await _suggest(world, team)
    await _choose(world, team, need_id, best)
    return [f"{one['points']} of {one['weight']}: {one['words']}" for one in best["reasons"]]


async def _import(world: World) -> None:
    enrolment = world.api("enrolment", COORDINATOR)
    with world.step(COORDINATOR, "imports the companies of the network, and their mentors", service="enrolment"):
        for kind, file in (("companies", COMPANIES), ("mentors", MENTORS)):
            report = await enrolment.upload(f"/v1/{kind}/import", content(file), "text/csv")
            outcomes = [one["outcome"] for one in report["rows"]]
            expect(f"{kind} created, rows that are bad", (outcomes, report["errors"]), (["created"] * 3, []))


async def _suggest(world: World, team: Team) -> tuple[str, Any]:
    facilitator = world.api("enrolment", LOCAL_EPA)
    with world.step(LOCAL_EPA, f"looks for a mentor for {NAME}: the first suggestion is {BEST}", service="enrolment"):
        need = await facilitator.put("/v1/mentor-needs", NEED | {"subject_id": team.enterprise_id})
        found = await facilitator.get(f"/v1/mentor-needs/{need['id']}/suggestions")
        ranked, excluded = found["suggestions"], found["excluded"]
        expect("the mentors in their order", [one["name"] for one in ranked], [BEST, "Samira Haddelec"])
        expect("who cannot be chosen", [one["name"] for one in excluded], ["Lucien Argentier"])
        best = ranked[0]
        expect("the score as the sum of its reasons", sum(one["points"] for one in best["reasons"]), best["score"])
    return str(need["id"]), best


async def _choose(world: World, team: Team, need_id: str, best: Any) -> None:
    facilitator = world.api("enrolment", LOCAL_EPA)
    mentor = Actor(BEST, "mentor", "maroquinerie-exemple", str(best["mentor_id"]))
    path = f"/v1/mentor-needs/{need_id}/choices"
    with world.step(LOCAL_EPA, f"chooses {BEST}, who is asked", service="enrolment"):
        asked = await facilitator.post(path, {"mentor_id": best["mentor_id"], "note": "Une équipe motivée."})
        choice = f"{path}/{asked['choices'][-1]['id']}"
    with world.step(mentor, "says yes; the choice is confirmed, and both sides know each other", service="enrolment"):
        await world.api("enrolment", mentor).post(f"{choice}/answer", {"accepts": True})
        confirmed = await facilitator.post(f"{choice}/confirmation")
        expect("its status", confirmed["status"], "CONFIRMED")
        await world.event(
            "enrolment.mentor_assigned.v1",
            need_id=need_id,
            otherwise=lambda: facilitator.find(f"/v1/mentor-needs/{need_id}"),
        )

        async def follows() -> bool:
            return bool((await facilitator.get(team.path))["mentor_id"] == best["mentor_id"])

        await world.until(follows, what="the team’s mentor")
