"""Needs, suggestions with reasons, and the proposal for a programme."""

from tests.enrolment.network.desk import (
    COMPANY,
    EPA,
    FOREIGN,
    NEED,
    OTHER_TEACHER,
    SIRET,
    TEACHER,
    YEAR,
    chosen,
    mentor,
    mentor_actor,
    need,
    put,
    suggestions,
    team,
)
from tests.enrolment.office import COORDINATOR, Office, problem, student

WEIGHTS = {"sector": 0, "place": 100, "skills": 0, "availability": 0, "wishes": 0, "audience": 0, "load": 0}


async def test_a_need_takes_from_the_team_and_its_school_what_it_does_not_say(office: Office) -> None:
    school = {"name": "Lycée Exemple", "kind": "high_school", "city": "Dole", "department": "39"}
    await put(office, COORDINATOR, "/v1/establishments/lycee-exemple", school)
    programme_id = await office.programme(**YEAR, establishment_id="lycee-exemple")
    subject = await team(office, programme_id)
    made = await put(office, EPA, "/v1/mentor-needs", {"subject_kind": "mini_enterprise", "subject_id": subject})
    assert (made["label"], made["format"], made["city"]) == ("Les Lampions", "L", "Dole")
    assert (made["programme_id"], made["establishment_id"]) == (programme_id, "lycee-exemple")
    assert (made["starts_on"], made["ends_on"], made["status"]) == ("2026-10-01", "2027-05-31", "OPEN")
    again = await put(office, EPA, "/v1/mentor-needs", {"subject_kind": "mini_enterprise", "subject_id": subject})
    assert (again["id"], again["version"]) == (made["id"], 1)


async def test_everything_wrong_with_a_need_is_told_and_an_unknown_team_is_none(office: Office) -> None:
    subject = await team(office)
    bad = NEED | {"subject_id": subject, "slot": "demain", "sectors": ["cuir"], "teacher_email": "x"}
    bad |= {"wished": ["m"], "refused": ["m"], "youngest": 18, "oldest": 12}
    answer = await office.send(EPA, "PUT", "/v1/mentor-needs", bad)
    told = {one["field"] for one in problem(answer, "invalid-request", 422)["errors"]}
    assert told == {"slot", "sectors.0", "teacher_email", "refused", "oldest"}
    for actor, id_ in ((EPA, "nothing"), (FOREIGN, subject)):
        answer = await office.send(actor, "PUT", "/v1/mentor-needs", NEED | {"subject_id": id_})
        assert [one["field"] for one in problem(answer, "invalid-request", 422)["errors"]] == ["subject_id"]


async def test_suggestions_are_ranked_with_a_reason_for_every_criterion(office: Office) -> None:
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    await mentor(office, "near", company_id=SIRET, sectors=[])
    await mentor(office, "far", city="Dole", radius_km=60, sectors=["62.01Z"], skills=[], slots=["mer 15:00-17:00"])
    await mentor(office, "nowhere", city="Nulle-Part")
    await mentor(office, "lyon", city="Mâcon", radius_km=20)
    await mentor(office, "paused", paused=True)
    found = await suggestions(office, (await need(office))["id"])
    assert [one["mentor_id"] for one in found["suggestions"]] == ["near", "nowhere", "far"]
    first, unknown, third = found["suggestions"]
    points = {one["criterion"]: (one["points"], one["weight"]) for one in first["reasons"]}
    assert points == {
        "sector": (25, 25),
        "place": (20, 20),
        "skills": (15, 15),
        "availability": (15, 15),
        "wishes": (0, 15),
        "audience": (5, 5),
        "load": (5, 5),
    }
    assert (first["score"], first["distance_km"], first["company_name"]) == (85, 0, "Maroquinerie Exemple")
    assert "Distance inconnue" in unknown["reasons"][1]["words"]
    assert unknown["reasons"][1]["points"] == 0
    third_points = {one["criterion"]: one["points"] for one in third["reasons"]}
    assert (third_points["sector"], third_points["skills"], third_points["availability"]) == (0, 0, 8)
    assert {one["mentor_id"]: one["code"] for one in found["excluded"]} == {"lyon": "too-far", "paused": "not-active"}
    assert found["weights"]["version"] == 1


async def test_ties_are_explained_and_their_order_is_fixed(office: Office) -> None:
    for id_ in ("b", "a", "c"):
        await mentor(office, id_)
    found = await suggestions(office, (await need(office))["id"])
    assert [one["mentor_id"] for one in found["suggestions"]] == ["a", "b", "c"]
    assert all("identifiant" in one["tie"] for one in found["suggestions"])


async def test_refusals_of_both_sides_exclude(office: Office) -> None:
    subject = await team(office)
    await mentor(office, "m1", refusals=[subject])
    await mentor(office, "m2")
    wanted = await need(office, team_id=subject, refused=["m2"])
    found = await suggestions(office, wanted["id"])
    assert {one["code"] for one in found["excluded"]} == {"refused-by-mentor", "refused-by-school"}
    body = {"mentor_id": "m1"}
    await office.refused(EPA, f"/v1/mentor-needs/{wanted['id']}/choices", body, "mentor-refused-by-mentor")


async def test_weights_have_versions_and_the_answer_says_which(office: Office) -> None:
    await mentor(office, "far", city="Dole", radius_km=100)
    wanted = await need(office)
    for _ in range(2):
        settings = await office.post(EPA, "/v1/network-settings/weights", {"weights": WEIGHTS})
    assert [one["version"] for one in settings["weights"]] == [2]
    found = await suggestions(office, wanted["id"])
    (one,) = found["suggestions"]
    assert (found["weights"]["version"], one["score"]) == (2, 100 - 43 // 2)
    bad = await office.refused(EPA, "/v1/network-settings/weights", {"weights": {"place": 99}}, "invalid-request", 422)
    assert len(bad["errors"]) == 6
    assert (await office.get(FOREIGN, "/v1/network-settings"))["source"] == "shipped"


async def test_the_check_is_asked_for_where_the_partner_says(office: Office) -> None:
    await mentor(office, "m1")
    wanted = await need(office)
    rule = {"required": False, "programmes": [wanted["programme_id"]]}
    await put(office, EPA, "/v1/network-settings/honorability", rule)
    assert [one["code"] for one in (await suggestions(office, wanted["id"]))["excluded"]] == ["honorability"]
    await put(office, EPA, "/v1/mentors/m1/honorability", {"until": "2028-08-31"})
    assert (await suggestions(office, wanted["id"]))["excluded"] == []


async def test_a_teacher_reads_suggestions_of_their_own_needs_only_and_chooses_nobody(office: Office) -> None:
    await mentor(office, "m1")
    wanted = await need(office, TEACHER)
    assert wanted["teacher_id"] == "teacher-login"
    found = await suggestions(office, wanted["id"], TEACHER)
    assert "m1@example.org" not in str(found)
    path = f"/v1/mentor-needs/{wanted['id']}"
    for actor in (OTHER_TEACHER, FOREIGN, student("somebody"), mentor_actor("m1")):
        await office.get(actor, f"{path}/suggestions", 404)
    assert (await office.send(TEACHER, "POST", f"{path}/choices", {"mentor_id": "m1"})).status_code == 403
    assert [one["id"] for one in (await office.get(TEACHER, "/v1/mentor-needs"))["items"]] == [wanted["id"]]
    assert (await office.get(OTHER_TEACHER, "/v1/mentor-needs"))["items"] == []
    other = await office.send(OTHER_TEACHER, "PUT", "/v1/mentor-needs", NEED | {"subject_id": wanted["subject_id"]})
    problem(other, "need-known", 409)
    await office.get(TEACHER, "/v1/mentor-needs/proposal", 403, programme_id=wanted["programme_id"])


async def test_the_proposal_serves_all_where_the_best_for_each_would_not_and_writes_nothing(office: Office) -> None:
    """Both teams score highest with the same mentor, who has one place."""
    programme_id = await office.programme(**YEAR)
    await mentor(office, "both")
    await mentor(office, "one", skills=[])
    first = await need(office, team_id=await team(office, programme_id))
    second = await need(office, team_id=await team(office, programme_id, name="Les Cuirs"), skills=["vente", "couture"])
    found = await office.get(EPA, "/v1/mentor-needs/proposal", programme_id=programme_id)
    pairs = {one["need_id"]: one["mentor_id"] for one in found["assigned"]}
    assert pairs == {first["id"]: "both", second["id"]: "one"}
    assert found["total"] == sum(one["score"] for one in found["assigned"])
    assert found["unserved"] == []
    assert (await office.get(EPA, "/v1/mentors/both"))["load"] == 0
    assert (await office.get(EPA, f"/v1/mentor-needs/{first['id']}"))["status"] == "OPEN"
    await chosen(office, first["id"], "one")
    rest = await office.get(EPA, "/v1/mentor-needs/proposal", programme_id=programme_id)
    assert [(one["need_id"], one["mentor_id"]) for one in rest["assigned"]] == [(second["id"], "both")]
    await office.get(FOREIGN, "/v1/mentor-needs/proposal", 404, programme_id=programme_id)
