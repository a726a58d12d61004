"""A signed quote becomes deposits and a final invoice: in order, each once, to the cent, whatever is cut off in between."""

import asyncio
from dataclasses import replace

from accounting.domain.quote_parts import Billing
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.ids import derived_id
from tests.accounting.integration.office import GROUP, LINE, Office
from tests.accounting.invoices.documents import credited, issue
from tests.accounting.quotes.offers import PLAN, invoiced, issued, read, signed

ODD = (
    LINE | {"quantity": "1", "unit_price": "400.01"},
    {"label": "Atelier", "quantity": "1", "unit_price": "399.99", "vat_rate": "20", "nature": "services"},
)


async def test_a_deposit_then_a_final_invoice_that_takes_it_off(office: Office) -> None:
    """400.01 + 399.99 in halves: 480.01 + 479.99 are 960.00."""
    halves = [{"label": "Acompte", "percent": "50"}, {"label": "Solde", "percent": "50"}]
    quote = await signed(office, *ODD, plan=halves)
    deposit = await issued(office, quote)
    assert (deposit["kind"], deposit["total_including_vat"]) == ("deposit", "480.01")
    assert (await read(office, quote))["status"] == "INVOICING"
    final = await issued(office, quote)
    assert (final["kind"], final["total_including_vat"], final["deposits_taken_off"]) == ("invoice", "960.00", "480.01")
    assert (final["left"], [one["number"] for one in final["deposits"]]) == ("479.99", [deposit["number"]])
    found = await read(office, quote)
    assert found["status"] == "INVOICED"
    seen = [(one["invoice_status"], one["total_including_vat"]) for one in found["instalments"]]
    assert seen == [("ISSUED", "480.01"), ("ISSUED", "479.99")]
    again = await office.ask("POST", f"quotes/{quote['id']}/invoice", role="student")
    assert (again.status_code, again.json()["type"].split(":")[-1]) == (409, "quote-invoiced")
    assert deposit["number"] in again.json()["detail"]


async def test_asking_twice_gives_the_same_draft_and_the_final_one_waits(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    first = await invoiced(office, quote)
    assert (await invoiced(office, quote))["id"] == first["id"] == (await invoiced(office, quote, 0))["id"]
    early = await office.ask("POST", f"quotes/{quote['id']}/invoice", {"place": 1}, role="student")
    assert early.json()["type"].endswith("instalment-not-issued")
    await issue(office, first["id"])
    assert (await invoiced(office, quote))["kind"] == "invoice"
    outside = await office.ask("POST", f"quotes/{(await signed(office))['id']}/invoice", {"place": 3}, role="student")
    assert (outside.status_code, outside.json()["errors"][0]["field"]) == (422, "place")


async def test_a_discarded_draft_is_drafted_again_under_another_id(office: Office) -> None:
    """Its closing is blocked meanwhile, as a signed quote that nobody invoiced."""
    quote = await signed(office)
    first = await invoiced(office, quote)
    await office.done("DELETE", f"invoices/{first['id']}", role="student")
    found = await read(office, quote)
    assert (found["status"], found["instalments"][0]["invoice_id"]) == ("SIGNED", None)
    listed = await office.done("GET", f"groups/{GROUP}/liquidation", role="student")
    codes = {one["code"] for one in listed["items"] if one["blocks_closing"]}
    assert f"accounting.quote-uninvoiced:{quote['id']}" in codes
    second = await invoiced(office, quote)
    assert second["id"] != first["id"]
    assert (await read(office, quote))["status"] == "INVOICED"


async def test_what_a_crash_cut_off_is_completed(office: Office) -> None:
    """The quote knows which invoice it will be, and the invoice is not there; or the invoice was discarded, unknown to it."""
    quote = await signed(office, plan=PLAN)
    id_ = derived_id(quote["id"], "instalment:0:0")
    billing = Billing(0, 0, id_)
    await office.deps.quotes.change(
        quote["id"], lambda one: Change(replace(one, billings=(billing,))), fresh_cause("crash")
    )
    assert (await read(office, quote))["instalments"][0]["invoice_status"] is None
    assert (await invoiced(office, quote))["id"] == id_
    await office.done("DELETE", f"invoices/{id_}", role="student")
    await office.deps.quotes.change(
        quote["id"], lambda one: Change(replace(one, billings=(billing,))), fresh_cause("crash")
    )
    assert (await invoiced(office, quote))["id"] == derived_id(quote["id"], "instalment:0:1")


async def test_a_draft_that_a_rule_forbids_leaves_the_instalment_free(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    await office.done("POST", f"customers/{quote['customer_id']}/archive", role="student")
    assert (await office.ask("POST", f"quotes/{quote['id']}/invoice", role="student")).status_code == 409
    found = await read(office, quote)
    assert (found["status"], found["instalments"][0]["invoice_id"]) == ("SIGNED", None)


async def test_the_rest_of_a_plan_changes_and_what_was_invoiced_does_not(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    path = f"quotes/{quote['id']}/plan"
    await issued(office, quote)
    other = [PLAN[0], {"label": "Livraison", "percent": "30"}, {"label": "Solde", "percent": "40"}]
    changed = await office.done("POST", path, {"plan": other, "comment": "En deux fois"}, role="student")
    assert [one["total_including_vat"] for one in changed["instalments"]] == ["360.00", "360.00", "480.00"]
    moved = [PLAN[0] | {"percent": "40"}, {"label": "Solde", "percent": "60"}]
    answer = await office.ask("POST", path, {"plan": moved}, role="student")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "plan.0")
    await office.done("POST", path, {"plan": PLAN}, role="student")
    assert (await issued(office, quote))["left"] == "840.00"


async def test_a_credited_deposit_is_asked_for_again(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    deposit = await issued(office, quote)
    await credited(office, deposit)
    final = await issued(office, quote)
    assert (final["deposits"], final["left"]) == ([], "1200.00")


async def test_an_unsigned_quote_is_not_invoiced(office: Office) -> None:
    quote = await signed(office)
    copied = await office.done("POST", f"quotes/{quote['id']}/duplicate", {"valid_until": "2026-12-31"}, role="student")
    answer = await office.ask("POST", f"quotes/{copied['id']}/invoice", role="student")
    assert answer.json()["type"].endswith("quote-not-signed")


async def test_ten_clicks_at_once_make_one_draft(office: Office) -> None:
    quote = await signed(office, plan=PLAN)
    path = f"quotes/{quote['id']}/invoice"
    answers = await asyncio.gather(*(office.ask("POST", path, {"place": 0}, role="student") for _ in range(10)))
    assert {one.json()["id"] for one in answers} == {derived_id(quote["id"], "instalment:0:0")}
    assert len((await office.done("GET", "invoices"))["items"]) == 1
