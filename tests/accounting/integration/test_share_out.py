"""A share-out over HTTP: computed, approved, paid in parts, recorded, and told to each member (YOUTH-04, domain §8.12)."""

from dataclasses import replace
from typing import Any

import pytest

from accounting.domain.activity import Movement
from accounting.domain.errors import RuleError
from accounting.domain.share import ShareStatus
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, GROUP, PURCHASE, Office
from tests.accounting.integration.sharing import RESOLUTION, closed, earn, keyed, lines, slug, told

PAYMENT: dict[str, Any] = {"person_id": "p1", "paid_on": "2026-12-01", "amount": "420.00", "means": "transfer"}


async def test_a_share_out_is_paid_in_parts_and_recorded_with_the_last(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    path = f"shares/{share['id']}"
    early = await office.ask("POST", f"{path}/payments", PAYMENT)
    assert (early.status_code, slug(early)) == (409, "share-not-approved")
    await office.done("POST", f"{path}/approval")
    assert await lines(office, f"share:{share['id']}") == [("604", 63_000), ("468", -42_000), ("468", -21_000)]
    half = PAYMENT | {"amount": "200.00"}
    first = await keyed(office, f"{path}/payments", half, "payment-1")
    again = await keyed(office, f"{path}/payments", half, "payment-1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    too_much = await office.ask("POST", f"{path}/payments", PAYMENT | {"amount": "220.01"})
    assert (too_much.status_code, too_much.json()["errors"][0]["field"]) == (422, "amount")
    for changes in ({"amount": "220.00"}, {"person_id": "p2", "amount": "210.00", "means": "cash"}):
        last = await office.done("POST", f"{path}/payments", PAYMENT | changes)
    assert (last["status"], last["paid"]) == ("RECORDED", "630.00")
    assert [(one["person_id"], one["paid"]) for one in last["shares"]] == [
        ("p1", "420.00"),
        ("p2", "210.00"),
        ("p3", "0.00"),
    ]
    cash = last["payments"][2]
    assert await lines(office, f"share-payment:{cash['id']}") == [("468", 21_000), ("530", -21_000)]
    [event] = await told(office, share["id"], "accounting.share_paid.v1")
    assert (event["total"], event["paid_on"]) == ("630.00", "2026-12-01")
    assert event["shares"] == {"p1": "420.00", "p2": "210.00", "p3": "0.00"}
    assert slug(await office.ask("POST", f"{path}/payments", PAYMENT)) == "share-paid"


async def test_payments_that_a_crash_left_without_an_entry_are_posted_by_the_job(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    await office.done("POST", f"shares/{share['id']}/approval")
    await office.done("POST", f"shares/{share['id']}/payments", PAYMENT)
    before = await office.ledger()
    await office.deps.shares.change(
        share["id"],
        lambda one: Change(replace(one, payments_to_post=True, entry_to_post=True)),
        fresh_cause("test"),
    )
    await post_missing_entries(office.deps)
    mended = (await office.deps.shares.get(share["id"])).state
    assert (mended.payments_to_post, mended.entry_to_post, mended.status) == (False, False, ShareStatus.APPROVED)
    assert await office.ledger() == before


async def test_a_pool_whose_steps_alone_changed_is_computed_again(office: Office) -> None:
    purchase = await office.bought()
    await office.done("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2026-12-01"})
    share = await closed(office)
    assert (share["pool"], share["direct_charges"]) == ("0.00", "300.00")
    await _late_purchase(office)
    await office.receive("coaching.resolution_adopted.v1", RESOLUTION)
    later = await office.done("GET", f"groups/{GROUP}/share")
    assert (later["pool"], later["direct_charges"], later["shares"]) == ("0.00", "310.00", share["shares"])
    assert len(await told(office, share["id"], "accounting.share_computed.v1")) == 2
    approved = await office.done("POST", f"shares/{share['id']}/approval")
    assert approved["status"] == "RECORDED"
    assert len(await told(office, share["id"], "accounting.share_paid.v1")) == 1


async def test_figures_that_changed_are_computed_again_before_they_are_approved(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    await _late_purchase(office)
    refused = await office.ask("POST", f"shares/{share['id']}/approval")
    assert (refused.status_code, slug(refused)) == (409, "share-recomputed")
    approved = await office.done("POST", f"shares/{share['id']}/approval")
    assert (approved["status"], approved["pool"]) == ("APPROVED", "620.00")


async def test_youth_04_a_resolution_that_weighs_a_stranger_computes_nothing(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    with pytest.raises(RuleError) as caught:
        await office.receive("coaching.resolution_adopted.v1", RESOLUTION | {"weights": {"p1": 1, "p9": 1}})
    assert caught.value.slug == "youth-04-unknown-persons"
    assert (await office.done("GET", f"groups/{GROUP}/share"))["shares"] == share["shares"]
    refused = await office.ask("POST", f"shares/{share['id']}/approval")
    assert slug(refused) == "youth-04-unknown-persons"


async def test_a_member_reads_the_own_statement_and_the_accountant_all(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    path = f"shares/{share['id']}/statements"
    await office.done("POST", f"shares/{share['id']}/approval")
    await office.done("POST", f"shares/{share['id']}/payments", PAYMENT | {"amount": "20.00"})
    own = await office.done("GET", f"{path}/p1?format=json", role="student")
    assert (own["person"], own["group"], own["amount"], own["paid"], own["left"]) == (
        "Ida Exemple",
        "Atelier Maille",
        "420.00",
        "20.00",
        "400.00",
    )
    assert (own["weight"], own["weight_of_all"], own["steps"][-1]["left"]) == ("2 points", "3 points", "630.00")
    page = await office.ask("GET", f"{path}/p1", role="student")
    assert (page.headers["content-type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    assert (await office.ask("GET", f"{path}/p2")).status_code == 200
    for person, role, claims in (
        ("p2", "student", {}),
        ("p9", "student", {"sub": "p9"}),
        ("p9", "accountant", {}),
        ("p1", "accountant", {"partner": "other"}),
        ("p1", "coach", {}),
    ):
        assert (await office.ask("GET", f"{path}/{person}", role=role, **claims)).status_code == 404


async def test_only_the_accountant_pays_a_share(office: Office) -> None:
    await earn(office)
    share = await closed(office)
    await office.done("POST", f"shares/{share['id']}/approval")
    for role in ("student", "coach", "cae_officer"):
        assert (await office.ask("POST", f"shares/{share['id']}/payments", PAYMENT, role=role)).status_code == 403


async def _late_purchase(office: Office) -> None:
    """A purchase of 10,00 that is counted after the closing, as one whose event was late."""
    assert PURCHASE["activity_id"] == ACTIVITY
    late = Movement(turnover_cents=0, purchases_cents=1_000, contribution_cents=0, moved_on=office.deps.clock.today())
    await office.deps.activities.change(
        ACTIVITY, lambda one: Change(replace(one, movements={**one.movements, "late": late})), fresh_cause("test")
    )
