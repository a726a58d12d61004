"""The liquidation of a group over HTTP, from its first draft to its last payment; the closing waits for the same items."""

from datetime import UTC, datetime

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, Journal
from accounting.domain.why import Why
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import ACTIVITY, GROUP, Office
from tests.accounting.integration.sharing import CLOSING, closed, earn, open_codes
from tests.accounting.quotes.offers import sent


async def test_every_open_thing_is_named_and_blocks_the_closing(office: Office) -> None:
    draft, invoice, purchase = await office.submitted(), await office.issued(), await office.bought()
    quote, _ = await sent(office)
    listed = await office.done("GET", f"groups/{GROUP}/liquidation", role="student")
    blocking = {one["code"] for one in listed["items"] if one["blocks_closing"]}
    assert blocking == {
        f"accounting.invoice-draft:{draft}",
        f"accounting.invoice-unpaid:{invoice['number']}",
        f"accounting.purchase-unpaid:{purchase['id']}",
    }
    [waiting] = [one for one in listed["items"] if one["code"] == f"accounting.quote-open:{quote['id']}"]
    assert (waiting["state"], waiting["documents"]) == ("waiting", [{"kind": "quote", "id": quote["id"]}])
    assert not listed["clear"]
    assert listed["open_count"] >= len(blocking)
    await office.receive("enrolment.closing_requested.v1", CLOSING)
    assert set((await office.deps.closing_checks.get("k1")).state.open_items) == blocking
    page = await office.ask("GET", f"groups/{GROUP}/liquidation?format=pdf", role="coach")
    assert (page.headers["content-type"], page.content[:5]) == ("application/pdf", b"%PDF-")


async def test_balances_and_stock_without_a_document_are_named(office: Office) -> None:
    books = Books(ACTIVITY, (await office.deps.activities.get(ACTIVITY)).state)
    today = office.deps.clock.today()
    why = Why("PCG 1031-1", "Un stock et un solde sans facture.", "test:1")
    stray = (
        books.debit("411", 500, Auxiliary("C00099", "Exemple")),
        books.debit("355", 4_000),
        books.credit("713", 4_500),
    )
    draft = books.draft(Journal.MISCELLANEOUS, "test:1", today, "Inventaire", ("INV", today), stray, why)
    await post_entry(PostEntry(draft), office.deps, fresh_cause("test"))
    await office.receive("enrolment.closing_requested.v1", CLOSING)
    assert (await office.deps.closing_checks.get("k1")).state.open_items == (
        "accounting.balance-open:411:C00099",
        "accounting.stock-left:355",
    )


async def test_what_can_only_be_done_after_the_closing_does_not_block_it(office: Office) -> None:
    await earn(office)
    assert await open_codes(office) == {"accounting.resolution-missing", "accounting.group-open"}
    await office.receive("enrolment.closing_requested.v1", CLOSING)
    assert (await office.deps.closing_checks.get("k1")).state.clear
    share = await closed(office)
    assert await open_codes(office) == {"accounting.share-unapproved"}
    await office.done("POST", f"shares/{share['id']}/approval")
    assert await open_codes(office) == {"accounting.share-unpaid:p1", "accounting.share-unpaid:p2"}
    for person, amount in (("p1", "420.00"), ("p2", "210.00")):
        body = {"person_id": person, "paid_on": "2026-12-01", "amount": amount}
        await office.done("POST", f"shares/{share['id']}/payments", body)
    assert await open_codes(office) == set()
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2027, 9, 1, 9, tzinfo=UTC))
    assert await open_codes(office) == {"accounting.period-open", "accounting.archive-missing"}


async def test_nobody_else_sees_the_list(office: Office) -> None:
    for role, claims in (("student", {"groups": ["g9"]}), ("accountant", {"partner": "other"})):
        assert (await office.ask("GET", f"groups/{GROUP}/liquidation", role=role, **claims)).status_code == 404
    assert (await office.ask("GET", "groups/g9/liquidation")).status_code == 404
