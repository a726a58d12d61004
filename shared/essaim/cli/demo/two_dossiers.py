"""Chapter 2, September: two people, each with two dossiers, on which different partners decide; neither decision stops the other.

The status (SNEE) is decided by the university at its own deployment, the cooperative by CMQ MMA and Coopilote where the dossiers
are kept. One person is accepted by the university and refused by Coopilote, the other the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from essaim.cli.demo.committee import Board, Meeting, Verdict, hold, plan, put_on_agenda, sign_and_write, vote
from essaim.cli.demo.dossiers import Applicant, Newcomer, answer, attach, missing, register, seen, send, write
from essaim.cli.demo.people import (
    CAE_OFFICER,
    CARRIER,
    COORDINATION,
    COORDINATOR,
    PEPITE,
    REFERENT,
    TEACHER,
    UNIVERSITY,
    UNIVERSITY_MEMBER,
)
from essaim.cli.demo.world import World, expect, paris

_DETAILS = {"birth_place": "Besançon", "nationality": "FR", "address": "3 rue des Essaims, 25000 Besançon"}
ELOUAN = Newcomer(
    "Élouan", "Brisseval", "2005-05-14", COORDINATION, _DETAILS | {"phone": "06 12 34 56 78", "ine": "0AB1C2D3E45"}
)
THAIS = Newcomer(
    "Thaïs", "Coudrelot", "2004-11-02", COORDINATION, _DETAILS | {"phone": "07 12 34 56 78", "ine": "0AB1C2D3E46"}
)
YEAR = {
    "school_year": "2026-2027",
    "formation": "BTS Métiers de la Mode – Vêtement, 1re et 2e années",
    "establishment": "Lycée des métiers de la mode (démonstration)",
    "starts_on": "2026-09-01",
    "ends_on": "2027-08-31",
    "coordinator": COORDINATION,
    "minimum_members": 1,
    "maximum_members": 30,
    "consent_text_version": "2026-09",
}
CERTIFICATE = "certificat_scolarite"
LETTERHEAD = {
    "organisation": "Pépite Bourgogne-Franche-Comté",
    "address": ["1 rue de l’Exemple", "25000 Besançon"],
    "place": "Besançon",
    "signatory": "La responsable du pôle",
    "appeal": "Vous pouvez former un recours gracieux dans un délai de deux mois.",
}
SNEE_STEPS: Mapping[str, Mapping[str, Any]] = {
    "contact": {"situation": "student"},
    "profile": {"has_activity": False},
    "career": {
        "baccalaureate": "original",
        "baccalaureate_type": "professional",
        "baccalaureate_year": 2024,
        "diploma": "BTS Métiers de la Mode – Vêtement",
        "establishment": "Lycée des métiers de la mode (démonstration)",
    },
    "tutor": {"given_name": "Odile", "family_name": "Sarrelongue", "email": "odile.sarrelongue@example.org"},
    "pepite": {"ask_coworking": True},
    "motivation": {"motivation": "Créer mon atelier pendant mes études.", "ask_d2e": False},
}
PROJECT = {
    "type": "creation",
    "legal": "micro",
    "stage": "building",
    "sector": 8,
    "summary": "Des vêtements de travail réparables.",
    "step_summary": "Deux prototypes, trois clients interrogés.",
    "activity_summary": "Confection à la commande, réparation.",
}
COOPERATIVE_STEPS: Mapping[str, Mapping[str, Any]] = {
    "studies": {"year": 2, "employment": "none"},
    "motivation": {"motivation": "Essayer mon projet dans la coopérative avant de le créer."},
}


@dataclass(frozen=True)
class Pair:
    """One person's two dossiers, by what the story is going to make of them."""

    applicant: Applicant
    snee_id: str
    cooperative_id: str


@dataclass(frozen=True)
class TwoDossiers:
    """The programmes, and the two people: the first has the status, the second the cooperative."""

    cooperative_programme_id: str
    board: Board
    status: Pair
    cooperative: Pair
    outcomes: tuple[Mapping[str, str], ...] = ()
    """What became of each person's dossiers, by scheme, as they see it themselves."""


async def apply_twice(world: World) -> TwoDossiers:
    """Two programmes open, and two people write two dossiers each."""
    snee_id, cooperative_id = await _open_programmes(world)
    board = Board(world.university, PEPITE, UNIVERSITY_MEMBER, "ubfc", "snee", snee_id, LETTERHEAD)
    with world.step(PEPITE, "plans the committee of 14 September, dossiers until the 10th", service=world.university):
        meeting = await plan(world, board, paris(2026, 9, 14, 14), date(2026, 9, 10))
    first, second = [
        await _write_both(world, newcomer, snee_id, cooperative_id, project)
        for newcomer, project in ((ELOUAN, "Fil réparable"), (THAIS, "Maille de poche"))
    ]
    found = TwoDossiers(cooperative_id, board, first, second)
    await _screen(world, found)
    await _answer_cooperative(world, found)
    await _hold_committee(world, found, meeting)
    return replace(found, outcomes=await _compare(world, found))


async def _open_programmes(world: World) -> tuple[str, str]:
    enrolment = world.api("enrolment", COORDINATOR)
    with world.step(COORDINATOR, "opens the status for BTS; the Pépite decides at its own place", service="enrolment"):
        await world.move_clock(paris(2026, 9, 9))
        snee = await enrolment.post(
            "/v1/programmes", YEAR | {"scheme": "snee", "carrier": UNIVERSITY, "preset": "standard"}
        )
        parameters = asked_of(snee["parameters"])
        for decider in parameters["deciders"]:
            if decider["partner"] == UNIVERSITY and world.university != "enrolment":
                decider["deployment"] = UNIVERSITY
        await enrolment.put(f"/v1/programmes/{snee['id']}/parameters", parameters)
    with world.step(COORDINATOR, "opens a second cooperative, on which two partners decide", service="enrolment"):
        body = YEAR | {"scheme": "student_cooperative", "carrier": CARRIER, "preset": "standard"}
        cooperative = await enrolment.post("/v1/programmes", body)
        deciders = [one["key"] for one in cooperative["parameters"]["deciders"] if one["kind"] == "decision"]
        expect("who decides", deciders, ["cmq", "coopilote"])
    return str(snee["id"]), str(cooperative["id"])


def asked_of(shown: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that a programme shows, as they are given: without what the service wrote beside them."""
    return {
        name: value
        for name, value in shown.items()
        if name not in ("recorded_on", "recorded_by", "correction", "superseded")
    }


async def _write_both(world: World, newcomer: Newcomer, snee: str, cooperative: str, project: str) -> Pair:
    applicant = await register(world, newcomer)
    with world.step(applicant.actor, "writes the dossier of the status, step by step", service="enrolment"):
        steps = {**SNEE_STEPS, "project": PROJECT | {"name": project}}
        snee_id = await write(world, applicant, snee, steps)
        expect("what is missing", await missing(world, applicant, snee_id), [f"career.{CERTIFICATE}"])
        path = f"/v1/applications/{snee_id}/sending"
        await world.api("enrolment", applicant.actor).refused(path, slug="invalid", status=422)
    with world.step(applicant.actor, "attaches the certificate, and sends it complete", service="enrolment"):
        await attach(world, applicant, snee_id, CERTIFICATE, "Certificat de scolarité (démonstration)")
        expect("what is missing", await missing(world, applicant, snee_id), [])
        await send(world, applicant, snee_id)
    with world.step(applicant.actor, "sends a second dossier, for the cooperative", service="enrolment"):
        cooperative_id = await write(world, applicant, cooperative, COOPERATIVE_STEPS)
        await send(world, applicant, cooperative_id)
    return Pair(applicant, snee_id, cooperative_id)


async def _screen(world: World, found: TwoDossiers) -> None:
    """One activity is on the list of the professional orders; the other needs somebody who looks at it (CAE-10)."""
    ordered, regulated = found.status, found.cooperative
    with world.step(
        ordered.applicant.actor, "asks about bookkeeping as an activity: an order’s, refused", service="enrolment"
    ):
        screened = await _screened(world, ordered, ("69.20Z", "Tenue de livres"))
        expect("what the lists say", (screened["standing"], _lists(screened)), ("REFUSED", ["ORDER"]))
    with world.step(
        regulated.applicant.actor, "asks about hairdressing at home: it has to be looked at", service="enrolment"
    ):
        screened = await _screened(world, regulated, ("96.02A", "Coiffure à domicile"))
        expect("what the lists say", (screened["standing"], _lists(screened)), ("REVIEW", ["REGULATED_REVIEW"]))
    with world.step(CAE_OFFICER, "accepts it, having seen the diploma", service="enrolment"):
        decision = {"accepted": True, "reason": "Diplôme vu", "proof": "CAP coiffure de la candidate"}
        path = f"/v1/applications/{regulated.cooperative_id}/screening"
        decided = await world.api("enrolment", CAE_OFFICER).post(f"{path}/decision", decision)
        expect("where the activity stands", decided["standing"], "ACCEPTED")


async def _screened(world: World, pair: Pair, activity: tuple[str, str]) -> Any:
    body = {"activity_code": activity[0], "activity_label": activity[1], "planned_investment": "300.00"}
    path = f"/v1/applications/{pair.cooperative_id}/screening"
    return await world.api("enrolment", pair.applicant.actor).post(path, body)


def _lists(screened: Any) -> list[str]:
    return sorted({one["list"] for one in screened["runs"][-1]["matched"]})


async def _answer_cooperative(world: World, found: TwoDossiers) -> None:
    refused, accepted = found.status.cooperative_id, found.cooperative.cooperative_id
    with world.step(COORDINATOR, "accepts both for the cooperative; the school agrees", service="enrolment"):
        await world.move_clock(paris(2026, 9, 11))
        for application_id in (refused, accepted):
            await answer(world, "enrolment", COORDINATOR, application_id, "accept", opinion="Bonne équipe")
            await answer(world, "enrolment", TEACHER, application_id, "accept", opinion="Assidu en atelier")
    with world.step(CAE_OFFICER, "refuses to carry the first, and carries the second", service="enrolment"):
        why = "L’activité relève d’un ordre : Coopilote ne peut pas la porter."
        await answer(world, "enrolment", CAE_OFFICER, refused, "refuse", opinion=why, shareable=True)
        await answer(world, "enrolment", CAE_OFFICER, accepted, "accept", opinion="Activité portable")
        for application_id, outcome in ((refused, "REFUSED"), (accepted, "ACCEPTED")):
            await outcome_told(world, application_id, outcome)
    with world.step(found.status.applicant.actor, "reads why, in Coopilote’s own words", service="enrolment"):
        enrolment = world.api("enrolment", found.status.applicant.actor)
        places = (await enrolment.get(f"/v1/applications/{refused}/deciders"))["deciders"]
        expect("what Coopilote says", [one["opinion"] for one in places if one["decider"] == "coopilote"], [why])
    with world.step(REFERENT, "gives an opinion on both projects of the status", service="enrolment"):
        for pair in (found.status, found.cooperative):
            review = await answer(world, "enrolment", REFERENT, pair.snee_id, "accept", opinion="Projet du territoire")
            shown = {f"{one['step']}.{one['name']}" for one in review["shown"]}
            expect("whether the referent sees a telephone number", "identity.phone" in shown, False)


async def outcome_told(world: World, application_id: str, outcome: str) -> None:
    """What the deciders’ answers made of a dossier has been told."""
    type_ = f"enrolment.application_{outcome.lower()}.v1"
    await world.event(type_, application_id=application_id, otherwise=seen(world, COORDINATOR, application_id, outcome))


async def _hold_committee(world: World, found: TwoDossiers, meeting: Meeting) -> None:
    board = found.board
    verdicts = {
        found.status.snee_id: Verdict("accept", "Projet solide, marché vérifié.", {"d2e": False}),
        found.cooperative.snee_id: Verdict("refuse", "Projet à préciser : revenez au prochain comité.", {"d2e": False}),
    }
    with world.step(PEPITE, "has both dossiers on the agenda, and opens the votes", service=board.service):
        meeting = await put_on_agenda(world, board, meeting, list(verdicts))
    with world.step("3 members", "vote on them: one project convinces, one not yet", service=board.service):
        await vote(world, board, meeting, verdicts)
    with world.step(PEPITE, "holds the committee; results reach the dossiers at CMQ MMA", service=board.service):
        await world.move_clock(paris(2026, 9, 14, 15))
        await hold(world, board, meeting, verdicts)
        await outcome_told(world, found.status.snee_id, "ACCEPTED")
        await outcome_told(world, found.cooperative.snee_id, "REFUSED")
    with world.step(PEPITE, "signs the minutes, and has a letter for each applicant", service=board.service):
        await sign_and_write(world, board, meeting, "snee-committee")


async def _compare(world: World, found: TwoDossiers) -> tuple[Mapping[str, str], ...]:
    seen_by_them = []
    wanted = (
        (found.status, {"snee": "ACCEPTED", "student_cooperative": "REFUSED"}, "the status, not the cooperative"),
        (found.cooperative, {"snee": "REFUSED", "student_cooperative": "ACCEPTED"}, "the cooperative, not the status"),
    )
    for pair, outcomes, what in wanted:
        person = pair.applicant
        with world.step(person.actor, f"has {what}: neither stopped the other", service="enrolment"):
            path = f"/v1/persons/{person.student.person_id}/applications"
            mine = await world.api("enrolment", person.actor).all(path)
            told = {str(one["scheme"]): str(one["status"]) for one in mine}
            expect("my dossiers", told, outcomes)
            seen_by_them.append({"name": person.student.name, **told})
    return tuple(seen_by_them)
