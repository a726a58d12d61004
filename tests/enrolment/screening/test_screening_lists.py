"""CAE-10: each carrier has its own lists and thresholds, with dates and a history."""

from typing import Any

from tests.enrolment.office import (
    COORDINATOR,
    FOREIGN_OFFICER,
    OFFICER,
    Actor,
    Office,
    group_of,
    problem,
    student,
)
from tests.enrolment.programmes.desk import put

BODY = {
    "list": "REGULATED_REVIEW",
    "code": "13.92",
    "label": "Articles textiles",
    "since": "2026-09-01",
    "source": "Décision de la direction",
}
COOPILOTE = {"partner": "coopilote"}


async def listed(office: Office, actor: Actor = OFFICER, **query: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await office.get(actor, "/v1/screening-lists", 200, limit="10", **query, **cursor)
        items += page["items"]
        if page["next"] is None:
            return items
        cursor = {"cursor": page["next"]}


async def test_the_lists_that_the_package_brings_are_read_page_by_page_in_the_order_of_codes(office: Office) -> None:
    items = await listed(office)
    assert len(items) == 28
    assert [one["code"] for one in items] == sorted(one["code"] for one in items)
    assert {one["list"] for one in items} == {"ORDER", "REGULATED_REVIEW", "HEAVY_INVESTMENT"}
    assert all(one["shipped"] and one["source"] for one in items)
    assert len(await listed(office, student("somebody"), list="ORDER")) == 11
    assert await listed(office, on="2015-12-31") == []


async def test_an_officer_adds_to_the_lists_of_their_own_partner_only(office: Office) -> None:
    made = await office.post(OFFICER, "/v1/screening-lists", BODY, 201)
    assert made["recorded_on"] == "2026-09-01"
    assert not made["shipped"]
    assert len(await listed(office)) == 29
    assert len(await listed(office, FOREIGN_OFFICER)) == 28
    assert len(await listed(office, COORDINATOR, **COOPILOTE)) == 29
    await office.refused(OFFICER, "/v1/screening-lists", BODY, "cae-10-listed-already")
    for actor in (COORDINATOR, student("somebody"), Actor("accountant", "coopilote")):
        await office.refused(actor, "/v1/screening-lists", BODY, "forbidden", 403)


async def test_a_shipped_entry_is_closed_for_one_carrier_and_stays_for_the_others(office: Office) -> None:
    hair = next(one for one in await listed(office) if one["code"] == "96.02")
    path = f"/v1/screening-lists/{hair['id']}/closing"
    closing = {"until": "2026-09-30", "reason": "Coiffure à domicile bien accueillie"}
    # The id is that of one carrier's entry: another officer does not reach it.
    await office.refused(FOREIGN_OFFICER, path, closing, "not-found", 404)
    closed = await office.post(OFFICER, path, closing)
    assert (closed["until"], closed["closed_on"], closed["shipped"]) == ("2026-09-30", "2026-09-01", True)
    assert len(await listed(office)) == 28
    assert len(await listed(office, on="2026-10-01")) == 27
    assert len(await listed(office, FOREIGN_OFFICER, on="2026-10-01")) == 28
    await office.refused(OFFICER, path, closing, "cae-10-entry-closed")
    assert (await office.send(OFFICER, "DELETE", f"/v1/screening-lists/{hair['id']}")).status_code in (404, 405)


async def test_thresholds_are_a_carriers_own_with_a_history_and_the_setting_where_there_is_none(office: Office) -> None:
    before = await office.get(COORDINATOR, "/v1/screening-thresholds", 200, **COOPILOTE)
    assert before["in_force"] == {
        "valid_from": None,
        "amount": "5000.00",
        "source": "setting of the deployment",
        "recorded_on": None,
        "recorded_by": "",
    }
    path = "/v1/screening-thresholds/coopilote"
    body = {"valid_from": "2026-09-01", "amount": "400.00", "source": "Décision de la direction"}
    await put(office, OFFICER, path, body)
    set_ = await put(office, OFFICER, path, body | {"valid_from": "2026-12-01", "amount": "900.00"})
    assert set_["in_force"]["amount"] == "400.00"
    assert [one["amount"] for one in set_["history"]] == ["400.00", "900.00"]
    past = await office.send(OFFICER, "PUT", path, body | {"valid_from": "2026-08-01"})
    problem(past, "cae-10-threshold-in-the-past", 409)
    for actor in (FOREIGN_OFFICER, COORDINATOR):
        assert (await office.send(actor, "PUT", path, body)).status_code == 403
    assert (await office.get(FOREIGN_OFFICER, "/v1/screening-thresholds"))["history"] == []


async def test_a_proposal_is_screened_by_the_lists_and_the_threshold_of_its_carrier(office: Office) -> None:
    programme_id = await office.programme()
    body = group_of(programme_id, await office.accepted(programme_id))
    await office.post(FOREIGN_OFFICER, "/v1/screening-lists", BODY | {"list": "ORDER"})
    threshold = {"valid_from": "2026-09-01", "amount": "400.00", "source": "Décision"}
    await put(office, OFFICER, "/v1/screening-thresholds/coopilote", threshold)
    refusal = await office.refused(COORDINATOR, "/v1/groups", body, "cae-10-heavy-investment")
    assert refusal["errors"][0]["accepted"] == "at most 400.00"
    await office.post(OFFICER, "/v1/screening-lists", BODY)
    small = body | {"planned_investment": "400.00"}
    await office.refused(COORDINATOR, "/v1/groups", small, "cae-10-proof-of-qualification-missing")
    group = await office.post(COORDINATOR, "/v1/groups", small | {"proof_of_qualification": "BTS en cours"})
    assert group["review_reasons"] == ["REGULATED_REVIEW:13.92"]
