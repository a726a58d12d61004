"""Erasure requests: deadlines, who decides, what is left, and that nobody comes back in silence."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.erasure import ErasureRequest, Status
from enrolment.usecases.persons.tell_again import tell_again
from enrolment.usecases.privacy.complete_erasures import complete_erasures
from enrolment.usecases.privacy.run_erasure import RunErasure, run_erasure
from enrolment.usecases.privacy.watch_deadlines import watch_deadlines
from essaim.contracts.enrolment import PersonErased
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Actor, Office, events, problem, student, types
from tests.enrolment.privacy.people import (
    ACCOUNTANT,
    ADULT,
    FOREIGN_OFFICER,
    MINOR,
    OFFICER,
    applicant,
    apply_elsewhere,
    ask_to_be_erased,
    close,
    deliver,
    erase,
)


async def test_gdpr_03_the_answer_is_due_in_a_month_and_the_most_urgent_comes_first(office: Office) -> None:
    first, _ = await applicant(office)
    asked = await ask_to_be_erased(office, first)
    assert (asked["status"], asked["due_on"], asked["overdue"]) == ("IDENTITY_CHECKED", "2026-10-01", False)
    (name, data) = events(await office.deps.erasures.get(asked["id"]))[0]
    assert (name, data["due_on"]) == ("events enrolment.erasure_received.v1", "2026-10-01")
    other, _ = await applicant(office, MINOR)
    body = {"person_id": other, "received_on": "2026-08-20"}
    recorded = await office.post(COORDINATOR, "/v1/erasure-requests", body)
    assert (recorded["status"], recorded["due_on"], recorded["origin"]) == ("RECEIVED", "2026-09-20", "office")
    listed = (await office.get(OFFICER, "/v1/erasure-requests"))["items"]
    assert [one["id"] for one in listed] == [recorded["id"], asked["id"]]
    await office.move_clock(datetime(2026, 9, 21, 7, tzinfo=UTC))
    late = (await office.get(OFFICER, "/v1/erasure-requests", overdue="true"))["items"]
    assert [(one["id"], one["overdue"]) for one in late] == [(recorded["id"], True)]
    for _ in range(2):
        await watch_deadlines(office.deps)
    warned = [data for name, data in events(await office.deps.erasures.get(recorded["id"])) if "deadline" in name]
    assert [(one["what"], one["days_left"], one["partner"], one["role"]) for one in warned] == [
        ("erasure-due", 0, "cmq-mma", "data_protection_officer")
    ]
    assert len(types(await office.deps.erasures.get(asked["id"]))) == 1
    meters = (await office.send(Actor("ops", "cmq-mma"), "GET", "/metrics")).text
    assert "essaim_erasure_requests_overdue 1.0" in meters
    assert "essaim_erasure_requests_open 2.0" in meters


async def test_gdpr_03_it_is_extended_once_within_the_first_month_and_the_person_is_told(office: Office) -> None:
    person_id, _ = await applicant(office)
    path = f"/v1/erasure-requests/{(await ask_to_be_erased(office, person_id))['id']}"
    extended = await office.post(OFFICER, f"{path}/extension", {"reason": "complexity"}, 200)
    assert extended["due_on"] == "2026-12-01"
    (name, data) = events(await office.deps.erasures.get(extended["id"]))[-1]
    assert (name, data["reason"]) == ("events enrolment.erasure_extended.v1", "complexity")
    await office.refused(OFFICER, f"{path}/extension", {"reason": "complexity"}, "gdpr-03-extended-already")


async def test_gdpr_03_after_the_first_month_it_is_too_late_to_extend(office: Office) -> None:
    person_id, _ = await applicant(office)
    path = f"/v1/erasure-requests/{(await ask_to_be_erased(office, person_id))['id']}"
    await office.move_clock(datetime(2026, 10, 2, 7, tzinfo=UTC))
    await office.refused(OFFICER, f"{path}/extension", {"reason": "complexity"}, "gdpr-03-extension-too-late")


async def test_a_rejection_has_a_legal_basis_and_a_letter(office: Office) -> None:
    person_id, _ = await applicant(office)
    asked = await office.post(COORDINATOR, "/v1/erasure-requests", {"person_id": person_id})
    path = f"/v1/erasure-requests/{asked['id']}"
    problem(await office.send(OFFICER, "GET", f"{path}/letter.pdf"), "erasure-undecided", 409)
    await office.refused(OFFICER, f"{path}/rejection", {"legal_basis": "gdpr-17-3-e"}, "invalid-request", 422)
    await office.refused(OFFICER, f"{path}/acceptance", {}, "erasure-request-status")
    checked = await office.post(OFFICER, f"{path}/identity-check", {"how": "Carte d’étudiant présentée"}, 200)
    assert checked["status"] == "IDENTITY_CHECKED"
    rejected = await office.post(OFFICER, f"{path}/rejection", {"legal_basis": "gdpr-17-3-e"}, 200)
    assert (rejected["status"], rejected["closed_on"]) == ("REJECTED", "2026-09-01")
    letter = await office.send(student(person_id), "GET", f"{path}/letter.pdf")
    assert letter.content.startswith(b"%PDF")


async def test_everything_of_the_person_is_gone_and_the_others_are_told_in_their_history(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    erased = await erase(office, person_id)
    assert (erased["status"], erased["kept"]) == ("ERASED", [])
    person = await office.deps.persons.get(person_id)
    assert person.state.standing is Standing.ERASED
    assert (person.state.name.strip(), person.state.email, person.state.birth_date) == ("", "", None)
    assert types(person)[-1] == "personal enrolment.person_erased.v1"
    dossier = await office.deps.applications.get(dossier_id)
    assert (dossier.state.status, dossier.state.emptied) == ("WITHDRAWN", True)
    assert types(dossier)[-1] == "events enrolment.application_withdrawn.v1"
    problem(await office.send(COORDINATOR, "GET", f"/v1/persons/{person_id}"), "not-found", 404)


async def test_it_closes_only_when_every_service_has_answered(office: Office) -> None:
    person_id, _ = await applicant(office)
    path = f"/v1/erasure-requests/{(await erase(office, person_id))['id']}"
    erasure_id = path.rpartition("/")[2]
    await apply_elsewhere(office, erasure_id, person_id, "coaching", "notifications")
    waiting = await office.get(OFFICER, path)
    assert (waiting["status"], waiting["waits_for"]) == ("ERASED", [f"accounting/{person_id}"])
    for _ in range(2):
        await apply_elsewhere(office, erasure_id, person_id, "accounting", accounting=["ledger-entries"])
    closed = await office.get(student(person_id), path)
    assert (closed["status"], closed["outcome"], closed["all_kept"]) == (
        "CLOSED",
        "partial",
        ["accounting.ledger-entries"],
    )
    named = [name for name in types(await office.deps.erasures.get(erasure_id)) if "erasure_closed" in name]
    assert len(named) == 1
    letter = await office.send(student(person_id), "GET", f"{path}/letter.pdf")
    assert letter.content.startswith(b"%PDF")


async def test_answers_about_somebody_else_or_to_nobodys_request_change_nothing(office: Office) -> None:
    person_id, _ = await applicant(office)
    erased = await erase(office, person_id)
    await apply_elsewhere(office, erased["id"], "somebody-else")
    await apply_elsewhere(office, "no-request-of-ours", person_id)
    waiting = await office.get(OFFICER, f"/v1/erasure-requests/{erased['id']}")
    assert (waiting["status"], waiting["answers"]) == ("ERASED", [])


async def test_a_minors_guardian_is_erased_with_them(office: Office) -> None:
    person_id, dossier_id = await applicant(office, MINOR)
    guardian_id = (await office.deps.applications.get(dossier_id)).state.guardian_id
    assert guardian_id is not None
    erased = await erase(office, person_id)
    assert (await office.deps.persons.get(guardian_id)).state.standing is Standing.ERASED
    await apply_elsewhere(office, erased["id"], person_id)
    assert (await office.get(OFFICER, f"/v1/erasure-requests/{erased['id']}"))["status"] == "ERASED"
    await apply_elsewhere(office, erased["id"], guardian_id)
    closed = await office.get(OFFICER, f"/v1/erasure-requests/{erased['id']}")
    assert (closed["status"], closed["outcome"]) == ("CLOSED", "erased")


async def test_a_guardian_is_needed_as_long_as_the_minor_takes_part_and_not_longer(office: Office) -> None:
    """YOUTH-01: nobody answers for a minor whose guardian is erased; after that the guardian alone may go."""
    person_id, dossier_id = await applicant(office, MINOR)
    guardian_id = (await office.deps.applications.get(dossier_id)).state.guardian_id
    assert guardian_id is not None
    guardian = Actor("guardian", "cmq-mma", guardian_id)
    asked = await office.post(guardian, "/v1/erasure-requests", {"person_id": guardian_id})
    path = f"/v1/erasure-requests/{asked['id']}/acceptance"
    refused = await office.refused(OFFICER, path, {}, "gdpr-02-still-needed")
    assert [one["field"] for one in refused["errors"]] == ["guardian_of"]
    await office.post(COORDINATOR, f"/v1/applications/{dossier_id}/withdrawal", {"reason": "Nolwenn renonce"}, 200)
    assert (await office.post(OFFICER, path, {}, 200))["status"] == "ERASED"
    assert (await office.deps.persons.get(guardian_id)).state.standing is Standing.ERASED
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ACTIVE


async def test_gdpr_02_a_member_of_a_running_group_is_told_what_stands_in_the_way(office: Office) -> None:
    group_id = await office.running()
    person_id = (await office.deps.groups.get(group_id)).state.members[0].person_id
    path = f"/v1/erasure-requests/{(await ask_to_be_erased(office, person_id))['id']}"
    refused = await office.refused(OFFICER, f"{path}/acceptance", {}, "gdpr-02-still-needed")
    assert {one["field"] for one in refused["errors"]} == {"contract", "group"}
    assert all(one["accepted"] for one in refused["errors"])
    await office.refused(COORDINATOR, f"{path}/acceptance", {"partial": True}, "forbidden", 403)
    partial = await office.post(OFFICER, f"{path}/acceptance", {"partial": True}, 200)
    assert (partial["status"], partial["outcome"], partial["waits_for"]) == ("CLOSED", "partial", [])
    person = await office.deps.persons.get(person_id)
    assert (person.state.standing, person.state.given_name, person.state.phone) == (Standing.ACTIVE, "Lou-Anne", "")
    assert "personal enrolment.person_erased.v1" not in types(person)


async def test_gdpr_02_a_contract_that_ended_keeps_the_name_for_those_who_may_read_it(office: Office) -> None:
    group_id = await office.running()
    group = await office.deps.groups.get(group_id)
    person_id = group.state.members[0].person_id
    await office.move_clock(datetime(2027, 8, 1, 7, tzinfo=UTC))
    closing = await office.post(COORDINATOR, f"/v1/groups/{group_id}/closing")
    await close(office, group_id, closing["closing"]["closing_id"])
    erased = await erase(office, person_id)
    assert {one["code"] for one in erased["kept"]} == {"contract-signed", "identity-of-contract"}
    person = (await office.deps.persons.get(person_id)).state
    assert (person.standing, person.family_name, person.email) == (Standing.RESTRICTED, "Vaucheret", "")
    path = f"/v1/persons/{person_id}"
    assert (await office.get(OFFICER, path))["family_name"] == "Vaucheret"
    assert (await office.get(ACCOUNTANT, path))["family_name"] == "Vaucheret"
    for stranger in (COORDINATOR, student(person_id), Actor("cae_officer", "coopilote"), FOREIGN_OFFICER):
        answer = await office.send(stranger, "GET", path)
        assert answer.status_code in (403, 404), stranger


async def test_a_list_does_not_bring_back_whom_the_law_made_us_forget(office: Office) -> None:
    person_id, _ = await applicant(office)
    await erase(office, person_id)
    programme_id = await office.programme(formation="Une autre formation")
    report = (await office.roster(programme_id, ADULT)).json()
    assert report["created"] == []
    (row,) = report["errors"]
    assert (row["row"], row["field"]) == (2, "email")
    assert "erased at their own request on 2026-09-01" in row["message"]
    consent = {"email": "Lou-Anne@example.org", "given_on": "2026-09-01", "how": "Formulaire signé"}
    await office.post(COORDINATOR, "/v1/erased-addresses/consent", consent, 200)
    (created,) = (await office.roster(programme_id, ADULT)).json()["created"]
    back = await office.get(COORDINATOR, f"/v1/applications/{created['application_id']}")
    assert back["person_id"] != person_id
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ERASED


async def test_whom_another_partner_erased_is_asked_about_here_and_not_erased_by_strangers(office: Office) -> None:
    """Article 19: whoever got the data is told; what is done with the person here may still need them."""
    person_id, _ = await applicant(office)
    erased = PersonErased(erasure_id="elsewhere", person_id=person_id)
    for _ in range(2):
        await deliver(office, erased, partner="ubfc", event_id="erased-elsewhere")
    (asked,) = (await office.get(OFFICER, "/v1/erasure-requests"))["items"]
    assert (asked["origin"], asked["status"], asked["person_id"]) == ("partner", "RECEIVED", person_id)
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ACTIVE
    await deliver(office, PersonErased(erasure_id="e", person_id="nobody-here"), partner="ubfc")
    await deliver(office, PersonErased(erasure_id=asked["id"], person_id=person_id), partner="cmq-mma")
    assert len((await office.get(OFFICER, "/v1/erasure-requests"))["items"]) == 1


async def test_nothing_is_told_of_addresses_that_were_never_erased(office: Office) -> None:
    consent = {"email": "nobody@example.org", "given_on": "2026-09-01", "how": "Formulaire signé"}
    await office.refused(COORDINATOR, "/v1/erased-addresses/consent", consent, "not-found", 404)


async def test_telling_again_tells_the_erasure_and_no_name(office: Office) -> None:
    person_id, _ = await applicant(office)
    await erase(office, person_id)
    await tell_again(office.deps, fresh_cause("test"))
    told = events(await office.deps.persons.get(person_id))
    assert [name for name, _ in told].count("personal enrolment.person_erased.v1") == 2
    assert [name for name, _ in told].count("personal enrolment.person_registered.v1") == 1


@pytest.mark.parametrize("steps", [0, 5, 11])
async def test_an_erasure_that_a_crash_interrupts_is_taken_up(office: Office, steps: int) -> None:
    """Whichever holdings were done, and whether or not they were remembered."""
    person_id, _ = await applicant(office)
    erased = await erase(office, person_id)
    stored = await office.deps.erasures.get(erased["id"])
    done = stored.state.done[:steps]

    def interrupted(state: ErasureRequest) -> Change[ErasureRequest]:
        return Change(replace(state, status=Status.ERASING, done=done, kept=()))

    await office.deps.erasures.change(erased["id"], interrupted, fresh_cause("test"))
    await complete_erasures(office.deps)
    await run_erasure(RunErasure(erased["id"]), office.deps)
    again = await office.deps.erasures.get(erased["id"])
    assert (again.state.status, set(again.state.done)) == (Status.ERASED, set(stored.state.done))
    told = types(await office.deps.persons.get(person_id))
    assert told.count("personal enrolment.person_erased.v1") == 1


async def test_who_may_ask_and_see(office: Office) -> None:
    person_id, _ = await applicant(office)
    body = {"person_id": person_id}
    for stranger in (student("somebody-else"), FOREIGN_OFFICER, FOREIGN_COORDINATOR):
        await office.refused(stranger, "/v1/erasure-requests", body, "not-found", 404)
    asked = await ask_to_be_erased(office, person_id)
    path = f"/v1/erasure-requests/{asked['id']}"
    for stranger in (student("somebody-else"), FOREIGN_OFFICER):
        problem(await office.send(stranger, "GET", path), "not-found", 404)
    await office.refused(student(person_id), f"{path}/acceptance", {}, "forbidden", 403)
    assert (await office.get(FOREIGN_OFFICER, "/v1/erasure-requests"))["items"] == []
    again = await office.post(OFFICER, "/v1/erasure-requests", body)
    assert again["id"] == asked["id"]
    await office.refused(OFFICER, "/v1/erasure-requests", body | {"received_on": "x"}, "invalid-request", 422)
