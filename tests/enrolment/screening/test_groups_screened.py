"""CAE-10: a group has the screening of its proposal, can be screened again, and its approval is the carrier's decision."""

from datetime import UTC, datetime

from enrolment.usecases.screening.settle_screening import SettleScreening, settle_screening
from essaim.kit.cause import fresh_cause
from essaim.kit.ids import derived_id
from tests.enrolment.office import COORDINATOR, FOREIGN_OFFICER, OFFICER, SIREN, Office, student, types
from tests.enrolment.screening.desk import REGULATED

APPROVAL = {"legal_entity_siren": SIREN}
PROOF = {"proof_of_qualification": "CAP coiffure de la présidente"}


async def proposed(office: Office, **changes: str) -> str:
    programme_id = await office.programme()
    group = await office.group(programme_id, await office.accepted(programme_id), **changes)
    return str(group["id"])


async def exclude(office: Office, list_: str = "ORDER") -> None:
    entry = {"list": list_, "code": "13.92Z", "label": "Maille", "since": "2026-09-01", "source": "Décision"}
    await office.post(OFFICER, "/v1/screening-lists", entry)


async def test_a_proposal_leaves_its_screening_for_those_who_see_the_group(office: Office) -> None:
    group_id = await proposed(office)
    path = f"/v1/groups/{group_id}/screening"
    for actor in (COORDINATOR, OFFICER, student("a-member", group_id)):
        found = await office.get(actor, path)
        assert (found["standing"], found["group_id"], found["application_id"]) == ("CLEAR", group_id, None)
    for actor in (FOREIGN_OFFICER, student("nobody")):
        assert (await office.send(actor, "GET", path)).status_code == 404
    stored = await office.deps.screenings.get(derived_id(group_id, "screening"))
    assert types(stored) == ["events enrolment.activity_screened.v1"]


async def test_the_approval_of_a_reviewed_group_is_the_carriers_decision(office: Office) -> None:
    group_id = await proposed(office, **REGULATED, **PROOF)
    path = f"/v1/groups/{group_id}/screening"
    assert (await office.get(OFFICER, path))["standing"] == "REVIEW"
    await office.post(OFFICER, f"/v1/groups/{group_id}/approval", APPROVAL | {"review_note": "Assurance obtenue"})
    found = await office.get(OFFICER, path)
    assert found["standing"] == "ACCEPTED"
    assert (found["decisions"][0]["reason"], found["decisions"][0]["proof"]) == (
        "Assurance obtenue",
        "CAP coiffure de la présidente",
    )


async def test_cae_10_a_group_whose_activity_is_excluded_meanwhile_is_not_approved(office: Office) -> None:
    group_id = await proposed(office)
    await exclude(office)
    path = f"/v1/groups/{group_id}"
    assert (await office.get(OFFICER, f"{path}/screening"))["lists_changed"] is True
    again = await office.post(OFFICER, f"{path}/screening")
    assert [one["outcome"] for one in again["runs"]] == ["CLEAR", "REFUSED"]
    await office.refused(OFFICER, f"{path}/approval", APPROVAL, "cae-10-excluded-activity")
    assert (await office.get(OFFICER, path))["status"] == "PROPOSED"


async def test_cae_10_a_group_whose_activity_is_regulated_meanwhile_needs_a_proof_and_a_reason(office: Office) -> None:
    group_id = await proposed(office)
    await exclude(office, "REGULATED_REVIEW")
    path = f"/v1/groups/{group_id}"
    await office.post(COORDINATOR, f"{path}/screening")
    await office.refused(OFFICER, f"{path}/approval", APPROVAL, "cae-10-review-missing")
    note = APPROVAL | {"review_note": "Atelier vu"}
    await office.refused(OFFICER, f"{path}/approval", note, "cae-10-proof-of-qualification-missing")
    decision = {"accepted": True, "reason": "Atelier vu", "proof": "BTS en cours"}
    await office.refused(COORDINATOR, f"{path}/screening/decision", decision, "forbidden", 403)
    await office.post(OFFICER, f"{path}/screening/decision", decision)
    await office.post(OFFICER, f"{path}/approval", APPROVAL)


async def test_an_approval_that_a_crash_interrupted_after_the_decision_is_completed_by_its_repetition(
    office: Office,
) -> None:
    group_id = await proposed(office, **REGULATED, **PROOF)
    half = SettleScreening(group_id, "Assurance obtenue", PROOF["proof_of_qualification"])
    await settle_screening(half, office.deps, fresh_cause("officer"))
    approved = await office.post(OFFICER, f"/v1/groups/{group_id}/approval", APPROVAL | {"review_note": "Vu"})
    assert approved["status"] == "APPROVED"
    decisions = (await office.get(OFFICER, f"/v1/groups/{group_id}/screening"))["decisions"]
    assert [one["reason"] for one in decisions] == ["Assurance obtenue"]


async def test_an_approval_that_is_refused_for_its_form_decides_nothing(office: Office) -> None:
    group_id = await proposed(office, **REGULATED, **PROOF)
    wrong = {"legal_entity_siren": "123456789", "review_note": "Vu"}
    await office.refused(OFFICER, f"/v1/groups/{group_id}/approval", wrong, "invalid-request", 422)
    assert (await office.get(OFFICER, f"/v1/groups/{group_id}/screening"))["decisions"] == []


async def test_a_group_from_before_screenings_were_kept_is_approved_as_it_was(office: Office) -> None:
    group_id = await proposed(office)
    id_ = derived_id(group_id, "screening")
    stored = await office.deps.screenings.get(id_)
    store, collection = office.deps.screenings._store, office.deps.screenings.collection
    await store.delete(collection, id_, expected_revision=stored.document["revision"])
    await office.post(OFFICER, f"/v1/groups/{group_id}/approval", APPROVAL)
    await office.move_clock(datetime(2026, 9, 2, 7, tzinfo=UTC))
    assert (await office.get(OFFICER, f"/v1/groups/{group_id}"))["status"] == "APPROVED"
