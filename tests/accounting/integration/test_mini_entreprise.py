"""A mini-entreprise carried by an association: advances, repayment and donation over HTTP (MINI-02…05, INV-09)."""

from dataclasses import replace
from typing import Any

from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import ACTIVITY, ADDRESS, ENTITY, GROUP, SIREN, Office
from tests.accounting.integration.sharing import closed, earn, keyed, lines, open_codes, slug

ASSOCIATION = {
    "kind": "association",
    "name": "Entreprendre Exemple",
    "legal_form": "Association loi 1901",
    "address": ADDRESS,
    "rna": "W212001234",
    "fiscal_year_start_month": 9,
    "contribution_rate_percent": "0",
}
ADVANCE: dict[str, Any] = {"person_id": "p1", "shares": 5, "received_on": "2026-12-01", "means": "cash"}
REPAYMENT = {"repaid_on": "2026-12-01", "amount": "20.00", "means": "transfer"}
DONATION = {"beneficiary": "Association Exemple", "amount": "140.00", "donated_on": "2026-12-01"}
POLICY = {"cap_per_person": "40.00", "donation_rate_percent": "20", "format": "L"}
OTHER = "552100554"


async def mini(office: Office, **entity: Any) -> None:
    """The group of the office is a mini-entreprise of an association from now on."""
    await office.done("PUT", f"legal-entities/{SIREN}", ASSOCIATION | entity)
    await office.deps.activities.change(
        ACTIVITY, lambda one: Change(replace(one, scheme="mini_entreprise")), fresh_cause("test")
    )


async def test_mini_05_an_association_carries_mini_entreprises_beside_the_cooperative(office: Office) -> None:
    free = office.deps.settings.model_copy(update={"legal_entities": ()})
    office.app.state.deps = replace(office.deps, settings=free)
    kept = await office.done("PUT", f"legal-entities/{OTHER}", ASSOCIATION)
    assert (kept["kind"], kept["vat_number"], kept["share_capital"], kept["rcs_city"]) == (
        "association",
        None,
        None,
        None,
    )
    await office.start(group_id="g2", scheme="mini_entreprise", legal_entity_siren=OTHER)
    [activity] = (await office.done("GET", "activities?group_id=g2"))["items"]
    assert (activity["siren"], activity["analytic_code"]) == (OTHER, "A001")
    for role in ("accountant", "cae_officer"):
        listed = (await office.done("GET", "legal-entities", role=role))["items"]
        assert [(one["siren"], one["kind"]) for one in listed] == [(SIREN, "cooperative"), (OTHER, "association")]
    assert (await office.ask("GET", "legal-entities", role="student")).status_code == 404
    assert (await office.ask("GET", "legal-entities", partner="other")).status_code == 404
    for lacking in ("share_capital", "rcs_city", "vat_number"):
        body = {name: value for name, value in ENTITY.items() if name != lacking}
        answer = await office.ask("PUT", f"legal-entities/{SIREN}", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, lacking)


async def test_inv_09_a_seller_without_a_vat_number_issues_no_vat(office: Office) -> None:
    await mini(office)
    invoice = await office.submitted()
    answer = await office.ask("POST", f"invoices/{invoice}/issue", {"service_on": "2026-12-01"})
    assert (answer.status_code, slug(answer)) == (409, "inv-09-seller-without-vat")
    assert (await office.done("GET", f"invoices/{invoice}"))["status"] == "SUBMITTED"
    assert (await office.ask("GET", f"invoices/{invoice}/pdf")).content[:5] == b"%PDF-"


async def test_mini_03_advances_are_lent_inside_the_caps_and_given_back_before_the_share(office: Office) -> None:
    await mini(office)
    await office.done("PUT", f"activities/{ACTIVITY}/advance-policy", POLICY)
    path = f"activities/{ACTIVITY}/advances"
    empty = await office.done("GET", path, role="student")
    assert (empty["raised"], empty["policy"]["unit_price"], empty["policy"]["cap_total"]) == ("0.00", "4.00", "500.00")
    assert (await keyed(office, path, ADVANCE, "command-1")).json() == (
        await keyed(office, path, ADVANCE, "command-1")
    ).json()
    book = await office.done("POST", path, ADVANCE | {"relative": "parent-1", "means": "cheque"})
    assert (book["raised"], book["outstanding"], book["policy"]["format"]) == ("40.00", "40.00", "L")
    too_many = await office.ask("POST", path, ADVANCE | {"shares": 6})
    assert (too_many.status_code, too_many.json()["errors"][0]["accepted"]) == (422, "1 to 5")
    first, second = (one["id"] for one in book["advances"])
    assert await lines(office, f"advance:{first}") == [("530", 2_000), ("1673", -2_000)]
    assert await lines(office, f"advance:{second}") == [("5112", 2_000), ("1673", -2_000)]
    assert {f"accounting.advance-unrepaid:{one}" for one in (first, second)} <= await open_codes(office)
    share = await closed(office)
    refused = await office.ask("POST", f"shares/{share['id']}/approval")
    assert slug(refused) == "mini-03-advances"
    for _ in range(2):
        await office.done("POST", f"advances/{first}/repayment", REPAYMENT)
    settled = await office.done(
        "POST", f"advances/{second}/repayment", REPAYMENT | {"amount": "5.00", "waived": "15.00"}
    )
    assert settled["outstanding"] == "0.00"
    assert await lines(office, f"repayment:{second}") == [("1673", 2_000), ("512", -500), ("7582", -1_500)]
    share = await office.done("GET", f"groups/{GROUP}/share")
    assert (share["advances_received"], share["advances_repaid"], share["pool"]) == ("40.00", "25.00", "15.00")
    assert (await office.ask("POST", f"advances/{ACTIVITY}:x/repayment", REPAYMENT)).status_code == 404
    assert (await office.ask("POST", "advances/x/repayment", REPAYMENT)).status_code == 404
    assert slug(await office.ask("POST", path, ADVANCE)) == "acc-05-activity-closed"


async def test_mini_04_a_donation_is_at_least_the_rate_of_the_profit(office: Office) -> None:
    await mini(office, vat_number="FR44732829320")
    await office.done("PUT", f"activities/{ACTIVITY}/advance-policy", POLICY)
    await earn(office)
    book = await office.done("GET", f"activities/{ACTIVITY}/advances", role="student")
    assert (book["profit"], book["donation_due"]) == ("700.00", "140.00")
    assert "accounting.donation-missing" in await open_codes(office)
    path = f"activities/{ACTIVITY}/donation"
    low = await office.ask("POST", path, DONATION | {"amount": "139.99"})
    assert low.json()["errors"][0]["accepted"] == "140.00 to 700.00"
    share = await closed(office)
    assert slug(await office.ask("POST", f"shares/{share['id']}/approval")) == "mini-04-donation"
    for _ in range(2):
        given = await keyed(office, path, DONATION, "command-1")
    [donation] = given.json()["donations"]
    assert await lines(office, f"donation:{donation['id']}") == [("6238", 14_000), ("512", -14_000)]
    share = await office.done("GET", f"groups/{GROUP}/share")
    assert (share["donation"], share["pool"], share["steps"][-2]["code"]) == ("140.00", "560.00", "donation")
    await office.done("POST", f"shares/{share['id']}/approval")
    assert slug(await office.ask("POST", path, DONATION)) == "share-approved"


async def test_entries_that_a_crash_left_out_are_posted_by_the_job(office: Office) -> None:
    await mini(office)
    book = await office.done("POST", f"activities/{ACTIVITY}/advances", ADVANCE)
    key, before = f"advance:{book['advances'][0]['id']}", await office.ledger()
    await office.deps.advance_books.change(
        ACTIVITY, lambda one: Change(replace(one, pending=(key,), to_post=True)), fresh_cause("test")
    )
    await post_missing_entries(office.deps)
    assert (await office.deps.advance_books.get(ACTIVITY)).state.pending == ()
    assert await office.ledger() == before


async def test_only_a_mini_entreprise_has_advances_and_only_the_accountant_moves_them(office: Office) -> None:
    for path, body in (
        (f"activities/{ACTIVITY}/advances", ADVANCE),
        (f"activities/{ACTIVITY}/donation", DONATION),
    ):
        assert slug(await office.ask("POST", path, body)) == "mini-03-no-mini-entreprise"
    assert (await office.ask("GET", f"activities/{ACTIVITY}/advances")).status_code == 404
    await mini(office)
    book = await office.done("POST", f"activities/{ACTIVITY}/advances", ADVANCE)
    for method, path, body in (
        ("PUT", f"activities/{ACTIVITY}/advance-policy", POLICY),
        ("POST", f"activities/{ACTIVITY}/advances", ADVANCE),
        ("POST", f"activities/{ACTIVITY}/donation", DONATION),
        ("POST", f"advances/{book['advances'][0]['id']}/repayment", REPAYMENT),
    ):
        assert (await office.ask(method, path, body, role="student")).status_code == 403
        assert (await office.ask(method, path, body, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("GET", f"activities/{ACTIVITY}/advances", role="coach")).status_code == 200
