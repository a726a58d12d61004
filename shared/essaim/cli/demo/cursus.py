"""Chapter 3, October: #ICI has two places for three applicants; one withdraws, and the place goes to whoever waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from essaim.cli.demo.committee import Board, Verdict, hold, plan, put_on_agenda, sign_and_write, vote
from essaim.cli.demo.dossiers import Applicant, Newcomer, register, seen, send, write
from essaim.cli.demo.people import CAMPUS, CAMPUS_COORDINATOR, CAMPUS_MEMBER
from essaim.cli.demo.two_dossiers import asked_of
from essaim.cli.demo.world import World, expect, paris

PLACES, CONFIRMATION_DAYS = 2, 3
YEAR = {
    "scheme": "ici",
    "school_year": "2026-2027",
    "formation": "DU #ICI",
    "establishment": "CMQ ITIP, Le Creusot (démonstration)",
    "starts_on": "2026-10-12",
    "ends_on": "2027-07-09",
    "coordinator": CAMPUS,
    "carrier": CAMPUS,
    "minimum_members": 1,
    "maximum_members": 20,
    "consent_text_version": "2026-09",
    "preset": "du_ici",
}
APPLICANTS = (
    Newcomer("Noam", "Ferlicot", "2004-03-09", CAMPUS, {"phone": "06 22 34 56 78"}, "First applicant"),
    Newcomer("Basile", "Tournevaux", "2003-08-21", CAMPUS, {"phone": "06 23 34 56 78"}, "Second applicant"),
    Newcomer("Anouk", "Dubreuillet", "2004-12-30", CAMPUS, {"phone": "06 24 34 56 78"}, "Third applicant"),
)
PROJECTS = ("Un capteur pour ruches", "Des meubles pliants", "Un atelier de réparation mobile")
LETTERHEAD = {
    "organisation": "CMQ ITIP",
    "address": ["12 rue de l’Exemple", "71200 Le Creusot"],
    "place": "Le Creusot",
    "signatory": "La direction du campus",
    "appeal": "Vous pouvez former un recours gracieux dans un délai de deux mois.",
}


@dataclass(frozen=True)
class Cursus:
    """Who learns, and who withdrew; each is known by their dossier."""

    programme_id: str
    learners: tuple[Applicant, ...]
    withdrawn: Applicant


async def admit(world: World) -> Cursus:
    """From the opening to two learners, one of whom waited."""
    programme_id = await _open(world)
    applicants = [await _apply(world, programme_id, *one) for one in zip(APPLICANTS, PROJECTS, strict=True)]
    kept, leaving, waiting = applicants
    await _decide(world, programme_id, applicants)
    await _withdraw(world, leaving, waiting)
    await _enrol(world, programme_id, (kept, waiting), leaving)
    return Cursus(programme_id, (kept, waiting), leaving)


async def _open(world: World) -> str:
    enrolment = world.api("enrolment", CAMPUS_COORDINATOR)
    what = f"opens #ICI with {PLACES} places; who is offered one confirms within {CONFIRMATION_DAYS} days"
    with world.step(CAMPUS_COORDINATOR, what, service="enrolment"):
        await world.move_clock(paris(2026, 10, 1, 10))
        programme = await enrolment.post("/v1/programmes", YEAR)
        parameters = asked_of(programme["parameters"]) | {"places": PLACES, "confirmation_days": CONFIRMATION_DAYS}
        await enrolment.put(f"/v1/programmes/{programme['id']}/parameters", parameters)
    return str(programme["id"])


async def _apply(world: World, programme_id: str, newcomer: Newcomer, project: str) -> Applicant:
    applicant = await register(world, newcomer)
    with world.step(applicant.actor, f"applies for #ICI: {project[0].lower()}{project[1:]}", service="enrolment"):
        steps: Mapping[str, Mapping[str, Any]] = {
            "cursus": {"track": "DU_ICI", "entry_level": "bac+1", "profile": "student"},
            "project": {"name": project, "summary": f"{project}, de l’idée au prototype."},
            "motivation": {"motivation": "Apprendre en faisant."},
        }
        application_id = await write(world, applicant, programme_id, steps)
        await send(world, applicant, application_id)
    return applicant.with_dossier(application_id)


async def _decide(world: World, programme_id: str, applicants: list[Applicant]) -> None:
    board = Board("enrolment", CAMPUS_COORDINATOR, CAMPUS_MEMBER, CAMPUS, "ici", programme_id, LETTERHEAD)
    answers = ("accept", "accept", "wait")
    dossiers = [one.student.application_id for one in applicants]
    verdicts = {
        id_: Verdict(answer, "Projet retenu" if answer == "accept" else "Projet retenu, si une place se libère")
        for id_, answer in zip(dossiers, answers, strict=True)
    }
    with world.step(
        CAMPUS_COORDINATOR, "plans the committee, and has three dossiers on its agenda", service="enrolment"
    ):
        meeting = await plan(world, board, paris(2026, 10, 2, 14), date(2026, 10, 1))
        meeting = await put_on_agenda(world, board, meeting, dossiers)
    with world.step("3 members", "vote: two are admitted, the third waits", service="enrolment"):
        await vote(world, board, meeting, verdicts)
    with world.step(CAMPUS_COORDINATOR, "holds the committee, signs the minutes, writes letters", service="enrolment"):
        await world.move_clock(paris(2026, 10, 2, 16))
        await hold(world, board, meeting, verdicts, ranking=(dossiers[-1],))
        for id_, status in zip(dossiers, ("ACCEPTED", "ACCEPTED", "WAITING_LIST"), strict=True):
            type_ = "waitlisted" if status == "WAITING_LIST" else status.lower()
            await world.event(
                f"enrolment.application_{type_}.v1",
                application_id=id_,
                otherwise=seen(world, CAMPUS_COORDINATOR, id_, status),
            )
        await sign_and_write(world, board, meeting, "ici-committee")


async def _withdraw(world: World, leaving: Applicant, waiting: Applicant) -> None:
    dossier = waiting.student.application_id
    with world.step(leaving.actor, "withdraws: the place is offered to whoever waits", service="enrolment"):
        enrolment = world.api("enrolment", leaving.actor)
        path = f"/v1/applications/{leaving.student.application_id}"
        reason = {"reason": "Contrat d’apprentissage signé ailleurs", "code": "employment"}
        expect("its status", (await enrolment.post(f"{path}/withdrawal", reason))["status"], "WITHDRAWN")
        await world.event("enrolment.place_offered.v1", application_id=dossier, otherwise=_offered(world, dossier))
    with world.step(waiting.actor, "reads the committee’s letter, and confirms the place", service="enrolment"):
        enrolment = world.api("enrolment", waiting.actor)
        letter = await enrolment.download(f"/v1/applications/{dossier}/decision-letter.pdf")
        expect("what the letter is", letter[:4], b"%PDF")
        taken = await enrolment.post(f"/v1/applications/{dossier}/confirmation", {"answer": "confirm"})
        expect("its status", taken["status"], "ACCEPTED")


def _offered(world: World, application_id: str) -> Any:
    """A look at the waiting list: the offer stands."""

    async def look() -> bool:
        programme = (await world.api("enrolment", CAMPUS_COORDINATOR).get(f"/v1/applications/{application_id}"))[
            "programme_id"
        ]
        found = await world.api("enrolment", CAMPUS_COORDINATOR).get(f"/v1/programmes/{programme}/waiting-list")
        return bool(found["offers"])

    return look


async def _enrol(world: World, programme_id: str, learners: tuple[Applicant, ...], leaving: Applicant) -> None:
    enrolment = world.api("enrolment", CAMPUS_COORDINATOR)
    wanted = {one.student.person_id for one in learners}

    async def admitted() -> list[Any] | None:
        found = await enrolment.all("/v1/ici-enrolments", programme_id=programme_id)
        ready = [one for one in found if one["status"] == "ADMITTED"]
        return ready if {one["person_id"] for one in ready} == wanted else None

    with world.step(CAMPUS_COORDINATOR, "enrols the two learners; nobody waits any more", service="enrolment"):
        for learner in await world.until(admitted, what="two admitted learners"):
            enrolled = await enrolment.post(f"/v1/ici-enrolments/{learner['id']}/enrolment", {"exit_level": 2})
            expect("the learner’s status", enrolled["status"], "ENROLLED")
        waiting = await enrolment.get(f"/v1/programmes/{programme_id}/waiting-list")
        left = (waiting["places"], waiting["accepted"], waiting["free"], len(waiting["waiting"]))
        expect("places, accepted, free, waiting", left, (PLACES, PLACES, 0, 0))
        everybody = await enrolment.all("/v1/ici-enrolments", programme_id=programme_id)
        gone = {one["status"] for one in everybody if one["person_id"] == leaving.student.person_id}
        expect("what became of who withdrew", gone, {"ABANDONED"})
