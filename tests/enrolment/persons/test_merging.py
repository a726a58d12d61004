"""Two registrations become one, with a trace: what moves, what wins, what stands in the way, and what a crash leaves."""

from dataclasses import replace
from datetime import UTC, datetime

from enrolment.collections import ALL
from enrolment.domain.persons.merging import into, taken_over
from enrolment.domain.persons.person import Kind, Line, Merging, Person, Standing
from enrolment.usecases.persons.complete_merge import complete_merge
from enrolment.usecases.persons.complete_merges import complete_merges
from enrolment.usecases.persons.references_of import NAMES, references_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.repository import Repository
from tests.enrolment.office import COORDINATOR, ROWS, Office, events, problem, types
from tests.enrolment.persons.people import LOU, OTHER, PARENT, asked, login, minor, registered

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
TWIN = {"email": "lou2@example.org", "phone": "06 12 34 56 78"}


async def twins(office: Office) -> tuple[str, str]:
    return await registered(office), await registered(office, **TWIN)


def merging(kept: str) -> str:
    return f"/v1/persons/{kept}/merging"


async def test_the_kept_person_wins_field_by_field_unless_the_other_is_chosen(office: Office) -> None:
    kept, merged = await twins(office)
    answer = await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert (answer["kept"]["email"], answer["kept"]["phone"]) == ("lou-anne@example.org", "+33612345678")
    third = await registered(office, email="lou3@example.org", given_name="Louane")
    answer = await office.post(COORDINATOR, merging(kept), {"merged_id": third, "take": ["email", "given_name"]})
    assert (answer["kept"]["email"], answer["kept"]["given_name"]) == ("lou3@example.org", "Louane")
    (name, data) = events(await office.deps.persons.get(kept))[-1]
    assert (name, data["email"]) == ("personal enrolment.person_updated.v1", "lou3@example.org")


async def test_it_is_told_with_ids_only_and_leaves_a_trace(office: Office) -> None:
    kept, merged = await twins(office)
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    stored = await office.deps.persons.get(merged)
    assert events(stored)[-1] == ("events enrolment.person_merged.v1", {"kept_id": kept, "merged_id": merged})
    assert (stored.state.standing, stored.state.merged_into, stored.state.merge_open) == ("MERGED", kept, False)
    assert [one.status for one in [d.state for d in await office.deps.duplicates.all()]] == ["MERGED"]
    # The same again changes nothing.
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert types(await office.deps.persons.get(merged)) == types(stored)


async def test_those_who_knew_the_merged_person_are_told_who_they_are_now(office: Office) -> None:
    kept, merged = await twins(office)
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    path = f"/v1/persons/{merged}"
    for actor in (COORDINATOR, login(merged)):
        told = problem(await office.send(actor, "GET", path), "person-merged", 409)
        assert told["errors"][0]["accepted"] == kept
    problem(await office.send(OTHER, "GET", path), "not-found", 404)
    again = await office.send(login(merged), "PUT", "/v1/persons/me", LOU)
    problem(again, "person-merged", 409)


async def test_everything_that_names_the_merged_person_names_the_kept_one(office: Office) -> None:
    child = {"birth_date": "2009-04-18", "given_name": "Nolwenn", "family_name": "Tavardin"}
    kept, _ = await minor(office, **child | {"email": "nolwenn1@example.org"})
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    merged = applications[2]["person_id"]
    group = await office.group(programme_id, applications)
    consent_id = await asked(office, merged, "IMAGE")
    body = {"merged_id": merged, "dry_run": True}
    plan = await office.post(COORDINATOR, merging(kept), body)
    assert plan["conflicts"] == []
    assert plan["moves"] == {
        "persons.guardian_of": 1,
        "groups.members": 1,
        "consents.person_id": 2,
        "applications.person_id": 1,
    }
    assert (await office.deps.applications.get(applications[2]["id"])).state.person_id == merged
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert (await office.deps.applications.get(applications[2]["id"])).state.person_id == kept
    members = (await office.deps.groups.get(group["id"])).state.members
    assert [one.person_id for one in members][2] == kept
    assert (await office.deps.consents.get(consent_id)).state.person_id == kept
    guardians = (await office.get(COORDINATOR, f"/v1/persons/{kept}/guardians"))["items"]
    assert [one["email"] for one in guardians] == [PARENT["email"], PARENT["email"]]
    moved = await office.deps.persons.get(guardians[1]["id"])
    assert {data["guardian_of"] for name, data in events(moved) if "person_updated" in name} <= {kept}
    for reference in references_of(office.deps):
        assert await reference.find(merged, office.deps) == [], reference.name


async def test_a_roster_finds_the_kept_person_by_the_merged_ones_address(office: Office) -> None:
    kept, merged = await twins(office)
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    programme_id = await office.programme()
    row = ROWS[0].replace("lou-anne@", "lou2@")
    assert [one["person_id"] for one in (await office.roster(programme_id, row)).json()["created"]] == [kept]


async def test_two_dossiers_in_one_programme_stand_in_the_way(office: Office) -> None:
    programme_id = await office.programme()
    rows = (ROWS[0], ROWS[0].replace("lou-anne@", "lou2@"))
    kept, merged = (one["person_id"] for one in (await office.roster(programme_id, *rows)).json()["created"])
    refused = await office.refused(COORDINATOR, merging(kept), {"merged_id": merged}, "merge-conflict")
    assert programme_id in refused["errors"][0]["message"]
    assert (await office.deps.persons.get(merged)).state.standing is Standing.ACTIVE
    plan = await office.post(COORDINATOR, merging(kept), {"merged_id": merged, "dry_run": True})
    assert [one["field"] for one in plan["conflicts"]] == ["programme_id"]


async def test_snee_03_two_dossiers_of_a_scheme_and_year_stand_in_the_way_in_whatever_programmes(
    office: Office,
) -> None:
    first = await office.programme(scheme="snee")
    second = await office.programme(scheme="snee", establishment="Université")
    kept = (await office.roster(first, ROWS[0])).json()["created"][0]["person_id"]
    merged = (await office.roster(second, ROWS[0].replace("lou-anne@", "lou2@"))).json()["created"][0]["person_id"]
    refused = await office.refused(COORDINATOR, merging(kept), {"merged_id": merged}, "merge-conflict")
    assert [one["field"] for one in refused["errors"]] == ["school_year"]


async def test_what_there_is_one_of_in_any_area_stands_in_the_way(office: Office) -> None:
    """A unique key with the person in it is found by itself: here two contracts with one group."""
    kept, merged = await twins(office)
    group_id = await office.running()
    (contract,) = (await office.deps.contracts.all({"group_id": group_id}))[:1]
    for person_id in (kept, merged):
        state = replace(contract.state, person_id=person_id, group_id="g")
        await office.deps.contracts.add(f"of-{person_id}", state, fresh_cause("x"))
    refused = await office.refused(COORDINATOR, merging(kept), {"merged_id": merged}, "merge-conflict")
    assert [one["field"] for one in refused["errors"]] == ["contracts.person_id"]


async def test_a_member_of_a_group_that_has_started_is_kept(office: Office) -> None:
    group_id = await office.running()
    member = (await office.deps.groups.get(group_id)).state.members[0].person_id
    other = await registered(office, email="lou2@example.org")
    await office.refused(COORDINATOR, merging(other), {"merged_id": member}, "merge-conflict")
    assert (await office.post(COORDINATOR, merging(member), {"merged_id": other}))["kept"]["id"] == member


async def test_only_a_coordinator_who_knows_both_merges(office: Office) -> None:
    kept, merged = await twins(office)
    body = {"merged_id": merged}
    await office.refused(OTHER, merging(kept), body, "not-found", 404)
    await office.post(OTHER, "/v1/persons", LOU, 200)
    await office.refused(OTHER, merging(kept), body, "not-found", 404)
    await office.refused(login(kept), merging(kept), body, "forbidden", 403)
    await office.refused(COORDINATOR, merging(kept), {"merged_id": kept}, "invalid-request", 422)
    child_id, guardian_id = await minor(office)
    await office.refused(COORDINATOR, merging(child_id), {"merged_id": guardian_id}, "merge-other-kind")
    wrong = {"merged_id": merged, "take": ["coordinator"]}
    await office.refused(COORDINATOR, merging(kept), wrong, "invalid-request", 422)


async def test_the_pair_of_both_leads_to_the_trace_whether_it_was_found_or_not(office: Office) -> None:
    kept = await registered(office)
    other = await registered(office, email="x@example.org", given_name="Sacha", ine="1234567890A")
    third = await registered(office, email="y@example.org", given_name="Yaël", ine="1234567890A")
    await office.post(COORDINATOR, merging(kept), {"merged_id": other})
    pairs = {
        frozenset((one.state.first_id, one.state.second_id)): one.state for one in await office.deps.duplicates.all()
    }
    assert pairs[frozenset((kept, other))].status == "MERGED"
    assert pairs[frozenset((other, third))].status == "DISMISSED"
    # The kept person has the INE now, and so the open question too.
    assert pairs[frozenset((kept, third))].status == "OPEN"


async def test_whoever_was_merged_before_leads_to_the_last_one_too(office: Office) -> None:
    first, second = await twins(office)
    third = await registered(office, email="lou3@example.org")
    await office.post(COORDINATOR, merging(second), {"merged_id": first})
    await office.post(COORDINATOR, merging(third), {"merged_id": second})
    assert (await office.deps.persons.get(first)).state.merged_into == third
    pairs = [one.state for one in await office.deps.duplicates.all({"status": "MERGED"})]
    assert {frozenset((one.first_id, one.second_id)) for one in pairs} >= {
        frozenset((first, third)),
        frozenset((second, third)),
    }


async def test_partners_of_both_know_the_kept_person(office: Office) -> None:
    kept, merged = await twins(office)
    await office.post(OTHER, "/v1/persons", LOU | {"email": "lou2@example.org"}, 200)
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert (await office.get(OTHER, f"/v1/persons/{kept}"))["id"] == kept
    problem(await office.send(OTHER, "GET", f"/v1/persons/{merged}"), "person-merged", 409)


async def test_a_merge_that_a_crash_cut_off_is_completed_by_the_job(office: Office) -> None:
    kept, merged = await twins(office)
    consent_id = await asked(office, merged, "IMAGE")
    decided = Merging(NOW, "somebody", ("email",))
    await office.deps.persons.change(merged, lambda one: Change(into(one, kept, decided)), fresh_cause("crash"))
    await complete_merges(office.deps)
    await complete_merges(office.deps)
    assert (await office.deps.consents.get(consent_id)).state.person_id == kept
    person = (await office.deps.persons.get(kept)).state
    assert (person.email, person.phone) == ("lou2@example.org", "+33612345678")
    assert len([one for one in person.history if one.action.startswith("took over")]) == 1
    assert (await office.deps.persons.get(merged)).state.merge_open is False


async def test_two_who_are_merged_into_each_other_at_the_same_time_leave_one(office: Office) -> None:
    first, second = await twins(office)
    decided = Merging(NOW, "somebody")
    cause = fresh_cause("both")
    await office.deps.persons.change(first, lambda one: Change(into(one, second, decided)), cause)
    await office.deps.persons.change(second, lambda one: Change(into(one, first, decided)), cause)
    for one in (second, first, second):
        await complete_merge(one, office.deps, fresh_cause("job"))
    people = {one.id: one.state for one in await office.deps.persons.all()}
    stays, gone = sorted((first, second))
    assert people[stays].standing is Standing.ACTIVE
    assert (people[gone].standing, people[gone].merged_into, people[gone].merge_open) == ("MERGED", stays, False)


def test_what_was_taken_over_once_is_not_taken_over_again_after_a_correction() -> None:
    kept = Person(Kind.STUDENT, "Lou", "V", "a@example.org", "cmq-mma")
    merged = Person(Kind.STUDENT, "Lou", "V", "b@example.org", "cmq-mma", phone="+33612345678")
    once = taken_over(kept, "merged", merged, Merging(NOW, "x", ("email",)))
    assert (once.email, once.phone) == ("b@example.org", "+33612345678")
    assert once.history[-1] == Line(NOW, "x", "took over merged", ("email", "phone"))
    assert taken_over(once, "merged", merged, Merging(NOW, "x", ("email",))) is once


async def test_every_collection_that_names_persons_is_followed_by_a_merge(office: Office) -> None:
    """A new area is followed by itself, as long as its dependencies have a repository of the collection."""
    named = {f"{one.name}.{name}" for one in ALL for name in NAMES if f"state.{name}" in one.fields}
    assert "consents.person_id" in named
    repositories = {
        value.collection.name: key for key, value in vars(office.deps).items() if isinstance(value, Repository)
    }
    followed = {one.name for one in references_of(office.deps)}
    for one in named:
        collection, _, name = one.partition(".")
        assert f"{repositories[collection]}.{name}" in followed
