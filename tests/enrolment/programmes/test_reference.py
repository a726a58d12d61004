"""Reference data through HTTP: one entry, files, what the package brings, and who carries what."""

from typing import Any

import pytest

from enrolment.usecases.reference.load_reference import load_reference
from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_COORDINATOR,
    OFFICER,
    PROGRAMME,
    Actor,
    Office,
    problem,
    student,
)
from tests.enrolment.programmes.desk import fields, put, send_file

LYCEE = {"name": "Lycée Exemple", "kind": "high_school", "city": "Besançon", "department": "25"}
HEAD = "uai;nom;nature;ville;département"


async def test_an_establishment_is_written_under_its_uai_or_under_a_code(office: Office) -> None:
    made = await put(office, COORDINATOR, "/v1/establishments/0211237F", LYCEE)
    assert (made["code"], made["uai"], made["version"]) == ("0211237F", "0211237F", 1)
    again = await put(office, COORDINATOR, "/v1/establishments/0211237F", LYCEE)
    assert again["version"] == 1
    other = await put(office, COORDINATOR, "/v1/establishments/lycee-exemple", LYCEE | {"uai": "0251215K"})
    assert other["uai"] == "0251215K"
    wrong = await office.send(COORDINATOR, "PUT", "/v1/establishments/0211237G", LYCEE | {"postcode": "2100"})
    assert fields(problem(wrong, "invalid-request", 422)) == ["uai", "postcode"]


async def test_a_uai_belongs_to_one_establishment(office: Office) -> None:
    await put(office, COORDINATOR, "/v1/establishments/lycee-exemple", LYCEE | {"uai": "0251215K"})
    for code, body in (("0251215K", LYCEE), ("autre", LYCEE | {"uai": "0251215K"})):
        answer = await office.send(COORDINATOR, "PUT", f"/v1/establishments/{code}", body)
        assert "lycee-exemple" in problem(answer, "uai-taken", 409)["detail"]


async def test_an_entry_is_changed_on_the_version_that_was_read_and_retired_rather_than_deleted(office: Office) -> None:
    path = "/v1/formations/bts-mmv"
    body = {"label": "BTS MMV", "diploma": "bts", "level": 5}
    await put(office, COORDINATOR, path, body)
    await put(office, COORDINATOR, path, body | {"nsf": "242"}, 1)
    stale = await office.send(COORDINATOR, "PUT", path, body, headers={"If-Match": '"1"'})
    problem(stale, "version-mismatch", 412)
    await put(office, COORDINATOR, path, body | {"retired_on": "2026-09-01"})
    assert (await office.get(COORDINATOR, "/v1/formations"))["items"] == []
    retired = await office.get(COORDINATOR, "/v1/formations", retired="true", diploma="bts", level="5")
    assert [one["code"] for one in retired["items"]] == ["bts-mmv"]
    assert (await office.get(COORDINATOR, path))["retired_on"] == "2026-09-01"
    refusal = await office.refused(
        COORDINATOR, "/v1/programmes", PROGRAMME | {"formation_id": "bts-mmv"}, "invalid-request", 422
    )
    assert fields(refusal) == ["formation_id"]
    assert (await office.send(COORDINATOR, "DELETE", path)).status_code == 405


async def test_every_role_that_reads_programmes_reads_and_the_operators_people_write(office: Office) -> None:
    await put(office, Actor("pepite_officer", "cmq-mma"), "/v1/partners/epa", {"label": "EPA", "kind": "association"})
    for role in ("student", "teacher", "referent", "accountant"):
        assert (await office.get(Actor(role, "cmq-mma"), "/v1/partners", kind="association"))["items"][0][
            "code"
        ] == "epa"
    body = {"label": "Autre", "kind": "other"}
    for actor in (FOREIGN_COORDINATOR, OFFICER, student("somebody")):
        assert (await office.send(actor, "PUT", "/v1/partners/epa", body)).status_code == 403
    assert (await office.send(FOREIGN_COORDINATOR, "POST", "/v1/reference-data/partners/import")).status_code == 403
    assert (await office.send(Actor("mentor", "cmq-mma"), "GET", "/v1/partners")).status_code == 403


async def report(office: Office, text: str, kind: str = "establishments", **query: str) -> dict[str, Any]:
    answer = await send_file(office, kind, text, **query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_file_is_tried_then_taken_and_running_it_twice_changes_nothing(office: Office) -> None:
    text = f"{HEAD}\n0211237F;Université A;university;Dijon;21\n0211237X;B;university;Dijon;21\n;C;campus;Dole;39\n"
    tried = await report(office, text, dry_run="true")
    assert (await office.get(COORDINATOR, "/v1/establishments"))["items"] == []
    taken = await report(office, text)
    assert tried | {"dry_run": False} == taken
    assert [(one["row"], one["code"], one["outcome"]) for one in taken["rows"]] == [
        (2, "0211237F", "created"),
        (4, "c-dole", "created"),
    ]
    assert [(one["row"], one["field"], one["value"]) for one in taken["errors"]] == [(3, "uai", "0211237X")]
    again = await report(office, text)
    assert {one["outcome"] for one in again["rows"]} == {"unchanged"}
    assert (await office.get(COORDINATOR, "/v1/establishments/c-dole"))["version"] == 1


async def test_a_column_that_a_file_does_not_have_leaves_its_field_as_it_is(office: Office) -> None:
    await put(office, COORDINATOR, "/v1/establishments/c-dole", LYCEE | {"territory": "Grand Dole"})
    told = await report(office, "code;uai;nom;nature;ville\nc-dole;0251215K;C;campus;Dole\n")
    assert told["rows"][0]["outcome"] == "changed"
    found = await office.get(COORDINATOR, "/v1/establishments/c-dole")
    assert (found["name"], found["uai"], found["territory"]) == ("C", "0251215K", "Grand Dole")
    # The same establishment under its UAI alone is recognised: no second one is made.
    told = await report(office, "uai;nom;nature;ville\n0251215K;C;campus;Dole\n")
    assert [(one["code"], one["outcome"]) for one in told["rows"]] == [("c-dole", "unchanged")]


async def test_two_rows_of_one_uai_are_told_and_the_first_is_taken(office: Office) -> None:
    text = "code;uai;nom;nature;ville\na;0251215K;A;campus;Dole\nb;0251215K;B;campus;Dole\n"
    told = await report(office, text)
    assert [one["code"] for one in told["rows"]] == ["a"]
    assert [(one["row"], one["field"]) for one in told["errors"]] == [(3, "uai")]


@pytest.mark.parametrize("kind", ["formations", "partners", "carriers"])
async def test_every_kind_has_its_file(office: Office, kind: str) -> None:
    text = {
        "formations": "label;diploma\nDU #ICI;university_diploma\n",
        "partners": "label;kind\nEPA;association\n",
        "carriers": "partner;scheme;institution;confirmed\nubfc;snee;À confirmer;non\n",
    }[kind]
    code = {"formations": "du-ici", "partners": "epa", "carriers": "ubfc-snee-start"}[kind]
    assert (await report(office, text, kind))["rows"][0] == {"row": 2, "code": code, "outcome": "created"}
    assert (await office.get(COORDINATOR, f"/v1/{kind}/{code}"))["version"] == 1
    problem(await send_file(office, "people", text), "invalid-request", 422)


async def test_what_the_package_brings_is_loaded_when_asked_for_and_never_over_what_people_changed(
    office: Office,
) -> None:
    await load_reference(office.deps)
    assert (await office.get(COORDINATOR, "/v1/partners"))["items"] == []
    office.deps.settings.load_reference = True
    await load_reference(office.deps)
    path = "/v1/partners/ubfc"
    label = "UBFC – Pépite Bourgogne Franche-Comté"
    assert (await office.get(COORDINATOR, path))["label"] == label
    await put(office, COORDINATOR, path, {"label": "Pépite BFC", "kind": "pepite"})
    await load_reference(office.deps)
    assert (await office.get(COORDINATOR, path))["label"] == "Pépite BFC"
    creusot = await office.get(COORDINATOR, "/v1/establishments", territory="Creusot Montceau", kind="high_school")
    assert len(creusot["items"]) == 2


async def warnings(office: Office, programme_id: str, actor: Actor = COORDINATOR) -> list[tuple[str, str]]:
    shown = await office.get(actor, f"/v1/programmes/{programme_id}")
    listed = (await office.get(actor, "/v1/programmes"))["items"]
    assert next(one for one in listed if one["id"] == programme_id)["carrier_warnings"] == shown["carrier_warnings"]
    return [(one["code"], one["on"]) for one in shown["carrier_warnings"]]


async def test_a_carrier_is_compared_with_what_is_known_of_it_and_warned_about_not_refused(office: Office) -> None:
    """UBFC was dissolved on 1 January 2025: who carries Pépite BFC since is data, and to be confirmed."""
    programme_id = await office.programme(scheme="snee", carrier="ubfc")
    assert await warnings(office, programme_id) == []
    until = {"partner": "ubfc", "scheme": "snee", "institution": "UBFC", "valid_until": "2024-12-31", "confirmed": True}
    await put(office, COORDINATOR, "/v1/carriers/ubfc-until-2024", until)
    assert await warnings(office, programme_id) == [("carrier-not-valid", "2026-09-01")]
    since = {"partner": "ubfc", "scheme": "snee", "institution": "à confirmer", "valid_from": "2025-01-01"}
    await put(office, COORDINATOR, "/v1/carriers/ubfc-since-2025", since)
    assert await warnings(office, programme_id) == [("carrier-to-confirm", "2026-09-01")]
    sure = since | {"institution": "Une université", "confirmed": True, "valid_until": "2026-12-31"}
    await put(office, COORDINATOR, "/v1/carriers/ubfc-since-2025", sure)
    assert await warnings(office, programme_id) == [("carrier-not-valid", "2027-07-02")]
    await put(office, COORDINATOR, "/v1/carriers/ubfc-since-2025", sure | {"valid_until": None})
    assert await warnings(office, programme_id) == []
    other = await office.programme()
    assert await warnings(office, other) == []
    found = await office.get(COORDINATOR, "/v1/carriers", partner="ubfc", confirmed="true")
    assert len(found["items"]) == 2
