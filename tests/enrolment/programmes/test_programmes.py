"""Programmes with dated parameters through HTTP: presets, history, corrections, filters, and partners that are hosted."""

from datetime import UTC, datetime

import pytest

from enrolment.settings import Settings
from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    FOREIGN_OFFICER,
    OFFICER,
    PROGRAMME,
    ROWS,
    Actor,
    Office,
    problem,
    student,
)
from tests.enrolment.programmes.desk import BODY, PEPITE, fields, put


async def test_the_body_of_before_opens_a_programme_without_parameters(office: Office) -> None:
    opened = await office.post(COORDINATOR, "/v1/programmes", PROGRAMME, 201)
    assert opened["parameters"] is None
    assert opened["carrier_warnings"] == []
    assert opened["open"] is True
    history = await office.get(COORDINATOR, f"/v1/programmes/{opened['id']}/parameters")
    assert history["items"] == []


async def test_the_same_programme_is_opened_once_and_one_that_differs_is_another(office: Office) -> None:
    first = await office.programme()
    refusal = await office.refused(
        COORDINATOR, "/v1/programmes", PROGRAMME | {"preset": "standard"}, "programme-exists"
    )
    assert first in refusal["detail"]
    for other in ({"formation": "Bac pro"}, {"maximum_members": 12}, {"school_year": "2025-2026"}):
        await office.post(COORDINATOR, "/v1/programmes", PROGRAMME | other, 201)
    key = {"Idempotency-Key": "the-same-post"}
    body = PROGRAMME | {"establishment": "Autre lycée"}
    told = [await office.send(COORDINATOR, "POST", "/v1/programmes", body, headers=key) for _ in range(2)]
    assert [one.status_code for one in told] == [201, 201]
    assert told[0].json()["id"] == told[1].json()["id"]


async def test_a_preset_is_copied_for_the_programmes_own_partners_when_it_is_asked_for(office: Office) -> None:
    opened = await office.post(COORDINATOR, "/v1/programmes", PROGRAMME | {"preset": "standard"}, 201)
    deciders = {one["key"]: one["partner"] for one in opened["parameters"]["deciders"]}
    assert deciders == {"cmq": "cmq-mma", "coopilote": "coopilote", "ubfc": "ubfc", "establishment": "cmq-mma"}
    assert opened["parameters"]["source"] == "preset student_cooperative/standard"


async def test_parameters_are_given_with_the_programme_or_by_a_preset_and_not_both(office: Office) -> None:
    opened = await office.post(
        COORDINATOR, "/v1/programmes", PROGRAMME | {"parameters": BODY | {"valid_from": "2026-09-01"}}
    )
    assert opened["parameters"]["fee"] == "12.50"
    assert opened["parameters"]["recorded_on"] == "2026-09-01"
    both = PROGRAMME | {"parameters": BODY, "preset": "standard"}
    refusal = await office.refused(COORDINATOR, "/v1/programmes", both, "invalid-request", 422)
    assert fields(refusal) == ["preset"]
    wrong = BODY | {"opens_on": "2026-12-01", "maximum_age": 10, "minimum_age": 12}
    refusal = await office.refused(
        COORDINATOR, "/v1/programmes", PROGRAMME | {"parameters": wrong}, "invalid-request", 422
    )
    assert fields(refusal) == ["parameters.maximum_age", "parameters.last_application_on"]


async def test_what_a_programme_names_has_to_be_known_and_all_is_told_at_once(office: Office) -> None:
    wrong = PROGRAMME | {"establishment_id": "nowhere", "formation_id": "nothing", "ends_on": "2026-01-01"}
    refusal = await office.refused(COORDINATOR, "/v1/programmes", wrong, "invalid-request", 422)
    assert fields(refusal) == ["establishment_id", "formation_id", "ends_on"]


async def test_a_new_set_holds_from_its_day_and_the_history_stays(office: Office) -> None:
    programme_id = await office.programme(parameters=BODY | {"valid_from": "2026-09-01", "places": 5})
    path = f"/v1/programmes/{programme_id}"
    changed = await put(office, COORDINATOR, f"{path}/parameters", BODY)
    assert changed["parameters"]["places"] == 5
    again = await put(office, COORDINATOR, f"{path}/parameters", BODY)
    assert again["version"] == changed["version"]
    await office.move_clock(datetime(2026, 9, 2, 7, tzinfo=UTC))
    assert (await office.get(COORDINATOR, path))["parameters"]["places"] == 12
    history = (await office.get(OFFICER, f"{path}/parameters"))["items"]
    assert [(one["valid_from"], one["places"], one["superseded"]) for one in history] == [
        ("2026-09-01", 5, False),
        ("2026-09-02", 12, False),
    ]


async def test_days_on_which_dossiers_were_sent_change_by_a_correction_only(office: Office) -> None:
    programme_id = await office.programme(parameters=BODY | {"valid_from": "2026-08-01"})
    path = f"/v1/programmes/{programme_id}/parameters"
    earlier = BODY | {"valid_from": "2026-08-15", "places": 3}
    await put(office, COORDINATOR, path, earlier)
    await office.roster(programme_id, *ROWS)
    await office.move_clock(datetime(2026, 9, 3, 7, tzinfo=UTC))
    answer = await office.send(COORDINATOR, "PUT", path, BODY | {"valid_from": "2026-08-20", "places": 4})
    assert fields(problem(answer, "parameters-in-use", 409)) == ["valid_from", "correction"]
    assert answer.json()["detail"].startswith("3 dossiers")
    assert "say in correction, in words" in answer.json()["detail"]
    # Nobody has sent one since the second of September, so that day is free although it is over.
    await put(office, COORDINATOR, path, BODY | {"valid_from": "2026-09-02"})
    correction = {"valid_from": "2026-08-20", "places": 4, "correction": "Décision du comité mal recopiée"}
    await put(office, COORDINATOR, path, BODY | correction)
    history = (await office.get(COORDINATOR, path))["items"]
    assert [one["correction"] for one in history] == ["", "", "", "Décision du comité mal recopiée"]


async def test_a_set_written_on_an_old_version_is_refused(office: Office) -> None:
    programme_id = await office.programme()
    path = f"/v1/programmes/{programme_id}/parameters"
    await put(office, COORDINATOR, path, BODY, 1)
    answer = await office.send(COORDINATOR, "PUT", path, BODY | {"places": 9}, headers={"If-Match": '"1"'})
    problem(answer, "version-mismatch", 412)


async def test_parameters_are_set_by_the_programmes_own_partner(office: Office) -> None:
    programme_id = await office.programme()
    path = f"/v1/programmes/{programme_id}/parameters"
    await put(office, PEPITE, path, BODY)
    for actor, status in ((OFFICER, 403), (Actor("referent", "cmq-mma"), 403), (FOREIGN_COORDINATOR, 404)):
        assert (await office.send(actor, "PUT", path, BODY)).status_code == status
    assert (await office.send(FOREIGN_OFFICER, "GET", path)).status_code == 404
    assert (await office.send(student("somebody"), "GET", path)).status_code == 200


async def test_a_list_is_filtered_and_its_pages_are_exact_even_where_some_are_passed_over(office: Office) -> None:
    open_ids = []
    for number in range(5):
        over = {"parameters": BODY | {"valid_from": "2026-08-01", "last_application_on": "2026-08-31"}}
        made = await office.programme(formation=f"Formation {number}", **(over if number % 2 else {}))
        open_ids += [] if number % 2 else [made]
    first = await office.get(COORDINATOR, "/v1/programmes", open="true", limit="2")
    second = await office.get(COORDINATOR, "/v1/programmes", open="true", limit="2", cursor=first["next"])
    assert [one["id"] for one in (*first["items"], *second["items"])] == open_ids
    assert second["next"] is None
    closed = await office.get(COORDINATOR, "/v1/programmes", open="false")
    assert [one["formation"] for one in closed["items"]] == ["Formation 1", "Formation 3"]
    named = await office.get(OFFICER, "/v1/programmes", formation="Formation 2", scheme="student_cooperative")
    assert [one["id"] for one in named["items"]] == [open_ids[1]]
    assert (await office.get(COORDINATOR, "/v1/programmes", scheme="snee"))["items"] == []
    assert (await office.get(COORDINATOR, "/v1/programmes", school_year="2025-2026"))["items"] == []


async def test_a_hosted_partner_opens_its_own_programmes_here_and_nobody_elses(office: Office) -> None:
    theirs = PROGRAMME | {"coordinator": "ubfc", "scheme": "snee", "carrier": "ubfc"}
    officer = Actor("pepite_officer", "ubfc")
    await office.refused(officer, "/v1/programmes", theirs, "forbidden", 403)
    office.deps.settings.hosted_partners = ("ubfc",)
    opened = await office.post(officer, "/v1/programmes", theirs, 201)
    assert opened["coordinator"] == "ubfc"
    await office.refused(officer, "/v1/programmes", PROGRAMME, "forbidden", 403)
    await office.refused(Actor("pepite_officer", "epa"), "/v1/programmes", theirs, "forbidden", 403)
    assert (await office.send(COORDINATOR, "GET", f"/v1/programmes/{opened['id']}")).status_code == 404


@pytest.mark.parametrize(("given", "found"), [("", ()), ("ubfc", ("ubfc",)), (" ubfc , epa,", ("ubfc", "epa"))])
def test_hosted_partners_come_from_one_line(
    given: str, found: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENROLMENT_HOSTED_PARTNERS", given)
    settings = Settings(partner="cmq-mma", store_url="sqlite:///x.db", amqp_url="amqp://x", jwks="x", token_issuer="x")
    assert settings.hosted_partners == found


async def test_schemes_and_presets_are_read_by_everybody_who_reads_programmes(office: Office) -> None:
    schemes = (await office.get(student("somebody"), "/v1/schemes"))["items"]
    assert {one["scheme"]: one["presets"] for one in schemes}["ici"] == ["du_ici", "lp_sip"]
    preset = (await office.get(COORDINATOR, "/v1/schemes/snee/presets"))["items"][0]
    assert preset["parameters"]["valid_from"] is None
    assert preset["parameters"]["fee"] == "0.00"
    assert preset["left_open"]["maximum_age"]
    assert (await office.send(Actor("mentor", "cmq-mma"), "GET", "/v1/schemes")).status_code == 403


async def test_a_groups_size_follows_the_parameters_of_the_day(office: Office) -> None:
    """YOUTH-03: no text fixes a size, so it is a parameter with a date."""
    programme_id = await office.programme()
    applications = await office.accepted(programme_id)
    sized = {"valid_from": "2026-09-01", "maximum_members": 2, "correction": "Deux par groupe"}
    await put(office, COORDINATOR, f"/v1/programmes/{programme_id}/parameters", sized)
    body = {
        "programme_id": programme_id,
        "name": "Atelier Maille",
        "activity_code": "13.92Z",
        "activity_label": "Maille",
        "planned_investment": "450.00",
        "application_ids": [one["id"] for one in applications],
    }
    await office.refused(COORDINATOR, "/v1/groups", body, "group-too-large")
