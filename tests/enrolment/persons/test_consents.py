"""Consents through HTTP: asked for, given by whom it takes, proved, withdrawn, expired; and the programme's own form."""

from datetime import UTC, date, datetime

from enrolment.usecases.persons.consents_missing import consents_missing
from enrolment.usecases.persons.expire_consents import expire_consents
from enrolment.usecases.persons.record_contract_consent import record_contract_consent
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, OFFICER, ROWS, Office, events, problem, types
from tests.enrolment.persons.people import OTHER, TEXT, asked, login, minor, registered, text

TODAY = date(2026, 9, 1)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    + bytes(40)
)
OWN = {"agrees": True, "how": "online"}


def paper(guardian_id: str, **changes: object) -> dict[str, object]:
    word = {
        "agrees": True,
        "how": "paper",
        "guardian_id": guardian_id,
        "name": "helene TAVARDIN",
        "said_on": "2026-08-30",
    }
    return word | {"evidence": "Formulaire signé"} | changes


async def missing(office: Office, person_id: str, *kinds: str) -> tuple[str, ...]:
    return await consents_missing(person_id, kinds, TODAY, office.deps)


async def test_gdpr_01_below_15_data_is_given_by_the_minor_and_a_guardian(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "DATA")
    path = f"/v1/consents/{consent_id}/words"
    half = await office.post(login(child_id), path, OWN)
    assert half["status"] == "REQUESTED"
    assert await missing(office, child_id, "DATA", "IMAGE") == ("DATA", "IMAGE")
    whole = await office.post(COORDINATOR, path, paper(guardian_id))
    assert (whole["status"], whole["given_on"]) == ("GIVEN", "2026-09-01")
    assert [(one["party"], one["how"], one["recorded_by"]) for one in whole["words"]] == [
        ("person", "online", child_id),
        ("guardian", "paper", "somebody"),
    ]
    assert {one["text_sha256"] for one in whole["words"]} == {whole["text_sha256"]}
    assert await missing(office, child_id, "DATA", "IMAGE") == ("IMAGE",)
    stored = await office.deps.consents.get(consent_id)
    assert types(stored) == ["events enrolment.consent_requested.v1", "events enrolment.consent_given.v1"]
    assert "Tavardin" not in str(events(stored))


async def test_what_holds_is_withdrawn_at_any_time_and_may_be_asked_for_again(office: Office) -> None:
    me = login(await registered(office))
    consent_id = await asked(office, me.sub, "IMAGE")
    await office.post(me, f"/v1/consents/{consent_id}/words", OWN)
    gone = await office.post(me, f"/v1/consents/{consent_id}/withdrawal", {"reason": "Je ne veux plus"})
    assert (gone["status"], gone["words"][0]["reason"]) == ("WITHDRAWN", "Je ne veux plus")
    assert await missing(office, me.sub, "IMAGE") == ("IMAGE",)
    again = await office.post(COORDINATOR, f"/v1/persons/{me.sub}/consents", {"kind": "IMAGE"}, 200)
    assert (again["id"], again["status"], len(again["past"])) == (consent_id, "REQUESTED", 2)
    assert "Je ne veux plus" not in str(events(await office.deps.consents.get(consent_id)))


async def test_staff_record_a_withdrawal_for_a_guardian(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "IMAGE")
    await office.post(COORDINATOR, f"/v1/consents/{consent_id}/words", paper(guardian_id))
    body = {"guardian_id": guardian_id, "evidence": "Appel du 1er septembre"}
    gone = await office.post(COORDINATOR, f"/v1/consents/{consent_id}/withdrawal", body)
    assert (gone["status"], gone["words"][0]["party"]) == ("WITHDRAWN", "guardian")


async def test_nobody_speaks_for_somebody_else(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    other_child, other_guardian = await minor(office, email="mael@example.org", given_name="Maël")
    consent_id = await asked(office, child_id, "DATA")
    path = f"/v1/consents/{consent_id}/words"
    await office.refused(COORDINATOR, path, OWN, "invalid-request", 422)
    await office.refused(login(child_id), path, paper(guardian_id), "forbidden", 403)
    await office.refused(login(other_child), path, OWN, "not-found", 404)
    await office.refused(OTHER, path, paper(guardian_id), "not-found", 404)
    await office.refused(OFFICER, path, paper(guardian_id), "not-found", 404)
    refused = await office.refused(COORDINATOR, path, paper(other_guardian), "invalid-request", 422)
    assert refused["errors"][0]["field"] == "guardian_id"
    wrong = await office.refused(COORDINATOR, path, paper(guardian_id, name="Yann Tavardin"), "invalid-request", 422)
    assert wrong["errors"][0]["field"] == "name"
    assert "Hélène" not in str(wrong)


async def test_a_scan_proves_a_paper_and_is_given_back_to_those_who_may_see_it(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "IMAGE")
    path = f"/v1/consents/{consent_id}"
    nothing = paper(guardian_id, evidence="", scan="0" * 64)
    refused = await office.refused(COORDINATOR, f"{path}/words", nothing, "invalid-request", 422)
    assert refused["errors"][0]["field"] == "scan"
    upload = {"params": {"name": "accord.png"}, "content": PNG, "headers": {"Content-Type": "image/png"}}
    answer = await office.send(COORDINATOR, "POST", f"{path}/scans", **upload)
    assert answer.status_code == 201, answer.text
    sha256 = answer.json()["sha256"]
    given = await office.post(COORDINATOR, f"{path}/words", paper(guardian_id, evidence="", scan=sha256))
    assert (given["status"], given["words"][0]["scan"]) == ("GIVEN", sha256)
    assert (await office.send(COORDINATOR, "GET", f"{path}/scans/{sha256}")).content == PNG
    problem(await office.send(OTHER, "GET", f"{path}/scans/{sha256}"), "not-found", 404)
    own = await office.send(login(child_id), "POST", f"{path}/scans", **upload)
    problem(own, "forbidden", 403)


async def test_a_text_is_fixed_from_the_first_consent_that_is_asked_for(office: Office) -> None:
    person_id = await registered(office)
    await text(office, "DATA", text="Brouillon")
    consent_id = await asked(office, person_id, "DATA")
    path = "/v1/consent-texts/DATA/v1"
    changed = await office.send(COORDINATOR, "PUT", path, TEXT | {"text": "Tout autre chose"})
    problem(changed, "consent-text-in-use", 409)
    assert (await office.send(COORDINATOR, "PUT", path, TEXT)).status_code == 200
    kept = await office.get(login(person_id), path)
    assert kept["used"] is True
    assert (await office.get(COORDINATOR, f"/v1/consents/{consent_id}"))["text_sha256"] == kept["sha256"]
    problem(await office.send(OTHER, "PUT", "/v1/consent-texts/DATA/v2", TEXT), "forbidden", 403)


async def test_the_text_in_force_is_asked_for(office: Office) -> None:
    person_id = await registered(office)
    path = f"/v1/persons/{person_id}/consents"
    await office.refused(COORDINATOR, path, {"kind": "DATA"}, "no-consent-text")
    for version, day in (("old", "2025-01-01"), ("now", "2026-09-01"), ("soon", "2026-09-02")):
        await text(office, "DATA", version, valid_from=day)
    assert (await office.post(COORDINATOR, path, {"kind": "DATA"}))["text_version"] == "now"
    unknown = {"kind": "DATA", "text_version": "never"}
    await office.refused(COORDINATOR, path, unknown, "invalid-request", 422)


async def test_a_consent_expires_with_its_time(office: Office) -> None:
    me = login(await registered(office))
    await text(office, "IMAGE", valid_months=2)
    consent_id = str((await office.post(COORDINATOR, f"/v1/persons/{me.sub}/consents", {"kind": "IMAGE"}))["id"])
    await office.post(me, f"/v1/consents/{consent_id}/words", OWN)
    await expire_consents(office.deps)
    assert (await office.get(me, f"/v1/consents/{consent_id}"))["status"] == "GIVEN"
    await office.move_clock(datetime(2026, 11, 1, 7, tzinfo=UTC))
    await expire_consents(office.deps)
    await expire_consents(office.deps)
    stored = await office.deps.consents.get(consent_id)
    assert types(stored)[2:] == ["events enrolment.consent_expired.v1"]


async def test_youth_01_the_programmes_form_is_a_consent_to_the_contract_too(office: Office) -> None:
    programme_id = await office.programme()
    (row,) = (await office.roster(programme_id, ROWS[2])).json()["created"]
    assert await missing(office, row["person_id"], "CONTRACT") == ("CONTRACT",)
    body = {
        "guardian_name": "Hélène Tavardin",
        "text_version": "2026-09",
        "given_on": "2026-09-01",
        "evidence": "Papier",
    }
    await office.post(COORDINATOR, f"/v1/applications/{row['application_id']}/guardian-consent", body)
    (given,) = (await office.get(COORDINATOR, f"/v1/persons/{row['person_id']}/consents"))["items"]
    assert (given["kind"], given["status"], given["text_version"]) == ("CONTRACT", "GIVEN", "2026-09")
    assert given["words"][0]["evidence"] == "Papier"
    assert await missing(office, row["person_id"], "CONTRACT") == ()


async def test_what_a_crash_left_unrecorded_is_completed_and_a_withdrawal_stays(office: Office) -> None:
    programme_id = await office.programme()
    (row,) = (await office.roster(programme_id, ROWS[2])).json()["created"]
    body = {
        "guardian_name": "Hélène Tavardin",
        "text_version": "2026-09",
        "given_on": "2026-09-01",
        "evidence": "Papier",
    }
    await office.post(COORDINATOR, f"/v1/applications/{row['application_id']}/guardian-consent", body)
    (given,) = await office.deps.consents.all({"person_id": row["person_id"]})
    await office.post(login(row["person_id"]), f"/v1/consents/{given.id}/withdrawal", {})
    await record_contract_consent(row["application_id"], office.deps, fresh_cause("again"))
    (after,) = await office.deps.consents.all({"person_id": row["person_id"]})
    assert after.state.status == "WITHDRAWN"
