"""Groups and contracts through HTTP, from the proposal to the start."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    FOREIGN_OFFICER,
    OFFICER,
    SIREN,
    Actor,
    Office,
    events,
    group_of,
    signature,
    student,
    types,
)

APPROVAL = {"legal_entity_siren": SIREN}
TERMS = {"kind": "cape", "starts_on": "2026-10-01", "ends_on": "2027-07-02", "maximum_commitment": "300.00"}


async def test_cae_10_a_refused_activity_leaves_the_members_free(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    body = group_of(programme_id, applications)
    excluded = body | {"activity_code": "71.11Z"}
    await office.refused(COORDINATOR, "/v1/groups", excluded, "cae-10-excluded-activity")
    heavy = body | {"planned_investment": "5000.01"}
    await office.refused(COORDINATOR, "/v1/groups", heavy, "cae-10-heavy-investment")
    group = await office.group(programme_id, applications)
    assert (group["status"], group["group_code"], group["review_required"]) == ("PROPOSED", "ATELIER-MAILLE", False)
    assert [one["member_number"] for one in group["members"]] == [1, 2, 3]
    stored = await office.deps.groups.get(group["id"])
    assert types(stored) == ["events enrolment.group_proposed.v1", "personal enrolment.group_named.v1"]
    assert "Atelier Maille" not in str(events(stored)[0])


async def test_cae_10_a_regulated_activity_waits_for_the_carriers_review(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    group = await office.group(
        programme_id, applications, activity_code="96.02A", proof_of_qualification="CAP de la présidente"
    )
    assert (group["status"], group["review_required"]) == ("PROPOSED", True)
    path = f"/v1/groups/{group['id']}/approval"
    await office.refused(OFFICER, path, APPROVAL, "cae-10-review-missing")
    approved = await office.post(OFFICER, path, APPROVAL | {"review_note": "CAP vérifié"})
    assert (approved["status"], approved["legal_entity_siren"]) == ("APPROVED", SIREN)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"activity_code": "textile"}, "activity_code"),
        ({"planned_investment": "450.005"}, "planned_investment"),
        ({"planned_investment": "-1"}, "planned_investment"),
        ({"application_ids": []}, "application_ids"),
        ({"application_ids": ["unknown"]}, "application_ids.0"),
        ({"name": "  "}, "name"),
    ],
)
async def test_a_bad_proposal_names_its_field(office: Office, changes: dict[str, Any], field: str) -> None:
    body = group_of(await office.programme(), [{"id": "unknown"}]) | changes
    refused = await office.refused(COORDINATOR, "/v1/groups", body, "invalid-request", 422)
    assert [one["field"] for one in refused["errors"]] == [field]


async def test_members_are_accepted_in_this_programme_and_in_one_group_only(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    twice = group_of(programme_id, [applications[0], applications[0]])
    await office.refused(COORDINATOR, "/v1/groups", twice, "invalid-request", 422)
    elsewhere = group_of(await office.programme(), applications)
    await office.refused(COORDINATOR, "/v1/groups", elsewhere, "invalid-request", 422)
    await office.group(programme_id, applications[:2])
    again = group_of(programme_id, applications[1:])
    await office.refused(COORDINATOR, "/v1/groups", again, "group-name-taken")
    await office.refused(COORDINATOR, "/v1/groups", again | {"name": "Autre"}, "application-in-group")
    await office.group(programme_id, applications[2:], name="Autre")
    withdrawal = f"/v1/applications/{applications[0]['id']}/withdrawal"
    await office.refused(COORDINATOR, withdrawal, {"reason": "non"}, "application-in-group")


async def test_an_application_that_is_not_accepted_joins_no_group(office: Office) -> None:
    programme_id = await office.programme()
    row = "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;"
    created = (await office.roster(programme_id, row)).json()["created"]
    body = group_of(programme_id, [{"id": created[0]["application_id"]}])
    refused = await office.refused(COORDINATOR, "/v1/groups", body, "application-status")
    assert refused["errors"][0]["accepted"] == "ACCEPTED"


async def test_a_repeated_proposal_is_the_same_group(office: Office) -> None:
    programme_id = await office.programme()
    body = group_of(programme_id, await office.accepted(programme_id))
    headers = {"Idempotency-Key": "proposal-1"}
    first = await office.send(COORDINATOR, "POST", "/v1/groups", body, headers=headers)
    again = await office.send(COORDINATOR, "POST", "/v1/groups", body, headers=headers)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


async def test_students_propose_groups_that_they_are_in(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    body = group_of(programme_id, applications)
    await office.refused(student("another"), "/v1/groups", body, "forbidden", 403)
    await office.refused(OFFICER, "/v1/groups", body, "forbidden", 403)
    proposed = await office.post(student(applications[0]["person_id"]), "/v1/groups", body, 201)
    assert proposed["status"] == "PROPOSED"


async def test_only_the_carriers_officer_approves(office: Office) -> None:
    programme_id = await office.programme()
    group = await office.group(programme_id, await office.accepted(programme_id))
    path = f"/v1/groups/{group['id']}/approval"
    await office.refused(COORDINATOR, path, APPROVAL, "forbidden", 403)
    await office.refused(FOREIGN_OFFICER, path, APPROVAL, "not-found", 404)
    await office.refused(FOREIGN_COORDINATOR, path, APPROVAL, "not-found", 404)
    bad = {"legal_entity_siren": "999999122"}
    await office.refused(OFFICER, path, bad, "invalid-request", 422)
    await office.post(OFFICER, path, APPROVAL)
    refused = await office.refused(OFFICER, path, APPROVAL, "group-status")
    assert refused["errors"][0] == {"field": "status", "message": "is APPROVED", "accepted": "PROPOSED"}
    stored = await office.deps.groups.get(group["id"])
    assert events(stored)[-1][1]["legal_entity_siren"] == SIREN


async def test_who_sees_a_group(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    group_id = (await office.group(programme_id, applications))["id"]
    path, member = f"/v1/groups/{group_id}", applications[0]["person_id"]
    coach = Actor("coach", "coopilote")
    for actor in (COORDINATOR, OFFICER, coach, student(member, group_id)):
        assert (await office.get(actor, path))["id"] == group_id
    for actor in (FOREIGN_COORDINATOR, FOREIGN_OFFICER, student(member), student("another", "other-group")):
        await office.get(actor, path, 404)
    for actor, count in ((COORDINATOR, 1), (coach, 1), (FOREIGN_COORDINATOR, 0), (FOREIGN_OFFICER, 0)):
        assert len((await office.get(actor, "/v1/groups", status="PROPOSED"))["items"]) == count
    await office.get(student(member, group_id), "/v1/groups", 403)


async def test_cape_02_and_bad_terms_are_refused(office: Office) -> None:
    programme_id = await office.programme()
    group_id = (await office.group(programme_id, await office.accepted(programme_id)))["id"]
    path = f"/v1/groups/{group_id}/contracts"
    await office.refused(OFFICER, path, TERMS, "group-status")
    await office.post(OFFICER, f"/v1/groups/{group_id}/approval", APPROVAL)
    await office.refused(OFFICER, path, TERMS | {"ends_on": "2027-10-01"}, "cape-02-too-long")
    await office.refused(OFFICER, path, TERMS | {"kind": "cesa"}, "invalid-request", 422)
    await office.refused(OFFICER, path, TERMS | {"maximum_commitment": "1.005"}, "invalid-request", 422)
    await office.refused(COORDINATOR, path, TERMS, "forbidden", 403)
    drafted = await office.post(OFFICER, path, TERMS, 201)
    assert {one["status"] for one in drafted} == {"DRAFT"}
    assert len(drafted[0]["terms"]) == 8
    assert [one["id"] for one in await office.post(OFFICER, path, TERMS)] == [one["id"] for one in drafted]
    await office.refused(OFFICER, path, TERMS | {"maximum_commitment": "301.00"}, "contracts-exist")


async def test_members_see_their_own_contract_and_officers_the_person_behind_one(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    group_id = (await office.group(programme_id, applications))["id"]
    person_id = applications[2]["person_id"]
    await office.get(OFFICER, f"/v1/persons/{person_id}", 404)
    drafted = await office.contracts(group_id)
    assert (await office.get(OFFICER, f"/v1/persons/{person_id}"))["given_name"] == "Nolwenn"
    assert (await office.get(OFFICER, f"/v1/persons/{applications[2]['guardian_id']}"))["kind"] == "guardian"
    await office.get(FOREIGN_OFFICER, f"/v1/persons/{person_id}", 404)
    path, member = f"/v1/groups/{group_id}/contracts", student(person_id, group_id)
    assert len((await office.get(OFFICER, path))["items"]) == 3
    assert [one["person_id"] for one in (await office.get(member, path))["items"]] == [person_id]
    await office.get(FOREIGN_COORDINATOR, path, 404)
    own = next(one for one in drafted if one["person_id"] == person_id)
    await office.get(member, f"/v1/contracts/{own['id']}")
    await office.get(student("another", group_id), f"/v1/contracts/{own['id']}", 404)
    await office.refused(member, f"/v1/contracts/{own['id']}/signature", signature(), "forbidden", 403)


async def test_signatures_activate_members_and_youth_01_needs_a_guardians(office: Office) -> None:
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    group_id = (await office.group(programme_id, applications))["id"]
    adult, _, minor = await office.contracts(group_id)
    path = f"/v1/contracts/{minor['id']}/signature"
    await office.refused(OFFICER, path, signature(), "youth-01-guardian-signature-missing")
    signed = await office.post(OFFICER, path, signature(guardian=True))
    assert signed["status"] == "SIGNED"
    assert await office.post(OFFICER, path, signature(guardian=True)) == signed
    await office.post(OFFICER, f"/v1/contracts/{adult['id']}/signature", signature())
    group = await office.deps.groups.get(group_id)
    assert [str(one.status) for one in group.state.members] == ["ACTIVE", "CONTRACT_PENDING", "ACTIVE"]
    activated = [data for name, data in events(group) if name == "events enrolment.member_activated.v1"]
    assert [(one["person_id"], one["member_number"]) for one in activated] == [
        (minor["person_id"], 3),
        (adult["person_id"], 1),
    ]
    contract = await office.deps.contracts.get(minor["id"])
    assert types(contract) == ["events enrolment.contract_signed.v1"]
    await office.refused(OFFICER, f"/v1/groups/{group_id}/start", None, "cape-01-contracts-unsigned")


async def test_a_group_starts_with_everything_that_the_other_services_need(office: Office) -> None:
    group_id = await office.running()
    group = await office.deps.groups.get(group_id)
    (name, data) = events(group)[-1]
    assert name == "events enrolment.group_started.v1"
    assert (data["starts_on"], data["ends_on"], data["contracts_end_on"]) == (
        "2026-10-01",
        "2027-07-02",
        "2027-07-02",
    )
    assert (data["carrier"], data["legal_entity_siren"], len(data["person_ids"])) == ("coopilote", SIREN, 3)
    await office.refused(COORDINATOR, f"/v1/groups/{group_id}/start", None, "group-status")


async def test_cape_01_a_group_does_not_start_before_its_contracts(office: Office) -> None:
    programme_id = await office.programme()
    group_id = (await office.group(programme_id, await office.accepted(programme_id)))["id"]
    for contract in await office.contracts(group_id):
        await office.post(OFFICER, f"/v1/contracts/{contract['id']}/signature", signature(guardian=True))
    await office.move_clock(datetime(2026, 9, 30, 21, 59, tzinfo=UTC))
    await office.refused(OFFICER, f"/v1/groups/{group_id}/start", None, "cape-01-contracts-not-running")
    await office.move_clock(datetime(2026, 9, 30, 22, 1, tzinfo=UTC))
    assert (await office.post(COORDINATOR, f"/v1/groups/{group_id}/start"))["status"] == "RUNNING"
