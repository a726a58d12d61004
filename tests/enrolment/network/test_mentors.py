"""Mentors: their profile, files, the check of honorability, and being forgotten."""

from tests.enrolment.network.desk import (
    COMPANY,
    EPA,
    FOREIGN,
    MENTOR,
    SIRET,
    TEACHER,
    chosen,
    mentor,
    mentor_actor,
    need,
    put,
    send_file,
)
from tests.enrolment.office import Actor, Office, problem, student, types

HEAD = "prénom;nom;courriel;ville;NAF;compétences;créneaux;équipes au plus;formats"
GOOD = "Florent;Dubrisay;florent@example.org;Dole;15.12Z|15;Vente, Achats;mer 14:00-16:00|jeu 8h-10h30;2;L|XL"


async def test_a_mentor_edits_their_own_profile_and_nothing_that_is_the_offices(office: Office) -> None:
    id_ = await mentor(office, "m1")
    await put(office, EPA, f"/v1/mentors/{id_}/honorability", {"until": "2028-08-31"})
    own = mentor_actor(id_)
    changed = await put(office, own, f"/v1/mentors/{id_}", MENTOR | {"skills": ["Design"], "paused": True})
    assert (changed["skills"], changed["status"], changed["honorability_until"]) == (["Design"], "PAUSED", "2028-08-31")
    assert (await office.deps.mentors.get(id_)).state.coordinator == "cmq-mma"
    assert (await office.send(own, "PUT", f"/v1/mentors/{id_}/honorability", {"until": None})).status_code == 403
    unknown = await office.send(own, "PUT", f"/v1/mentors/{id_}", MENTOR | {"places": []})
    assert unknown.status_code == 422


async def test_nobody_else_reads_or_enters_a_mentor(office: Office) -> None:
    id_ = await mentor(office, "m1")
    for actor in (mentor_actor("m2"), FOREIGN, TEACHER, student("somebody")):
        await office.get(actor, f"/v1/mentors/{id_}", 404)
    assert (await office.get(FOREIGN, "/v1/mentors"))["items"] == []
    for actor in (TEACHER, student("somebody")):
        await office.get(actor, "/v1/mentors", 403)
    assert (await office.send(mentor_actor("m2"), "PUT", "/v1/mentors/m2", MENTOR)).status_code == 404
    assert (await send_file(office, "mentors", f"{HEAD}\n{GOOD}\n")).status_code == 200


async def test_everything_wrong_with_a_profile_is_told_at_once(office: Office) -> None:
    bad = MENTOR | {"slots": ["mercredi"], "sectors": ["99.99"], "radius_km": -1, "maximum_teams": 21}
    bad |= {"wishes": ["a"], "refusals": ["a"], "youngest": 20, "oldest": 10, "company_id": "unknown", "languages": []}
    answer = await office.send(EPA, "PUT", "/v1/mentors/m1", bad)
    told = {one["field"] for one in problem(answer, "invalid-request", 422)["errors"]}
    assert told == {
        "slots.0",
        "sectors.0",
        "radius_km",
        "maximum_teams",
        "refusals",
        "oldest",
        "company_id",
        "languages",
    }


async def test_an_address_belongs_to_one_mentor_of_a_network(office: Office) -> None:
    await mentor(office, "m1")
    answer = await office.send(EPA, "PUT", "/v1/mentors/m2", MENTOR | {"email": "m1@example.org"})
    problem(answer, "email-taken", 409)


async def test_a_file_of_mentors_finds_them_by_their_address(office: Office) -> None:
    text = f"{HEAD}\n{GOOD}\nRémi;;pas une adresse;Dole;cuir;;demain;beaucoup;P\n"
    tried = (await send_file(office, "mentors", text, dry_run="true")).json()
    assert (await office.get(EPA, "/v1/mentors"))["items"] == []
    taken = (await send_file(office, "mentors", text)).json()
    assert taken["errors"] == tried["errors"]
    assert {one["field"] for one in taken["errors"]} == {
        "family_name",
        "email",
        "sectors.0",
        "slots",
        "maximum_teams",
        "formats",
    }
    (row,) = taken["rows"]
    stored = await office.get(EPA, f"/v1/mentors/{row['code']}")
    assert stored["slots"] == ["mer 14:00-16:00", "jeu 08:00-10:30"]
    assert (stored["skills"], stored["formats"], stored["maximum_teams"]) == (["Vente", "Achats"], ["L", "XL"], 2)
    again = (await send_file(office, "mentors", text)).json()["rows"]
    assert [(one["code"], one["outcome"]) for one in again] == [(row["code"], "unchanged")]
    assert (await office.get(EPA, f"/v1/mentors/{row['code']}"))["version"] == 1


async def test_a_forgotten_mentor_leaves_an_id_and_what_they_followed_is_open_again(office: Office) -> None:
    """GDPR-02."""
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    id_ = await mentor(office, "m1", company_id=SIRET)
    wanted = await need(office, wished=[id_])
    await chosen(office, wanted["id"], id_)
    assert (await office.send(EPA, "POST", f"/v1/mentors/{id_}/erasure")).status_code == 403
    for _ in range(2):
        left = await office.post(Actor("data_protection_officer", "cmq-mma"), f"/v1/mentors/{id_}/erasure")
    assert (left["status"], left["email"], left["load"], left["skills"]) == ("ERASED", None, 0, [])
    after = await office.get(EPA, f"/v1/mentor-needs/{wanted['id']}")
    assert (after["status"], after["mentor_id"], after["wished"]) == ("OPEN", None, [])
    assert (after["choices"][0]["status"], after["choices"][0]["note"]) == ("WITHDRAWN", "")
    told = types(await office.deps.mentor_needs.get(wanted["id"]))
    assert told.count("events enrolment.mentoring_ended.v1") == 1
    assert "m1@example.org" not in str((await office.deps.mentors.get(id_)).document["state"])
    problem(await office.send(EPA, "PUT", f"/v1/mentors/{id_}", MENTOR), "mentor-erased", 409)
    await mentor(office, "m3", email="m1@example.org")
