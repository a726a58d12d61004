"""Guardians of a minor: both parents, one parent of several children, and the end of a guardianship."""

from tests.enrolment.office import COORDINATOR, Office, events, problem
from tests.enrolment.persons.people import CHILD, OTHER, PARENT, asked, link_path, login, minor, registered


async def test_both_parents_are_guardians_and_each_is_told(office: Office) -> None:
    child_id, first = await minor(office)
    path = f"/v1/persons/{child_id}/guardians"
    second = await office.post(COORDINATOR, path, PARENT | {"given_name": "Yann", "email": "yann@example.org"}, 201)
    assert (await office.post(COORDINATOR, path, PARENT, 200))["id"] == first
    listed = (await office.get(login(child_id), path))["items"]
    assert [one["id"] for one in listed] == [first, second["id"]]
    (_, data) = events(await office.deps.persons.get(second["id"]))[0]
    assert (data["kind"], data["guardian_of"]) == ("guardian", child_id)


async def test_one_parent_answers_for_two_children_and_that_is_no_duplicate(office: Office) -> None:
    _, first = await minor(office)
    _, second = await minor(office, given_name="Maël", email="mael@example.org")
    assert first != second
    assert (await office.get(COORDINATOR, "/v1/duplicates"))["items"] == []


async def test_an_adult_has_no_guardian_and_a_child_is_not_their_own(office: Office) -> None:
    """YOUTH-01"""
    adult = await registered(office, birth_date="2004-02-29")
    await office.refused(COORDINATOR, f"/v1/persons/{adult}/guardians", PARENT, "youth-01-not-a-minor")
    child_id, guardian_id = await minor(office)
    own = PARENT | {"email": CHILD["email"]}
    await office.refused(COORDINATOR, f"/v1/persons/{child_id}/guardians", own, "invalid-request", 422)
    of_guardian = f"/v1/persons/{guardian_id}/guardians"
    await office.refused(COORDINATOR, of_guardian, PARENT | {"email": "x@example.org"}, "guardian-of-guardian")


async def test_a_guardian_is_corrected_like_anybody_and_gives_no_birth_date(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    path = f"/v1/persons/{guardian_id}"
    answer = await office.send(COORDINATOR, "PATCH", path, {"email": "helene.t@example.org"})
    assert answer.status_code == 200
    same = PARENT | {"email": "helene.t@example.org"}
    assert (await office.post(COORDINATOR, f"/v1/persons/{child_id}/guardians", same))["id"] == guardian_id
    problem(await office.send(COORDINATOR, "PATCH", path, {"birth_date": "1980-01-01"}), "invalid-request", 422)


async def test_an_ended_guardianship_is_told_closes_its_links_and_may_begin_again(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    consent_id = await asked(office, child_id, "DATA")
    page = await link_path(office, consent_id, guardian_id)
    path = f"/v1/persons/{child_id}/guardians/{guardian_id}/end"
    await office.post(COORDINATOR, path, {"reason": "Jugement du 12 octobre"})
    (name, data) = events(await office.deps.persons.get(guardian_id))[-1]
    assert name == "personal enrolment.person_updated.v1"
    assert "guardian_of" not in data or data["guardian_of"] is None
    assert (await office.client.get(page)).status_code == 410
    word = {"agrees": True, "how": "paper", "guardian_id": guardian_id, "name": "Hélène Tavardin", "evidence": "Papier"}
    await office.refused(COORDINATOR, f"/v1/consents/{consent_id}/words", word, "youth-01-guardianship-ended")
    back = await office.post(COORDINATOR, f"/v1/persons/{child_id}/guardians", PARENT)
    assert (back["id"], back["ended_on"]) == (guardian_id, None)
    (_, data) = events(await office.deps.persons.get(guardian_id))[-1]
    assert data["guardian_of"] == child_id


async def test_only_those_who_know_the_child_name_guardians(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    other = PARENT | {"email": "yann@example.org"}
    await office.refused(OTHER, f"/v1/persons/{child_id}/guardians", other, "not-found", 404)
    await office.refused(login(child_id), f"/v1/persons/{child_id}/guardians", other, "forbidden", 403)
    elsewhere, _ = await minor(office, email="mael@example.org", given_name="Maël")
    path = f"/v1/persons/{elsewhere}/guardians/{guardian_id}/end"
    await office.refused(COORDINATOR, path, {"reason": "x"}, "not-found", 404)
