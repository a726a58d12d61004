"""Matching movements with documents, accounts and lines of the books, over HTTP."""

import asyncio
from dataclasses import replace

import pytest

from accounting.domain.bank.item import Item, ItemKind
from accounting.domain.bank.movement import BankMovement, match
from accounting.domain.errors import RuleError
from accounting.usecases.bank.complete_settlements import complete_settlements
from accounting.usecases.bank.settle_movement import SettleMovement, settle_movement
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.bank.branch import ACCOUNT, Branch
from tests.accounting.bank.files import csv_of
from tests.accounting.integration.office import SIREN

RULE = {"contains": "Frais", "account": "627", "analytic_code": "CAE", "direction": "out", "most": "50.00"}


async def test_an_invoice_is_found_by_its_amount_its_number_and_its_customer(branch: Branch) -> None:
    """The best proposal is matched as it is: paid, posted once, lettered, pointed."""
    invoice = await branch.office.issued()
    movement = await branch.movement("1200,00", f"VIR LIBRAIRIE EXEMPLE FACT {invoice['number']}")
    best = (await branch.proposals(movement))[0]
    assert (best["score"], len(best["reasons"])) == (100, 4)
    answer = await branch.match(movement, *best["items"])
    assert answer.is_success, answer.text
    told = answer.json()
    assert (told["status"], told["left"], len(told["entries"])) == ("MATCHED", "0.00", 1)
    assert (await branch.office.done("GET", f"invoices/{invoice['id']}"))["status"] == "PAID"
    assert await branch.lines("512000") == [("1200.00", "0.00")]
    customer = await branch.office.done("GET", f"entries?siren={SIREN}&limit=200")
    letters = {line["letters"] for one in customer["items"] for line in one["lines"] if line["account"] == "411000"}
    assert len(letters) == 1
    assert None not in letters
    assert (await branch.reconciled())["remaining"] == "0.00"


async def test_a_movement_and_a_document_are_matched_once(branch: Branch) -> None:
    """Again: 409, and the books stay as they are."""
    invoice = await branch.office.issued()
    item = {"kind": "invoice", "id": invoice["id"]}
    movement = await branch.movement("1200,00", "VIR UN")
    assert (await branch.match(movement, item)).is_success
    again = await branch.match(movement, item)
    assert (again.status_code, again.json()["type"].rsplit(":", 1)[-1]) == (409, "bank-movement-matched")
    other = await branch.match(await branch.movement("1200,00", "VIR DEUX"), item)
    assert (other.status_code, other.json()["type"].rsplit(":", 1)[-1]) == (409, "bank-document-paid")
    assert await branch.lines("512000") == [("1200.00", "0.00")]


async def test_a_crash_after_the_claim_is_completed_and_nothing_is_posted_twice(branch: Branch) -> None:
    """The job does what was left, however often."""
    invoice, purchase = await branch.office.issued(), await branch.office.bought()
    deps = branch.office.deps
    movement = await branch.movement("840,00", "COMPENSATION")
    items = [{"kind": "invoice", "id": invoice["id"]}, {"kind": "purchase", "id": purchase["id"]}]
    assert (await branch.match(movement, *items)).is_success
    before = await branch.office.ledger()
    for _ in range(2):
        await deps.bank_movements.change(movement["id"], forgotten, fresh_cause("test"))
        await complete_settlements(deps)
    assert await branch.office.ledger() == before
    stored = await deps.bank_movements.get(movement["id"])
    assert (stored.state.to_settle, len(stored.state.posted)) == (None, 2)
    await settle_movement(SettleMovement(movement["id"]), deps, fresh_cause("test"))
    assert await branch.office.ledger() == before


def forgotten(state: BankMovement) -> Change[BankMovement]:
    """As a crash before the last write would leave it."""
    return Change(replace(state, to_settle=True, settled_count=0, posted=()))


async def test_who_comes_second_for_a_document_has_an_open_movement(branch: Branch) -> None:
    """Claimed, then paid by somebody else before it is settled: the error says so, and nothing was posted for it."""
    invoice, purchase = await branch.office.issued(), await branch.office.bought()
    movement = await branch.movement("840,00", "COMPENSATION")
    deps, id_ = branch.office.deps, movement["id"]
    items = (
        Item(ItemKind.PURCHASE, -36_000, id=purchase["id"], label="Achat"),
        Item(ItemKind.INVOICE, 120_000, id=invoice["id"], label="Facture"),
    )
    now = deps.clock.now()
    await deps.bank_movements.change(id_, lambda one: Change(match(one, items, 5, now, "t")), fresh_cause("test"))
    assert (await branch.office.pay(invoice, "1200.00")).is_success
    with pytest.raises(RuleError, match="Facture"):
        await settle_movement(SettleMovement(id_), deps, fresh_cause("test"))
    told = await branch.office.done("GET", f"bank-movements/{id_}")
    assert (told["status"], told["left"], told["settling"]) == ("UNMATCHED", "1200.00", False)
    assert (await branch.office.done("GET", f"purchases/{purchase['id']}"))["status"] == "PAID"
    best = (await branch.proposals(told))[0]
    assert best["items"][0]["kind"] == "entry_line"
    assert (await branch.match(told, *best["items"])).is_success
    assert sorted(await branch.lines("512000")) == [("0.00", "360.00"), ("1200.00", "0.00")]
    assert (await branch.reconciled())["remaining"] == "0.00"


async def test_of_many_at_the_same_time_one_gets_the_document_and_one_gets_the_movement(branch: Branch) -> None:
    """Two movements for one invoice, and each of them twice: paid once, 409 for the others, and nothing hangs."""
    invoice = await branch.office.issued()
    item = {"kind": "invoice", "id": invoice["id"]}
    both = [await branch.movement("1200,00", label) for label in ("VIR UN", "VIR DEUX")]
    answers = await asyncio.gather(*(branch.match(one, item) for one in both * 3))
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409, 409]
    assert await branch.lines("512000") == [("1200.00", "0.00")]
    left = await branch.movements("&status=UNMATCHED")
    assert [(one["left"], one["settling"], one["items"]) for one in left] == [("1200.00", False, [])]


async def test_cents_are_rounded_away_and_the_entry_says_so(branch: Branch) -> None:
    """Two cents less on 658, with the sentence; six cents are not rounded."""
    invoice = await branch.office.issued()
    item = {"kind": "invoice", "id": invoice["id"], "amount": "1200.00"}
    wrong = await branch.match(await branch.movement("1199,94", "VIR SIX"), item)
    assert (wrong.status_code, wrong.json()["type"].rsplit(":", 1)[-1]) == (409, "bank-match-difference")
    movement = await branch.movement("1199,98", "VIR DEUX")
    assert (await branch.proposals(movement))[0]["difference"] == "-0.02"
    told = (await branch.match(movement, item)).json()
    assert (told["difference"], len(told["entries"])) == ("-0.02", 2)
    assert await branch.lines("658000") == [("0.02", "0.00")]
    entries = (await branch.office.done("GET", f"entries?siren={SIREN}&limit=200"))["items"]
    own = next(one for one in entries if one["source_key"].startswith("bank:"))
    why = await branch.office.done("GET", f"entries/{own['id']}/explanation")
    assert "écart d'arrondi" in str(why)
    assert (await branch.reconciled())["not_on_statement"] == "0.00"


async def test_charges_follow_the_rule_and_stay_when_they_are_posted(branch: Branch) -> None:
    """627 by the saved rule; the match made an entry, so it is corrected by a reversal and not taken back."""
    await branch.office.done("PUT", f"bank-accounts/{ACCOUNT}/matching-rules", {"rules": [RULE]})
    movement = await branch.movement("-3,50", "FRAIS TENUE DE COMPTE")
    best = (await branch.proposals(movement))[0]
    assert best["score"] == 85
    assert (await branch.match(movement, *best["items"])).is_success
    assert await branch.lines("627000") == [("3.50", "0.00")]
    answer = await branch.office.ask("POST", f"bank-movements/{movement['id']}/unmatch", {"reason": "erreur"})
    assert answer.status_code == 409
    assert "reversal" in answer.json()["detail"]


async def test_a_payment_that_is_in_the_books_is_pointed_without_an_entry(branch: Branch) -> None:
    """Recorded by hand before the statement came: no second entry; it can be taken back, traced, and pointed anew."""
    invoice = await branch.office.issued()
    assert (await branch.office.pay(invoice, "1200.00")).is_success
    before = await branch.office.ledger()
    movement = await branch.movement("1200,00", "VIR LIBRAIRIE EXEMPLE")
    best = (await branch.proposals(movement))[0]
    assert (best["items"][0]["kind"], best["score"]) == ("entry_line", 85)
    assert (await branch.match(movement, *best["items"])).is_success
    other = await branch.movement("1200,00", "VIR AUTRE")
    assert (await branch.match(other, *best["items"])).json()["type"].endswith("bank-line-taken")
    assert not await branch.proposals(other)
    taken_back = await branch.office.done(
        "POST", f"bank-movements/{movement['id']}/unmatch", {"reason": "pas celui-ci"}
    )
    assert [line["action"] for line in taken_back["history"]] == ["matched", "unmatched"]
    assert (await branch.match(other, *best["items"])).is_success
    assert await branch.office.ledger() == before


async def test_several_invoices_of_a_customer_are_paid_together(branch: Branch) -> None:
    """Their sum, when the customer is named; each is paid, each has its entry."""
    one = await branch.office.issued()
    body = {"activity_id": one["activity_id"], "customer_id": one["customer_id"], "lines": one["lines"]}
    second = await branch.office.done("POST", "invoices", body, role="student")
    await branch.office.done("POST", f"invoices/{second['id']}/submission", role="student")
    await branch.office.done("POST", f"invoices/{second['id']}/issue", {"service_on": "2026-12-01"})
    await branch.office.hear(
        (await branch.office.deps.invoices.get(second["id"])).document, "accounting.invoice_issued.v1"
    )
    movement = await branch.movement("2400,00", "VIR SEPA LIBRAIRIE EXEMPLE")
    best = (await branch.proposals(movement))[0]
    assert len(best["items"]) == 2
    assert (await branch.match(movement, *best["items"])).is_success
    assert (await branch.office.done("GET", f"invoices/{second['id']}"))["status"] == "PAID"
    assert await branch.lines("512000") == [("1200.00", "0.00")] * 2


async def test_a_part_of_a_document_is_paid_by_its_number(branch: Branch) -> None:
    """The number alone proposes a part payment; more than what is left is refused."""
    invoice, purchase = await branch.office.issued(), await branch.office.bought()
    movement = await branch.movement("500,00", f"ACOMPTE {invoice['number']}")
    best = (await branch.proposals(movement))[0]
    assert (best["items"][0]["amount"], best["score"]) == ("500.00", 35)
    assert (await branch.match(movement, {"kind": "invoice", "id": invoice["id"]})).is_success
    assert (await branch.office.done("GET", f"invoices/{invoice['id']}"))["status"] == "PARTIALLY_PAID"
    paid = await branch.movement("-100,00", f"VIR {purchase['supplier_reference']}")
    assert (await branch.match(paid, {"kind": "purchase", "id": purchase["id"]})).is_success
    assert (await branch.office.done("GET", f"purchases/{purchase['id']}"))["status"] == "PARTIALLY_PAID"
    more = {"kind": "purchase", "id": purchase["id"], "amount": "-300.00"}
    answer = await branch.match(await branch.movement("-300,00", "VIR ENCORE"), more)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "items.0.amount"


async def test_automatic_matching_takes_only_what_is_sure(branch: Branch) -> None:
    """Two movements that want one invoice are both left; a dry run changes nothing; everything says why."""
    await branch.office.done("PUT", f"bank-accounts/{ACCOUNT}/matching-rules", {"rules": [RULE]})
    invoice, purchase = await branch.office.issued(), await branch.office.bought()
    twice = f"VIR {invoice['number']} LIBRAIRIE EXEMPLE"
    rows = (
        ("30/11/2026", "FRAIS", "-2,00"),
        ("01/12/2026", twice, "1200,00"),
        ("01/12/2026", twice, "1200,00"),
        ("01/12/2026", f"VIR {purchase['supplier_reference']} TISSUS EXEMPLE", "-360,00"),
        ("01/12/2026", "INCONNU", "1,00"),
    )
    await branch.imported(csv_of(*rows))
    path = f"bank-accounts/{ACCOUNT}/automatic-matching"
    dry = await branch.office.done("POST", path, {"dry_run": True})
    assert dry["matched_count"] == 0
    assert len(await branch.movements("&status=UNMATCHED")) == 5
    done = await branch.office.done("POST", path, {})
    assert [one["label"] for one in done["movements"] if one["matched"]] == ["FRAIS", rows[3][1]]
    whys = {one["label"]: one["why"] for one in done["movements"] if not one["matched"]}
    assert "plusieurs mouvements" in whys[twice]
    assert whys["INCONNU"] == "aucune proposition"
    assert len(await branch.movements("&status=UNMATCHED")) == 3


async def test_ignored_movements_have_a_reason_and_stay_in_the_reconciliation(branch: Branch) -> None:
    """No entry, but the bank has it: the difference is explained."""
    movement = await branch.movement("1,00", "TEST")
    empty = await branch.office.ask("POST", f"bank-movements/{movement['id']}/ignore", {"reason": " "})
    assert empty.status_code == 422
    told = await branch.office.done(
        "POST", f"bank-movements/{movement['id']}/ignore", {"reason": "micro-virement de test"}
    )
    assert told["status"] == "IGNORED"
    made = await branch.reconciled()
    assert (made["difference"], made["not_in_books"], made["remaining"]) == ("1.00", "1.00", "0.00")


async def test_what_cannot_be_matched_says_what_would_be_accepted(branch: Branch) -> None:
    """An unknown document, an account of documents, a missing code, a missing account."""
    movement = await branch.movement("-9,00", "CB")
    for item, field in (
        ({"kind": "invoice", "id": "nope"}, "items.0.id"),
        ({"kind": "account", "account": "411"}, "items.0.account"),
        ({"kind": "account", "account": "627"}, "items.0.analytic_code"),
        ({"kind": "account", "account": "627", "analytic_code": "Z9"}, "items.0.analytic_code"),
        ({"kind": "entry_line", "id": f"{SIREN}:0000000099", "place": 0}, "items.0.id"),
        ({"kind": "account"}, "items.0"),
    ):
        answer = await branch.match(movement, item)
        assert answer.status_code == 422, answer.text
        assert field in [one["field"] for one in answer.json()["errors"]], answer.text
    assert not await branch.office.ledger()
