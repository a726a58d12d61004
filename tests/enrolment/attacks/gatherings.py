"""Fills the world with what several people share: a group, a team, the network, a committee, requests about their rights."""

from dataclasses import replace
from datetime import date
from typing import Any

from enrolment.domain.programmes.parameters import Parameters
from enrolment.usecases.mini.member_id import member_id
from tests.enrolment.applications.desk import (
    PDF,
    parametrise,
)
from tests.enrolment.attacks.people import (
    CHAIR,
    COORDINATOR,
    DPO,
    EPA,
    JUROR,
    MENTOR,
    MENTOR_ID,
    OFFICER,
    OPS,
    OWN,
    PEPITE,
    TEACHER,
)
from tests.enrolment.attacks.world import FAMILY, World
from tests.enrolment.committees.board import BOARD, COMMITTEE, HELD_AT, RULES
from tests.enrolment.deciders.desk import hear_own
from tests.enrolment.mini.desk import AGREEMENT, POINTS, TEAM
from tests.enrolment.network.desk import COMPANY, MENTOR as MENTOR_BODY, NEED, mentor_link
from tests.enrolment.office import SIREN


async def furnish_group(world: World) -> None:
    office, ids = world.office, world.ids
    programme_id = await office.programme(formation="BTS d’à côté", minimum_members=1)
    dossier = await accepted(world, programme_id)
    body = ACTIVITY | {"programme_id": programme_id, "name": "Atelier =Zibeline", "application_ids": [dossier["id"]]}
    group_id = str((await office.post(COORDINATOR, "/v1/groups", body))["id"])
    await office.post(OFFICER, f"/v1/groups/{group_id}/approval", {"legal_entity_siren": SIREN})
    terms = {"kind": "cape", "starts_on": "2026-10-01", "ends_on": "2027-07-02", "maximum_commitment": "300.00"}
    drafted = await office.post(OFFICER, f"/v1/groups/{group_id}/contracts", terms)
    ids |= {"group_id": group_id, "contract_id": drafted[0]["id"]}


async def furnish_team(world: World) -> None:
    office, ids = world.office, world.ids
    programme_id = await office.programme(scheme="mini_entreprise", carrier="epa", formation="Mini")
    body = TEAM | {"programme_id": programme_id, "name": "Les =Zibelins", "teachers": [TEACHER.sub]}
    team = await office.post(EPA, "/v1/mini-enterprises", body)
    path = f"/v1/mini-enterprises/{team['id']}"
    dossier = await accepted(world, programme_id)
    await office.post(TEACHER, f"{path}/members", {"application_ids": [dossier["id"]]})
    seat = member_id(dossier["id"])
    written = {"cv": "Stage chez =Zibeline", "letter": "J’aime vendre.", "wishes": ["sales-director"]}
    await world.put(OWN, f"{path}/members/{seat}/candidacy", written)
    kept = await office.send(
        OWN, "POST", f"{path}/members/{seat}/files", params={"name": "cv.pdf", "kind": "cv"}, content=PDF
    )
    assert kept.is_success, kept.text
    slot = {
        "starts_at": "2026-09-25T14:00:00+02:00",
        "minutes": 15,
        "interviewers": [{"name": "Claire", "account": JUROR.sub}],
    }
    asked = await office.post(TEACHER, f"{path}/members/{seat}/interviews", slot)
    await world.put(JUROR, f"{path}/members/{seat}/interviews/{asked['interviews'][0]['id']}/grid", {"points": POINTS})
    school = AGREEMENT | {"school": {"organisation": "Lycée", "name": "Odile =Zibelin", "quality": "proviseure"}}
    await world.put(EPA, f"{path}/agreement", school)
    scan = await office.send(EPA, "POST", f"{path}/agreement/scans", params={"name": "a.pdf"}, content=PDF)
    assert scan.is_success, scan.text
    for actor, party in ((TEACHER, "school"), (EPA, "epa")):
        signed = {"party": party, "name": AGREEMENT_SIGNERS[party], "signed_on": "2026-09-01"}
        await office.post(actor, f"{path}/agreement/signatures", signed)
    ids |= {"enterprise_id": team["id"], "member_id": seat, "interview_id": asked["interviews"][0]["id"]}
    ids["mini_programme"] = programme_id
    await office.post(TEACHER, f"{path}/elections", {"post": "chief", "candidates": [seat]})


async def furnish_network(world: World) -> None:
    office, ids = world.office, world.ids
    contact = COMPANY["contacts"][0] | {"family_name": FAMILY, "email": "c@zibelin.example.org"}
    company = await world.put(
        COORDINATOR, "/v1/companies/zib", COMPANY | {"name": "=Zibeline SA", "contacts": [contact]}
    )
    ids |= {"company": "zib", "contact_id": company["contacts"][0]["id"]}
    mentor = MENTOR_BODY | {"family_name": FAMILY, "email": "mentor@zibelin.example.org"}
    await world.put(EPA, f"/v1/mentors/{MENTOR_ID}", mentor)
    need = NEED | {"subject_id": ids["enterprise_id"], "teacher_name": "Maëlle =Zibelin", "teacher_id": TEACHER.sub}
    made = await world.put(EPA, "/v1/mentor-needs", need)
    choice = await office.post(
        EPA, f"/v1/mentor-needs/{made['id']}/choices", {"mentor_id": MENTOR_ID, "note": "=Zibelin"}
    )
    ids["mentor_token"] = await mentor_link(office, made["id"])
    path = f"/v1/mentor-needs/{made['id']}/choices/{choice['choices'][0]['id']}"
    await office.post(MENTOR, f"{path}/answer", {"accepts": True})
    await office.post(EPA, f"{path}/confirmation")
    ids |= {"mentor_id": MENTOR_ID, "need_id": made["id"], "choice_id": choice["choices"][0]["id"]}


async def furnish_committee(world: World) -> None:
    office, ids = world.office, world.ids
    programme_id = await office.programme(formation="Comité")
    await parametrise(
        office,
        programme_id,
        Parameters(date(2026, 1, 1), deciders=(BOARD,), outcome_rules=RULES, places=1, confirmation_days=9),
    )
    head = {
        "organisation": "Pôle",
        "address": ["1 rue"],
        "place": "Dijon",
        "signatory": "La responsable",
        "appeal": "Non",
    }
    await world.put(PEPITE, "/v1/committee-letterheads/cmq-mma", head)
    dossier = await listed(world, programme_id)
    await hear_own(office.deps, "enrolment.application_submitted.v1")
    planned = await office.post(PEPITE, "/v1/committees", COMMITTEE)
    committee = await office.post(PEPITE, f"/v1/committees/{planned['id']}/opening")
    item = f"/v1/committees/{planned['id']}/agenda/{committee['items'][0]['review_id']}"
    for member in (CHAIR, replace(CHAIR, sub="second")):
        await world.put(member, f"{item}/vote", {"answer": "accept", "opinion": "=Zibeline : oui"})
    await office.move_clock(HELD_AT)
    await office.post(PEPITE, f"/v1/committees/{planned['id']}/holding", {"present": ["chair", "second", "third"]})
    ids |= {"committee_id": planned["id"], "board_review": committee["items"][0]["review_id"], "board_dossier": dossier}
    ids["board_programme"] = programme_id
    later = {"held_at": "2026-10-20T14:00:00+02:00", "last_application_on": "2026-10-10"}
    await office.post(PEPITE, "/v1/committees", COMMITTEE | later)


async def furnish_rights(world: World) -> None:
    office, ids = world.office, world.ids
    asked = await office.post(OWN, f"/v1/persons/{OWN.sub}/access-requests")
    ids["access"] = asked["id"]
    ids["erasure_id"] = (await office.post(OWN, "/v1/erasure-requests", {"person_id": OWN.sub}))["id"]
    await world.put(DPO, f"/v1/persons/{OWN.sub}/hold", {"reason": "=Zibelin"})
    entries = await office.get(OFFICER, "/v1/screening-lists")
    ids["entry_id"] = entries["items"][0]["id"] if "items" in entries else entries[0]["id"]
    ids["replay_id"] = (await office.post(OPS, "/v1/replays", {"kind": "CATCH_UP", "start": "first"}, 202))["id"]


AGREEMENT_SIGNERS = {"school": "Odile =Zibelin", "epa": "Rémi Vasseron"}
ACTIVITY = {"activity_code": "13.92Z", "activity_label": "=Zibelines", "planned_investment": "450.00"}


async def listed(world: World, programme_id: str) -> str:
    """A dossier of our student, on paper."""
    own = {
        "given_name": "Ida",
        "family_name": FAMILY,
        "email": "ida@zibelin.example.org",
        "birth_date": "2004-03-12",
        "year": 1,
        "employment": "none",
    }
    made = await world.office.post(COORDINATOR, "/v1/applications", {"programme_id": programme_id, "person": own}, 201)
    assert made["person_id"] == OWN.sub, made
    return str(made["id"])


async def accepted(world: World, programme_id: str) -> dict[str, Any]:
    """The same, in a programme that nobody else decides on."""
    path = f"/v1/applications/{await listed(world, programme_id)}/decision"
    decided: dict[str, Any] = await world.office.post(COORDINATOR, path, {"decision": "accept", "reason": "=Zibelin"})
    return decided
