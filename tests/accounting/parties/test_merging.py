"""Two customers that are one: the record stays as a trace, drafts and quotes move, what was issued and posted does not."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

from accounting.domain.quote import Quote
from accounting.usecases.parties.complete_merges import complete_merges
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.handwritten import FEE, posted
from tests.accounting.integration.office import ACTIVITY, GROUP, LINE, SIREN, Office
from tests.accounting.parties.answers import SHOP, slug


async def _shop(office: Office, name: str, siren: str, **more: Any) -> dict[str, Any]:
    return await office.done("POST", "customers", SHOP | {"name": name, "siren": siren, "group_id": GROUP} | more)


async def _merge(office: Office, one: str, into: str) -> Any:
    return await office.ask("POST", f"customers/{one}/merge", {"into": into, "reason": "saisi deux fois"})


async def test_drafts_and_quotes_go_to_the_survivor_and_issued_invoices_stay(office: Office) -> None:
    invoice = await office.issued()
    merged, survivor = invoice["customer_id"], (await _shop(office, "Librairie", "900000019"))["id"]
    body = {"activity_id": ACTIVITY, "customer_id": merged, "lines": [LINE]}
    draft = await office.done("POST", "invoices", body, role="student")
    offer = Quote(ACTIVITY, GROUP, "student_cooperative", merged, valid_until=date(2026, 12, 31), lines=())
    quote = await office.deps.quotes.add("q1", offer, fresh_cause("p1"))
    answer = await _merge(office, merged, survivor)
    assert (answer.status_code, answer.json()["status"]) == (200, "MERGED")
    assert (await office.deps.invoices.get(draft["id"])).state.customer_id == survivor
    assert (await office.deps.quotes.get(quote.id)).state.customer_id == survivor
    assert (await office.deps.invoices.get(invoice["id"])).state.customer_id == merged
    read = await office.done("GET", f"customers/{merged}", role="student")
    assert (read["merged"]["survivor"], read["merged"]["reason"]) == (survivor, "saisi deux fois")
    assert (read["merged"]["by"], read["name"]) == ("accountant", "Librairie Exemple")


async def test_a_chain_of_merges_leads_to_its_end_and_circles_are_refused(office: Office) -> None:
    sirens = ("900000001", "900000019", "900000027")
    a, b, c = [(await _shop(office, f"Atelier {n}", siren))["id"] for n, siren in enumerate(sirens)]
    assert (await _merge(office, a, b)).status_code == 200
    assert (await _merge(office, b, c)).json()["merged"]["survivor"] == c
    assert (await find_customer(a, GROUP, office.deps)).name == "Atelier 2"
    read = await office.done("GET", f"customers/{a}")
    assert (read["merged"]["into"], read["merged"]["survivor"]) == (b, c)
    for into in (a, b, c):
        answer = await _merge(office, c, into)
        assert answer.status_code == 422, into
    again = await _merge(office, a, c)
    assert (again.status_code, slug(again)) == (409, "already-merged")
    assert (await _merge(office, b, c)).status_code == 200
    edited = await office.ask("PUT", f"customers/{a}", SHOP)
    assert slug(edited) in ("customer-merged", "customer-exists")


async def test_a_merge_that_a_crash_left_is_finished(office: Office) -> None:
    one, other = await _shop(office, "Un", "900000001"), await _shop(office, "Deux", "900000019")
    body = {"activity_id": ACTIVITY, "customer_id": one["id"], "lines": [LINE]}
    await _merge(office, one["id"], other["id"])
    draft = await office.done("POST", "invoices", body, role="student")
    assert (await office.deps.invoices.get(draft["id"])).state.customer_id == one["id"]
    await office.deps.customers.change(
        one["id"], lambda state: Change(replace(state, documents_to_point=True)), fresh_cause("crash")
    )
    await complete_merges(office.deps)
    await complete_merges(office.deps)
    assert (await office.deps.invoices.get(draft["id"])).state.customer_id == other["id"]
    assert not (await office.deps.customers.get(one["id"])).state.documents_to_point


async def test_a_groups_customer_goes_into_a_shared_one_but_not_into_another_groups(office: Office) -> None:
    own, foreign = await _shop(office, "Un", "900000001"), await _shop(office, "Un", "900000001", group_id="g2")
    refused = await _merge(office, own["id"], foreign["id"])
    assert (refused.status_code, slug(refused)) == (409, "merge-into-other-group")
    await office.done("POST", f"customers/{foreign['id']}/share")
    assert (await _merge(office, own["id"], foreign["id"])).status_code == 200


async def test_only_the_accountant_merges_and_says_why(office: Office) -> None:
    one, other = await _shop(office, "Un", "900000001"), await _shop(office, "Deux", "900000019")
    body = {"into": other["id"], "reason": "x"}
    for role in ("student", "coach", "cae_officer"):
        assert (await office.ask("POST", f"customers/{one['id']}/merge", body, role=role)).status_code == 403
    path = f"customers/{one['id']}/merge"
    assert (await office.ask("POST", path, body | {"reason": " "})).status_code == 422
    assert (await office.ask("POST", path, body | {"into": "nobody"})).status_code == 404


async def test_the_statement_shows_the_accounts_of_both(office: Office) -> None:
    invoice = await office.issued()
    merged = await office.done("GET", f"customers/{invoice['customer_id']}")
    survivor = await _shop(office, "Librairie", "900000019")
    await _merge(office, merged["id"], survivor["id"])
    found = await office.done("GET", f"customers/{survivor['id']}/statement")
    assert found["accounts"] == [survivor["account"], merged["account"]]
    assert (found["balance"], found["open"]["open"], found["siren"]) == ("1200.00", "1200.00", SIREN)
    sale = (await office.deps.ledger.all({"entry.journal": "VE"}))[0].state.certain_entry
    assert sale.lines[0].auxiliary is not None
    assert sale.lines[0].auxiliary.account == merged["account"]


async def test_what_is_paid_on_one_account_settles_what_is_open_on_the_other(office: Office) -> None:
    """A receipt on the survivor's account for an invoice of the merged one: nothing is owed any more."""
    invoice = await office.issued()
    merged = await office.done("GET", f"customers/{invoice['customer_id']}")
    survivor = await _shop(office, "Librairie", "900000019")
    await _merge(office, merged["id"], survivor["id"])
    third_party = {"account": survivor["account"], "label": "Librairie"}
    lines = [
        {"account": "411", "credit": "1200.00", "analytic_code": "A001", "third_party": third_party},
        {"account": "512", "debit": "1200.00", "analytic_code": "A001"},
    ]
    await posted(office, FEE | {"lines": lines})
    found = await office.done("GET", f"customers/{survivor['id']}/statement")
    assert (found["balance"], found["open"]["open"], found["open"]["items"]) == ("0.00", "0.00", [])
    assert [one["balance"] for one in found["lines"]] in (["1200.00", "0.00"], ["-1200.00", "0.00"])


async def test_two_who_merge_two_records_into_each_other_at_once_leave_no_circle(office: Office) -> None:
    one, other = await _shop(office, "Un", "900000001"), await _shop(office, "Deux", "900000019")
    answers = await asyncio.gather(_merge(office, one["id"], other["id"]), _merge(office, other["id"], one["id"]))
    assert [answer.status_code for answer in answers].count(200) <= 1
    for id_ in (one["id"], other["id"]):
        assert (await office.ask("GET", f"customers/{id_}")).status_code == 200
        await find_customer(id_, GROUP, office.deps)
