"""The books of a team, as accounting speaks of them: what they keep from ending, and who may end it with them open."""

from datetime import date
from typing import Any

from essaim.contracts.accounting import ActivityOpened, SharePaid
from tests.enrolment.mini.desk import EPA, TEACHER, TEAMS, built
from tests.enrolment.office import COORDINATOR, Office, events
from tests.enrolment.snee.pepite import deliver


async def test_mini_03_a_team_is_dissolved_once_accounting_has_settled_its_books(office: Office) -> None:
    """Books are those of the group of its dossiers; only the carrier's accounting is believed."""
    team_id, found = await built(office)
    path = f"{TEAMS}/{team_id}"
    group_id = await _group(office, found)
    opened = ActivityOpened(
        activity_id="a1",
        group_id=group_id,
        legal_entity_siren="999999121",
        analytic_code="A001",
        opened_on=date(2026, 10, 1),
    )
    await deliver(office, opened, partner="epa")
    await deliver(office, opened, partner="epa")
    assert (await office.get(EPA, f"{path}/books"))["items"] == [
        {"group_id": group_id, "code": "LES-LAMPIONS", "closed": False, "settled_on": None}
    ]
    for step in ("FUNDED", "PRODUCING", "SELLING", "FESTIVAL", "CLOSING"):
        await office.post(EPA, f"{path}/steps", {"status": step, "note": "Vu avec l’équipe"})
    dissolved = {"status": "DISSOLVED", "note": "Partage voté"}
    told = await office.refused(EPA, f"{path}/steps", dissolved, "mini-03-books-open")
    assert told["errors"][0]["field"] == f"books.{group_id}"
    paid = SharePaid(
        share_id="s1", activity_id="a1", group_id=group_id, total="0.00", paid_on=date(2027, 6, 30), shares={}
    )
    await deliver(office, paid, partner="ubfc")
    await office.refused(EPA, f"{path}/steps", dissolved, "mini-03-books-open")
    await deliver(office, paid, partner="epa")
    assert (await office.post(EPA, f"{path}/steps", dissolved))["status"] == "DISSOLVED"


async def test_mini_03_with_open_books_epa_ends_it(office: Office) -> None:
    """Also where no money had come in by the team's steps."""
    team_id, found = await built(office)
    given_up = {"reason": "members-left"}
    path = f"{TEAMS}/{team_id}"
    opened = ActivityOpened(
        activity_id="a1",
        group_id=await _group(office, found),
        legal_entity_siren="999999121",
        analytic_code="A001",
        opened_on=date(2026, 10, 1),
    )
    await deliver(office, opened, partner="epa")
    for somebody in (TEACHER, COORDINATOR):
        await office.refused(somebody, f"{path}/abandonment", given_up, "forbidden", 403)
    await office.post(EPA, f"{path}/abandonment", given_up)
    event = dict(events(await office.deps.mini_enterprises.get(team_id)))[
        "events enrolment.mini_enterprise_abandoned.v1"
    ]
    assert (event["has_money"], event["group_ids"], event["status"]) == (True, [opened.group_id], "TEAM_BUILT")


async def test_books_of_other_groups_do_not_keep_a_team(office: Office) -> None:
    team_id, _ = await built(office)
    opened = {"activity_id": "a1", "legal_entity_siren": "999999121", "analytic_code": "A1", "opened_on": "2026-10-01"}
    await deliver(office, ActivityOpened.model_validate(opened | {"group_id": "nowhere"}), partner="epa")
    assert await office.deps.mini_books.count() == 0
    for step in ("FUNDED", "PRODUCING", "SELLING", "FESTIVAL", "CLOSING", "DISSOLVED"):
        after = await office.post(EPA, f"{TEAMS}/{team_id}/steps", {"status": step, "note": "Sans comptes en ligne"})
    assert (after["status"], (await office.get(EPA, f"{TEAMS}/{team_id}/books"))["items"]) == ("DISSOLVED", [])


async def _group(office: Office, found: list[dict[str, Any]]) -> str:
    body = {
        "programme_id": found[0]["programme_id"],
        "name": "Les Lampions",
        "activity_code": "13.92Z",
        "activity_label": "Lampions",
        "planned_investment": "100.00",
        "application_ids": [one["id"] for one in found],
    }
    return str((await office.post(COORDINATOR, "/v1/groups", body))["id"])
