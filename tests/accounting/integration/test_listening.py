"""What other services tell: the start of a group, the question before its closing, and its end."""

import hashlib
import re
from typing import Any

import pytest

from accounting.domain.activity import ActivityStatus
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import new_id
from tests.accounting.integration.office import ACTIVITY, GROUP, PURCHASE, SIREN, STARTED, Office

CLOSED = {"closing_id": "k1", "group_id": GROUP, "scheme": "student_cooperative", "closed_on": "2026-12-01"}
CLOSING = {"closing_id": "k1", "group_id": GROUP, "scheme": "student_cooperative"}
RESOLUTION: dict[str, Any] = {
    "resolution_id": "r1",
    "group_id": GROUP,
    "rule": "EQUAL",
    "votes_for": 3,
    "votes_against": 0,
    "abstentions": 0,
    "adopted_on": "2026-11-30",
}


async def test_cae_01_a_group_that_starts_gets_its_activity_once(office: Office) -> None:
    id_ = await office.start(group_id="g2")
    await office.receive("enrolment.group_started.v1", STARTED | {"group_id": "g2"}, id_=id_)
    codes = [one.state.analytic_code for one in await office.deps.activities.all()]
    assert codes == ["A001", "A002"]
    [found] = (await office.done("GET", "activities?group_id=g2"))["items"]
    assert (found["siren"], found["status"], found["opened_on"]) == (SIREN, "OPEN", "2026-12-01")


@pytest.mark.parametrize("changes", [{"carrier": "other"}, {"legal_entity_siren": "999991003"}])
async def test_cae_01_a_group_that_is_carried_elsewhere_opens_nothing(office: Office, changes: dict[str, str]) -> None:
    await office.start(group_id="g2", **changes)
    assert await office.deps.activities.count() == 1
    await office.receive("enrolment.closing_requested.v1", CLOSING | {"group_id": "g2"})
    await office.receive("enrolment.group_closed.v1", CLOSED | {"group_id": "g2"})
    assert await office.deps.closing_checks.count() == 0


async def test_a_closing_of_a_group_whose_start_has_not_come_is_asked_again_later(office: Office) -> None:
    for type_, data in (("enrolment.closing_requested.v1", CLOSING), ("enrolment.group_closed.v1", CLOSED)):
        with pytest.raises(NotFoundError):
            await office.receive(type_, data | {"group_id": "g2"})


async def test_a_group_that_closes_before_its_start_has_come_is_closed_when_the_event_comes_back(
    office: Office,
) -> None:
    id_ = new_id()
    with pytest.raises(NotFoundError):
        await office.receive("enrolment.group_closed.v1", CLOSED | {"group_id": "g2"}, id_=id_)
    await office.start(group_id="g2")
    await office.receive("enrolment.group_closed.v1", CLOSED | {"group_id": "g2"}, id_=id_)
    found = await office.deps.activities.find_one({"group_id": "g2"})
    assert found is not None
    assert found.state.status is ActivityStatus.CLOSED


async def test_a_closing_is_answered_once_with_everything_that_is_open(office: Office) -> None:
    draft, invoice, purchase = await office.submitted(), await office.issued(), await office.bought()
    posted_later = await office.done("POST", "purchases", PURCHASE | {"supplier_reference": "T-99"})
    id_ = await office.receive("enrolment.closing_requested.v1", CLOSING)
    await office.receive("enrolment.closing_requested.v1", CLOSING, id_=id_)
    await office.receive("enrolment.closing_requested.v1", CLOSING)
    stored = await office.deps.closing_checks.get("k1")
    [item] = stored.document["outbox"]
    answer = item["envelope"]["data"]
    assert (item["envelope"]["type"], answer["clear"]) == ("accounting.closing_checked.v1", False)
    assert answer["open_items"] == sorted(
        [
            f"accounting.invoice-draft:{draft}",
            f"accounting.invoice-unpaid:{invoice['number']}",
            f"accounting.purchase-unpaid:{purchase['id']}",
            f"accounting.purchase-unpaid:{posted_later['id']}",
            f"accounting.entry-pending:purchase:{posted_later['id']}",
            f"accounting.entry-pending:contribution:{posted_later['id']}",
        ]
    )


async def test_a_closing_of_books_in_order_is_clear(office: Office) -> None:
    await _earn(office)
    await office.receive("enrolment.closing_requested.v1", CLOSING)
    [item] = (await office.deps.closing_checks.get("k1")).document["outbox"]
    assert (item["envelope"]["data"]["clear"], item["envelope"]["data"]["open_items"]) == (True, [])


@pytest.mark.parametrize("resolution_last", [False, True])
async def test_youth_04_a_closed_group_shares_what_it_earned(office: Office, *, resolution_last: bool) -> None:
    await _earn(office)
    await _members(office)
    events = [("coaching.resolution_adopted.v1", RESOLUTION), ("enrolment.group_closed.v1", CLOSED)]
    for type_, data in reversed(events) if resolution_last else events:
        await office.receive(type_, data)
        await office.receive(type_, data)
    assert (await office.deps.activities.get(ACTIVITY)).state.status is ActivityStatus.CLOSED
    share = await office.done("GET", f"groups/{GROUP}/share", role="student")
    steps = [share[name] for name in ("cash_collected", "direct_charges", "contribution", "pool")]
    assert steps == ["1000.00", "300.00", "70.00", "630.00"]
    assert [(one["person_id"], one["amount"]) for one in share["shares"]] == [
        ("p3", "210.00"),
        ("p1", "210.00"),
        ("p2", "210.00"),
    ]
    approved = await office.done("POST", f"shares/{share['id']}/approval")
    assert approved["status"] == "APPROVED"
    assert (await office.ask("POST", f"shares/{share['id']}/approval")).status_code == 409
    stored = await office.deps.shares.get(share["id"])
    statements = [one for one in stored.document["outbox"] if one["exchange"] == "personal"]
    assert [one["envelope"]["data"]["amount"] for one in statements] == ["210.00"] * 3
    record = await office.deps.ledger.find_one({"entry.source_key": f"share:{share['id']}"})
    assert record is not None
    lines = record.state.certain_entry.lines
    assert [one.auxiliary.label for one in lines if one.auxiliary] == ["Ida Exemple", "p1", "p2"]


async def test_youth_04_hours_are_counted_once_per_session(office: Office) -> None:
    await _earn(office)
    await _members(office)
    for session, minutes in (("s1", (120, 120, 0)), ("s1", (120, 120, 0)), ("s2", (120, 0, 0))):
        present = [{"person_id": f"p{n}", "minutes": one} for n, one in enumerate(minutes, 1)]
        sheet = {"session_id": session, "group_id": GROUP, "kind": "group_coaching", "held_on": "2026-11-01"}
        await office.receive("coaching.attendance_sealed.v1", sheet | {"attendance": present, "seal": "0" * 64})
    await office.receive("coaching.resolution_adopted.v1", RESOLUTION | {"rule": "HOURS"})
    await office.receive("coaching.resolution_adopted.v1", RESOLUTION | {"adopted_on": "2026-11-01"})
    await office.receive("enrolment.group_closed.v1", CLOSED)
    share = await office.done("GET", f"groups/{GROUP}/share")
    assert {one["person_id"]: one["amount"] for one in share["shares"]} == {
        "p1": "420.00",
        "p2": "210.00",
        "p3": "0.00",
    }


async def test_youth_04_hours_that_come_after_the_closing_count_until_the_approval(office: Office) -> None:
    await _earn(office)
    await _members(office)
    sheet = {"group_id": GROUP, "kind": "group_coaching", "held_on": "2026-11-01", "seal": "0" * 64}
    first = {"session_id": "s1", "attendance": [{"person_id": "p1", "minutes": 120}]}
    late = {"session_id": "s2", "attendance": [{"person_id": "p2", "minutes": 120}]}
    too_late = {"session_id": "s3", "attendance": [{"person_id": "p3", "minutes": 120}]}
    await office.receive("coaching.attendance_sealed.v1", sheet | first)
    await office.receive("coaching.resolution_adopted.v1", RESOLUTION | {"rule": "HOURS"})
    await office.receive("enrolment.group_closed.v1", CLOSED)
    await office.receive("coaching.attendance_sealed.v1", sheet | late)
    share = await office.done("GET", f"groups/{GROUP}/share")
    amounts = {one["person_id"]: one["amount"] for one in share["shares"]}
    assert amounts == {"p1": "315.00", "p2": "315.00", "p3": "0.00"}
    await office.done("POST", f"shares/{share['id']}/approval")
    await office.receive("coaching.attendance_sealed.v1", sheet | too_late)
    assert (await office.done("GET", f"groups/{GROUP}/share"))["shares"] == share["shares"]


async def test_acc_05_nothing_is_added_once_the_group_is_closed(office: Office) -> None:
    waiting = await office.submitted()
    await office.receive("enrolment.group_closed.v1", CLOSED)
    for path, body in (("purchases", PURCHASE), (f"invoices/{waiting}/issue", {"service_on": "2026-12-01"})):
        answer = await office.ask("POST", path, body)
        assert answer.status_code == 409
        assert "acc-05" in answer.text


async def test_fec_the_file_is_exported_and_handed_over_byte_by_byte(office: Office) -> None:
    await _earn(office)
    export = await office.done("POST", f"legal-entities/{SIREN}/fec-exports", {"year": 2027})
    assert re.fullmatch(r"\d{9}FEC\d{8}(_\d+)?\.txt", export["file_name"])
    assert export["file_name"] == "732829320FEC20270831.txt"
    answer = await office.ask("GET", f"fec-exports/{export['id']}/file")
    assert hashlib.sha256(answer.content).hexdigest() == export["sha256"]
    rows = answer.content.decode().split("\r\n")
    assert len(rows) == export["line_count"] + 1
    sums = [sum(int(row.split("\t")[place].replace(",", "")) for row in rows[1:]) for place in (11, 12)]
    assert sums[0] == sums[1] > 0
    described = await office.ask("GET", f"fec-exports/{export['id']}/file?part=description")
    assert export["file_name"] in described.text
    empty = await office.ask("POST", f"legal-entities/{SIREN}/fec-exports", {"year": 2030})
    assert [one["field"] for one in empty.json()["errors"]] == ["year"]


async def test_a_corrected_name_replaces_the_one_that_was_kept(office: Office) -> None:
    name = {"person_id": "p3", "kind": "student", "family_name": "Exemple", "email": "ida@example.org"}
    await office.receive("enrolment.person_registered.v1", name | {"given_name": "Ide"})
    await office.receive("enrolment.person_updated.v1", name | {"given_name": "Ida"})
    assert (await office.deps.persons.get("p3")).state.full_name == "Ida Exemple"


async def _earn(office: Office) -> None:
    """1000,00 sold and 300,00 bought, both paid and posted."""
    assert (await office.pay(await office.issued(), "1200.00")).is_success
    purchase = await office.bought()
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})


async def _members(office: Office) -> None:
    """p3 is the first member, and the only one whose name has come; guardians are not kept."""
    for number, person in enumerate(("p3", "p1", "p2"), 1):
        data = {"group_id": GROUP, "person_id": person, "member_number": number}
        await office.receive("enrolment.member_activated.v1", data)
    name = {"given_name": "Ida", "family_name": "Exemple", "email": "ida@example.org"}
    await office.receive("enrolment.person_registered.v1", {"person_id": "p3", "kind": "student"} | name)
    await office.receive("enrolment.person_registered.v1", {"person_id": "p1", "kind": "guardian"} | name)
