"""GDPR art. 15: everything that is held of a person, from every service, for them and the officers of their partner."""

import hashlib
from dataclasses import replace

from enrolment.domain.applications.application import TeamMember
from enrolment.usecases.privacy.compile_access import CompileAccess, compile_access
from essaim.contracts.personal_records import PIECE_LENGTH
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.store.errors import MissingError
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Office, events, problem, student
from tests.enrolment.privacy.attaching import attach
from tests.enrolment.privacy.people import (
    FOREIGN_OFFICER,
    MINOR,
    OFFICER,
    answer_access,
    applicant,
    erase,
)

RECORD = {"id": "1", "since": "2026-09-01T08:00:00Z", "data": {"email": "lou-anne@example.org"}}
AREA = {
    "area": "contacts",
    "label": "Votre adresse électronique",
    "purpose": "Vous écrire.",
    "recipients": "Le serveur de courrier.",
    "duration": "Tant que vous participez.",
    "records": [RECORD],
}


async def test_the_person_reads_what_is_held_why_and_for_how_long(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    areas = {one["area"]: one for one in held["areas"]}
    assert areas["persons"]["records"][0]["data"]["email"] == "lou-anne@example.org"
    assert areas["applications"]["records"][0]["id"] == dossier_id
    assert all(one["purpose"] and one["recipients"] and one["duration"] for one in areas.values())
    assert (held["complete"], held["request_id"]) == (False, None)


async def test_a_minors_export_names_the_guardian(office: Office) -> None:
    person_id, _ = await applicant(office, MINOR)
    held = await office.get(OFFICER, f"/v1/persons/{person_id}/access")
    emails = {one["data"].get("email") for area in held["areas"] for one in area["records"]}
    assert {"nolwenn@example.org", "helene@example.org"} <= emails


async def test_every_service_is_asked_by_ids_only_and_answers_in_pieces(office: Office) -> None:
    person_id, _ = await applicant(office)
    asked = await office.post(student(person_id), f"/v1/persons/{person_id}/access-requests")
    assert (asked["status"], asked["waits_for"]) == ("OPEN", ["accounting", "coaching", "notifications"])
    (told,) = events(await office.deps.accesses.get(asked["id"]))
    assert told == ("events enrolment.access_requested.v1", {"request_id": asked["id"], "person_id": person_id})
    long = AREA | {"records": [RECORD | {"data": {"text": "é" * (PIECE_LENGTH + 10)}}]}
    await answer_access(office, asked["id"], person_id, "notifications", [AREA, long])
    await answer_access(office, asked["id"], person_id, "coaching", [])
    path = f"/v1/access-requests/{asked['id']}"
    waiting = await office.get(OFFICER, path)
    assert (waiting["status"], waiting["waits_for"]) == ("OPEN", ["accounting"])
    for _ in range(2):
        await answer_access(office, asked["id"], person_id, "accounting", [AREA | {"area": "bank_details"}])
    assert (await office.get(student(person_id), path))["status"] == "COMPLETE"
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    told_by = [(one["service"], one["area"]) for one in held["areas"] if one["service"] != "enrolment"]
    assert told_by.count(("cmq-mma.notifications", "contacts")) == 2
    assert ("coopilote.accounting", "bank_details") in told_by
    assert held["complete"]


async def test_a_piece_about_somebody_else_or_of_no_request_is_kept_nowhere(office: Office) -> None:
    person_id, _ = await applicant(office)
    asked = await office.post(OFFICER, f"/v1/persons/{person_id}/access-requests")
    await answer_access(office, asked["id"], "somebody-else", "coaching", [AREA])
    await answer_access(office, "no-request-of-ours", person_id, "coaching", [AREA])
    assert await office.deps.access_pieces.all() == []


async def test_pieces_go_with_the_person_and_none_comes_after(office: Office) -> None:
    person_id, _ = await applicant(office)
    asked = await office.post(OFFICER, f"/v1/persons/{person_id}/access-requests")
    await answer_access(office, asked["id"], person_id, "coaching", [AREA])
    await erase(office, person_id)
    await answer_access(office, asked["id"], person_id, "notifications", [AREA])
    assert [one.state.piece for one in await office.deps.access_pieces.all()] == [""]
    file = await compile_access(CompileAccess(person_id), office.deps)
    assert {one.service for one in file.areas} == {"enrolment"}


async def test_it_can_be_read_on_paper(office: Office) -> None:
    person_id, _ = await applicant(office)
    answer = await office.send(student(person_id), "GET", f"/v1/persons/{person_id}/access.pdf")
    assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
    assert answer.headers["cache-control"] == "private, no-store"


async def test_files_are_listed_by_hash_fetched_by_the_person_and_gone_after_the_erasure(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    content = b"\x89PNG\r\n\x1a\n" + b"not much of a picture" * 20
    sha256 = await attach(office, dossier_id, content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    path = f"/v1/persons/{person_id}/access/files/{sha256}"
    assert (await office.send(student(person_id), "GET", path)).content == content
    for stranger in (student("somebody-else"), FOREIGN_OFFICER):
        problem(await office.send(stranger, "GET", path), "not-found", 404)
    problem(await office.send(OFFICER, "GET", f"/v1/persons/{person_id}/access/files/{'0' * 64}"), "not-found", 404)
    await erase(office, person_id)
    problem(await office.send(student(person_id), "GET", path), "not-found", 404)
    assert not await _is_kept(office, sha256)


async def test_a_file_that_somebody_else_attached_too_stays_theirs(office: Office) -> None:
    programme_id = await office.programme()
    first = await office.accepted(programme_id)
    content = b"\x89PNG\r\n\x1a\n" + b"the same school certificate" * 20
    for one in first[:2]:
        sha256 = await attach(office, one["id"], content)
    await erase(office, first[0]["person_id"])
    assert await _is_kept(office, sha256)
    await erase(office, first[1]["person_id"])
    assert not await _is_kept(office, sha256)


async def _is_kept(office: Office, sha256: str) -> bool:
    try:
        await office.deps.attachments.open(sha256)
    except MissingError:
        return False
    return True


async def test_a_team_member_who_is_erased_is_nameless_in_the_others_dossiers(office: Office) -> None:
    applications = await office.accepted(await office.programme())
    member = TeamMember("i", "Sacha", "Montbéliou", "sacha@example.org", person_id=applications[1]["person_id"])
    await office.deps.applications.change(
        applications[0]["id"], lambda state: Change(replace(state, team=(member,))), fresh_cause("test")
    )
    await erase(office, applications[1]["person_id"])
    (left,) = (await office.deps.applications.get(applications[0]["id"])).state.team
    assert (left.given_name, left.family_name, left.email) == ("", "", "")


async def test_strangers_find_nobody(office: Office) -> None:
    person_id, _ = await applicant(office)
    for path in (f"/v1/persons/{person_id}/access", f"/v1/persons/{person_id}/access.pdf"):
        for stranger in (student("somebody-else"), FOREIGN_COORDINATOR, FOREIGN_OFFICER):
            problem(await office.send(stranger, "GET", path), "not-found", 404)
    assert (await office.send(COORDINATOR, "GET", f"/v1/persons/{person_id}/access")).status_code == 200
