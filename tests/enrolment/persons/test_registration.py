"""Persons through HTTP: registered by a coordinator or by themselves, found, corrected; who sees what."""

from tests.enrolment.office import COORDINATOR, OFFICER, ROWS, Office, events, problem, types
from tests.enrolment.persons.people import LOU, OTHER, PEPITE, login, registered

UPDATED = "personal enrolment.person_updated.v1"


async def test_a_coordinator_registers_a_person_once(office: Office) -> None:
    first = await office.post(COORDINATOR, "/v1/persons", LOU | {"phone": "06 12 34 56 78"}, 201)
    again = await office.post(COORDINATOR, "/v1/persons", LOU, 200)
    assert again["id"] == first["id"]
    assert first["phone"] == "+33612345678"
    stored = await office.deps.persons.get(first["id"])
    assert types(stored) == ["personal enrolment.person_registered.v1"]


async def test_what_contradicts_the_register_is_told_to_those_who_know_the_person_only(office: Office) -> None:
    await registered(office)
    other_day = LOU | {"birth_date": "2007-11-24"}
    known = await office.refused(COORDINATOR, "/v1/persons", other_day, "invalid-request", 422)
    assert known["errors"][0]["accepted"] == "2007-11-23"
    stranger = await office.refused(OTHER, "/v1/persons", other_day, "email-in-use")
    assert "2007" not in str(stranger)
    assert "Vaucheret" not in str(stranger)


async def test_another_partner_that_has_the_same_person_knows_them_from_then_on(office: Office) -> None:
    person_id = await registered(office)
    await office.get(OTHER, f"/v1/persons/{person_id}", 404)
    assert (await office.post(OTHER, "/v1/persons", LOU, 200))["id"] == person_id
    assert (await office.get(OTHER, f"/v1/persons/{person_id}"))["coordinator"] == "cmq-mma"
    # The coordinator who knew them first still does.
    await office.get(COORDINATOR, f"/v1/persons/{person_id}")


async def test_applicants_register_themselves_under_their_login_and_what_is_there_stays(office: Office) -> None:
    me = login("my-login")
    first = await office.send(me, "PUT", "/v1/persons/me", LOU | {"ine": "1234567890a"})
    assert first.status_code == 201
    assert (first.json()["id"], first.json()["ine"]) == ("my-login", "1234567890A")
    assert first.json()["email_in_use"] is False
    again = await office.send(me, "PUT", "/v1/persons/me", LOU | {"given_name": "Autre", "address": "1 rue du Pré"})
    assert again.status_code == 200
    assert (again.json()["given_name"], again.json()["address"]) == ("Lou-Anne", "1 rue du Pré")


async def test_an_address_in_use_is_told_as_such_and_the_coordinator_gets_the_pair(office: Office) -> None:
    known = await registered(office, phone="06 12 34 56 78")
    answer = await office.send(login("my-login"), "PUT", "/v1/persons/me", LOU | {"given_name": "Louane"})
    assert answer.json()["email_in_use"] is True
    assert known not in answer.text
    assert "33612345678" not in answer.text
    (pair,) = (await office.get(COORDINATOR, "/v1/duplicates"))["items"]
    assert {pair["first_id"], pair["second_id"]} == {known, "my-login"}
    assert pair["reasons"] == ["same-email"]


async def test_a_roster_finds_who_registered_under_their_own_login(office: Office) -> None:
    """One human, one id: the roster makes no second person of an applicant, nor of one whose address was corrected."""
    await office.send(login("my-login"), "PUT", "/v1/persons/me", LOU)
    programme_id = await office.programme()
    (row,) = (await office.roster(programme_id, ROWS[0])).json()["created"]
    assert row["person_id"] == "my-login"
    sacha = (await office.roster(programme_id, ROWS[1])).json()["created"][0]["person_id"]
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{sacha}", {"email": "sacha.new@example.org"})
    again = (await office.roster(programme_id, ROWS[1])).json()
    assert [one["person_id"] for one in again["unchanged"]] == [sacha]
    new_address = (await office.roster(programme_id, ROWS[1].replace("sacha@", "sacha.new@"))).json()
    assert [one["person_id"] for one in new_address["unchanged"]] == [sacha]


async def test_who_takes_over_an_address_is_somebody_else(office: Office) -> None:
    first = await registered(office)
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{first}", {"email": "lou.new@example.org"})
    other = await registered(office, given_name="Sacha", family_name="Montbéliou", birth_date="2008-01-12")
    assert other != first


async def test_a_correction_is_told_and_its_line_names_fields_without_values(office: Office) -> None:
    person_id = await registered(office)
    version = (await office.send(COORDINATOR, "GET", f"/v1/persons/{person_id}")).headers["ETag"]
    path, change = f"/v1/persons/{person_id}", {"email": "lou.new@example.org", "family_name": "Vaucheret"}
    answer = await office.send(COORDINATOR, "PATCH", path, change, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    line = answer.json()["history"][-1]
    assert (line["action"], line["fields"], line["actor"]) == ("changed", ["email"], "somebody")
    assert "lou-anne@example.org" not in answer.text
    stored = await office.deps.persons.get(person_id)
    (name, data) = events(stored)[-1]
    assert (name, data["email"]) == (UPDATED, "lou.new@example.org")
    stale = await office.send(COORDINATOR, "PATCH", path, {"phone": ""}, headers={"If-Match": version})
    assert stale.status_code == 412


async def test_what_nobody_keeps_a_copy_of_is_corrected_without_an_event(office: Office) -> None:
    person_id = await registered(office)
    await office.send(COORDINATOR, "PATCH", f"/v1/persons/{person_id}", {"phone": "0612345678", "gender": "female"})
    assert UPDATED not in types(await office.deps.persons.get(person_id))


async def test_students_correct_themselves_but_for_the_birth_date(office: Office) -> None:
    """YOUTH-01: who has to consent depends on the birth date, so a minor cannot make themself older."""
    me = login(await registered(office))
    path = f"/v1/persons/{me.sub}"
    assert (await office.send(me, "PATCH", path, {"given_name": "Louane"})).status_code == 200
    older = await office.send(me, "PATCH", path, {"birth_date": "1999-01-01"})
    problem(older, "youth-01-birth-date-by-coordinator", 409)
    problem(await office.send(login("another"), "PATCH", path, {"given_name": "X"}), "not-found", 404)
    problem(await office.send(OFFICER, "PATCH", path, {"given_name": "X"}), "not-found", 404)


async def test_an_address_of_somebody_else_is_refused_and_told_to_the_coordinator(office: Office) -> None:
    first = await registered(office)
    second = await registered(office, given_name="Sacha", birth_date="2008-01-12", email="sacha@example.org")
    answer = await office.send(login(second), "PATCH", f"/v1/persons/{second}", {"email": LOU["email"]})
    refused = problem(answer, "email-in-use", 409)
    assert first not in str(refused)
    pairs = (await office.get(COORDINATOR, "/v1/duplicates"))["items"]
    assert [{one["first_id"], one["second_id"]} for one in pairs] == [{first, second}]


async def test_identifiers_are_shown_to_the_person_and_to_those_who_register_and_decide(office: Office) -> None:
    secret = {"ine": "1234567890A", "birth_place": "Le Creusot", "nationality": "FR"}
    person_id = await registered(office, **secret)
    path = f"/v1/persons/{person_id}"
    for actor in (COORDINATOR, PEPITE, login(person_id)):
        assert (await office.get(actor, path)).items() >= secret.items()
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    group = await office.group(programme_id, applications)
    await office.contracts(group["id"])
    member = applications[0]["person_id"]
    assert member == person_id
    seen = await office.get(OFFICER, path)
    assert [seen[field] for field in secret] == [None, None, None]


async def test_persons_are_found_by_the_start_of_a_name_an_address_or_an_ine(office: Office) -> None:
    lou = await registered(office, ine="1234567890A")
    await registered(office, given_name="Sacha", family_name="Montbéliou", email="sacha@example.org")
    queries = ({"name": "vauch"}, {"name": "VAUCHERET lou"}, {"email": "Lou-Anne@example.org"}, {"ine": "1234567890a"})
    for query in queries:
        items = (await office.get(COORDINATOR, "/v1/persons", 200, **query))["items"]
        assert [one["id"] for one in items] == [lou], query
    both = (await office.get(COORDINATOR, "/v1/persons", birth_date="2007-11-23"))["items"]
    assert len(both) == 2
    assert (await office.get(OTHER, "/v1/persons", name="vauch"))["items"] == []
    await office.get(COORDINATOR, "/v1/persons", 422)
    await office.get(login(lou), "/v1/persons", 403, name="vauch")


async def test_persons_stored_before_have_their_keys_when_they_are_read(office: Office) -> None:
    """Documents of before lack the new fields and load all the same."""
    person_id = await registered(office)
    document = await office.deps.persons.document(person_id)
    kept = ("kind", "given_name", "family_name", "email", "coordinator", "birth_date", "guardian_of")
    old = document | {"state": {key: document["state"][key] for key in kept}}
    store = office.deps.persons._store
    await store.replace(office.deps.persons.collection, old, expected_revision=document["revision"])
    stored = await office.deps.persons.get(person_id)
    assert (stored.state.name_key, stored.state.partners) == ("anne lou vaucheret", ())
