"""What is shown can be edited and sent back as it is, in every resource that is written with PUT or PATCH."""

from typing import Any

import pytest

from tests.enrolment.office import COORDINATOR, ROWS, Actor, Office, problem
from tests.enrolment.persons.people import LOU, login, minor, registered, text

OFFICER = Actor("data_protection_officer", "cmq-mma", "dpo")
FULL: dict[str, Any] = {
    "valid_from": "2026-09-01",
    "minimum_age": 16,
    "fee": "12.50",
    "places": 15,
    "confirmation_days": 7,
    "reminder_days": [7, 1],
    "opens_on": "2026-09-01",
    "last_application_on": "2026-10-15",
    "deciders": [
        {
            "key": "jury",
            "partner": "cmq-mma",
            "role": "pepite_officer",
            "label": "Comité",
            "visible": ["identity.given_name"],
            "questions": [{"key": "d2e", "label": "D2E autorisé", "type": "choice", "choices": ["oui", "non"]}],
        }
    ],
    "outcome_rules": [
        {"outcome": "ACCEPTED", "mode": "all", "deciders": ["jury"], "answers": ["accept"]},
        {"outcome": "REFUSED", "mode": "any", "deciders": ["jury"], "answers": ["refuse"]},
    ],
    "documents": [{"kind": "diploma", "label": "Diplôme", "step": "career", "when": "graduate"}],
    "source": "Règlement du comité",
}


async def put(office: Office, actor: Actor, path: str, body: Any, method: str = "PUT") -> Any:
    answer = await office.send(actor, method, path, body)
    assert answer.is_success, answer.text
    return answer.json()


async def test_parameters_as_shown_are_the_same_set_again_and_an_edit_of_them_is_a_new_one(office: Office) -> None:
    path = f"/v1/programmes/{await office.programme()}/parameters"
    await put(office, COORDINATOR, path, FULL)
    (shown,) = (await office.get(COORDINATOR, path))["items"]
    assert shown["fee"] == "12.50"
    await put(office, COORDINATOR, path, shown)
    assert len((await office.get(COORDINATOR, path))["items"]) == 1
    in_force = (await put(office, COORDINATOR, path, shown | {"places": 20}))["parameters"]
    assert in_force == shown | {"places": 20}
    # Also as the programme itself shows them.
    assert (await put(office, COORDINATOR, path, in_force))["parameters"] == in_force
    unknown = await office.send(COORDINATOR, "PUT", path, shown | {"plases": 1})
    assert [one["field"] for one in problem(unknown, "invalid-request", 422)["errors"]] == ["plases"]


async def test_the_reason_of_an_earlier_correction_is_none_for_the_next(office: Office) -> None:
    """Whoever edits what is shown would else correct what dossiers were sent under without saying why."""
    programme_id = await office.programme()
    path = f"/v1/programmes/{programme_id}/parameters"
    await office.roster(programme_id, ROWS[0])
    first = {"valid_from": "2026-09-01", "places": 4, "correction": "Décision mal recopiée"}
    shown = (await put(office, COORDINATOR, path, first))["parameters"]
    assert shown["correction"] == "Décision mal recopiée"
    again = await office.send(COORDINATOR, "PUT", path, shown | {"places": 5})
    problem(again, "parameters-in-use", 409)
    own = shown | {"places": 5, "correction": "Deuxième lecture"}
    assert (await put(office, COORDINATOR, path, own))["parameters"]["places"] == 5


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("establishments/lycee-exemple", {"name": "Lycée", "kind": "high_school", "city": "Dole", "department": "39"}),
        ("formations/bts-exemple", {"label": "BTS Exemple", "diploma": "bts", "level": 5}),
        (
            "carriers/exemple",
            {"partner": "ubfc", "scheme": "snee", "institution": "Université", "source": "Convention"},
        ),
        ("partners/exemple", {"label": "Exemple", "kind": "cooperative", "website": "https://www.example.org"}),
    ],
)
async def test_reference_data_as_shown(office: Office, path: str, body: dict[str, Any]) -> None:
    await put(office, COORDINATOR, f"/v1/{path}", body)
    shown = await office.get(COORDINATOR, f"/v1/{path}")
    again = await put(office, COORDINATOR, f"/v1/{path}", shown)
    assert again | {"version": 0} == shown | {"version": 0}
    edited = await put(office, COORDINATOR, f"/v1/{path}", shown | {"source": "Autre"})
    assert edited["source"] == "Autre"


async def test_texts_rules_and_holds_as_shown(office: Office) -> None:
    await text(office, "IMAGE")
    person_id = await registered(office)
    await put(office, OFFICER, f"/v1/persons/{person_id}/hold", {"reason": "Litige"})
    rules = await office.get(OFFICER, "/v1/retention-rules")
    shown: list[tuple[str, Any, dict[str, Any]]] = [
        ("/v1/consent-texts/IMAGE/v1", await office.get(COORDINATOR, "/v1/consent-texts/IMAGE/v1"), {"title": "Autre"}),
        (
            f"/v1/persons/{person_id}/hold",
            await office.get(OFFICER, f"/v1/persons/{person_id}/hold"),
            {"reason": "Autre"},
        ),
        *((f"/v1/retention-rules/{one['name']}", one, {"source": "Autre"}) for one in rules),
    ]
    for path, body, edit in shown:
        actor = COORDINATOR if "consent-texts" in path else OFFICER
        again = await put(office, actor, path, body)
        assert {one: again[one] for one in again if one != "version"} == {
            one: body[one] for one in body if one != "version"
        }
        edited = await put(office, actor, path, body | edit)
        assert edit.items() <= edited.items()


async def test_persons_as_shown(office: Office) -> None:
    """Also a guardian, of whom less is asked than is shown; and nobody changes who they are by sending back what they read."""
    child_id, guardian_id = await minor(office)
    for person_id, actor in ((child_id, COORDINATOR), (guardian_id, COORDINATOR), (child_id, login(child_id))):
        path = f"/v1/persons/{person_id}"
        shown = await office.get(actor, path)
        again = await put(office, actor, path, shown, "PATCH")
        assert (again["history"], again["version"]) == (shown["history"], shown["version"])
        edited = await put(office, actor, path, shown | {"phone": "06 12 34 56 78"}, "PATCH")
        assert edited["phone"] == "+33612345678"
    me = await put(office, login("me"), "/v1/persons/me", LOU)
    assert (await put(office, login("me"), "/v1/persons/me", me))["id"] == "me"
    older = await office.get(login(child_id), f"/v1/persons/{child_id}")
    answer = await office.send(
        login(child_id), "PATCH", f"/v1/persons/{child_id}", older | {"birth_date": "2000-01-01"}
    )
    problem(answer, "youth-01-birth-date-by-coordinator", 409)


async def test_what_is_shown_only_is_in_the_schema_as_such(office: Office) -> None:
    schemas = (await office.client.get("/openapi.json")).json()["components"]["schemas"]
    shown = schemas["ParametersIn"]["properties"]
    assert {one for one, of in shown.items() if of.get("readOnly")} == {"recorded_on", "recorded_by", "superseded"}
    assert schemas["ParametersIn"]["additionalProperties"] is False


async def test_a_rosters_report_says_whether_it_was_a_rehearsal(office: Office) -> None:
    programme_id = await office.programme()
    rehearsal = (await office.roster(programme_id, *ROWS, dry_run=True)).json()
    assert (rehearsal["dry_run"], len(rehearsal["created"])) == (True, 3)
    assert await office.deps.applications.count() == 0
    real = (await office.roster(programme_id, *ROWS)).json()
    assert (real["dry_run"], real["created"]) == (False, rehearsal["created"])


async def test_who_registers_a_person_is_told_what_was_not_read(office: Office) -> None:
    """Only what was shown is sent back: a guardian who is posted as a person must not become a student in silence."""
    given = {**LOU, "kind": "guardian", "guardian_of": "child", "id": "mine"}
    told = await office.refused(OFFICER, "/v1/persons", given, "invalid-request", 422)
    assert {one["field"] for one in told["errors"]} == {"kind", "guardian_of", "id"}
