"""The liquidation list: every open thing by name, who does it, and what the closing waits for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounting.documents.liquidation_pdf import render_liquidation
from accounting.domain.advance import AdvanceBook, AdvancePolicy, Offer, receive
from accounting.domain.group_record import GroupRecord, Resolution, Rule
from accounting.domain.invoice import Means as Paid, Payment, pay
from accounting.domain.liquidation.checklist import blocking, checklist
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.liquidation.item import ACCOUNTANT, GROUP, Item, State
from accounting.domain.pool import Pool
from accounting.domain.quote import Quote, QuoteStatus
from accounting.domain.share import MemberShare, Share, SharePayment, ShareStatus, approve
from accounting.domain.share_payment import pay as pay_member
from accounting.domain.treasury import Means
from tests.accounting.unit.samples import ACTIVITY, SIREN, TODAY, bought, draft, issued, submit

VOTED = Resolution("r1", Rule.EQUAL, {}, TODAY)
FACTS = LiquidationFacts(TODAY, ACTIVITY, GroupRecord())
QUOTE = Quote("a1", "g1", "student_cooperative", "c1", TODAY, ())
SHARE = Share(
    "g1", "a1", "student_cooperative", Rule.EQUAL, "r1", Pool(500, 0, 0), (MemberShare("p1", 1, 1, 500),), TODAY
)


def states(facts: LiquidationFacts) -> dict[str, State]:
    return {item.code: item.state for item in checklist(facts)}


def item(facts: LiquidationFacts, code: str) -> Item:
    [found] = [one for one in checklist(facts) if one.code == code]
    return found


def test_an_activity_without_anything_is_clear_and_waits_for_its_end() -> None:
    assert blocking(checklist(FACTS)) == ()
    open_ones = {code for code, state in states(FACTS).items() if state is State.OPEN}
    assert open_ones == {"accounting.resolution-missing", "accounting.group-open"}
    waiting = {code for code, state in states(FACTS).items() if state is State.WAITING}
    assert waiting == {
        "accounting.share-uncomputed",
        "accounting.share-unapproved",
        "accounting.share-unpaid",
        "accounting.period-open",
        "accounting.archive-missing",
        "accounting.report",
    }


def test_an_open_item_says_who_does_what_and_names_the_document() -> None:
    facts = replace(FACTS, invoices={"i1": draft(), "i2": submit(draft()), "i3": issued()}, purchases={"b1": bought()})
    first = item(facts, "accounting.invoice-draft:i1")
    assert (first.who, first.label, first.links[0].kind, first.links[0].id) == (
        GROUP,
        "Facture de 120,00\u00a0€ pas encore émise",
        "invoice",
        "i1",
    )
    assert item(facts, "accounting.invoice-draft:i2").who == ACCOUNTANT
    assert item(facts, "accounting.invoice-unpaid:2026-000001").links[0].id == "i3"
    assert item(facts, "accounting.purchase-unpaid:b1").what == "Payer le fournisseur et enregistrer le paiement."


def test_a_quote_without_an_answer_is_named_until_it_expires_and_an_accepted_one_blocks_until_it_is_invoiced() -> None:
    quotes = {
        "q1": replace(QUOTE, status=QuoteStatus.SENT),
        "q2": replace(QUOTE, status=QuoteStatus.SENT, valid_until=TODAY - timedelta(days=1)),
        "q3": replace(QUOTE, status=QuoteStatus.SIGNED),
        "q4": replace(QUOTE, status=QuoteStatus.INVOICED),
        "q5": QUOTE,
    }
    facts = replace(FACTS, quotes=quotes)
    assert blocking(checklist(facts)) == ("accounting.quote-uninvoiced:q3",)
    assert item(facts, "accounting.quote-open:q1").state is State.WAITING
    assert "accounting.quote-open:q2" not in states(facts)


def test_a_balance_that_no_open_document_explains_is_named() -> None:
    half = pay(issued(), Payment("y1", TODAY, 5_000, Paid.CARD), TODAY)
    facts = replace(FACTS, invoices={"i1": half}, purchases={"b1": bought()})
    explained = {("411", "C00001"): 7_000, ("401", "F00001"): -6_000, ("468", "M1"): -5}
    assert not [code for code in blocking(checklist(replace(facts, third_parties=explained))) if "balance" in code]
    odd = replace(facts, third_parties=explained | {("411", "C00001"): 6_000, ("401", "F00002"): 100})
    assert [code for code in blocking(checklist(odd)) if "balance" in code] == [
        "accounting.balance-open:401:F00002",
        "accounting.balance-open:411:C00001",
    ]
    assert "créditeur de 10,00\u00a0€" in item(odd, "accounting.balance-open:411:C00001").label


def test_lines_without_letters_are_counted_and_do_not_block() -> None:
    found = item(replace(FACTS, unlettered_count=2), "accounting.unlettered")
    assert (found.label, found.state, found.blocks_closing) == (
        "2 lignes de clients ou de fournisseurs à lettrer",
        State.OPEN,
        False,
    )


def test_stock_in_the_books_blocks_the_closing() -> None:
    facts = replace(FACTS, stocks={"355": 4_000, "37": 0})
    assert blocking(checklist(facts)) == ("accounting.stock-left:355",)
    assert item(facts, "accounting.stock-left:355").label == "Produits finis : stock de 40,00\u00a0€ dans les comptes"


def test_mini_03_mini_04_advances_and_a_donation_that_is_due_block_the_closing() -> None:
    book = AdvanceBook("a1", "g1", "mini_entreprise", SIREN, AdvancePolicy(donation_rate_percent="20"))
    book = receive(book, Offer("k1", "p1", None, 2, TODAY, Means.CASH), ("p1",), TODAY, TODAY)
    earned = pay(issued(), Payment("y1", TODAY, 12_000, Paid.CARD), TODAY)
    facts = replace(FACTS, invoices={"i1": earned}, book=book)
    assert blocking(checklist(facts)) == ("accounting.advance-unrepaid:a1:1", "accounting.donation-missing")
    assert item(facts, "accounting.donation-missing").label == "Don : encore 20,00\u00a0€ à donner (20 % du bénéfice)"
    assert "accounting.advance-unrepaid" not in states(FACTS)


def test_youth_04_a_rule_that_cannot_be_applied_is_said_and_does_not_block() -> None:
    group = GroupRecord(resolution=replace(VOTED, rule=Rule.HOURS))
    found = item(replace(FACTS, group=group), "accounting.resolution-missing")
    assert (found.state, found.blocks_closing) == (State.OPEN, False)
    assert "youth-04-no-weights" in found.what


def test_after_the_closing_the_share_out_goes_from_computed_to_recorded() -> None:
    closed = GroupRecord(resolution=VOTED, closed_on=TODAY)
    facts = replace(FACTS, group=closed, share=SHARE, share_id="s1")
    assert states(facts)["accounting.share-unapproved"] is State.OPEN
    facts = replace(facts, share=approve(SHARE, TODAY))
    assert states(facts)["accounting.share-unpaid:p1"] is State.OPEN
    paid = pay_member(approve(SHARE, TODAY), SharePayment("y1", "p1", TODAY, 500, Means.CASH), TODAY)
    assert states(replace(facts, share=paid))["accounting.share-unrecorded"] is State.OPEN
    recorded = states(replace(facts, share=replace(paid, status=ShareStatus.RECORDED)))
    assert recorded["accounting.share-unpaid"] is State.DONE
    assert "accounting.share-unrecorded" not in recorded
    assert blocking(checklist(facts)) == ()


@pytest.mark.parametrize(
    ("today", "closed_until", "state"),
    [
        (TODAY, None, State.WAITING),
        (date(2027, 1, 1), None, State.OPEN),
        (date(2027, 1, 1), date(2026, 11, 30), State.OPEN),
        (date(2027, 1, 5), date(2026, 12, 31), State.DONE),
    ],
)
def test_acc_05_the_month_of_the_closing_is_closed_once_it_is_over(
    today: date, closed_until: date | None, state: State
) -> None:
    facts = replace(FACTS, today=today, group=GroupRecord(closed_on=TODAY), closed_until=closed_until)
    assert states(facts)["accounting.period-open"] is state


def test_acc_10_the_final_file_of_the_year_is_kept_once_the_year_is_over() -> None:
    facts = replace(FACTS, group=GroupRecord(closed_on=TODAY), year_ends_on=date(2027, 8, 31))
    assert states(facts)["accounting.archive-missing"] is State.WAITING
    facts = replace(facts, today=date(2027, 9, 1))
    assert states(facts)["accounting.archive-missing"] is State.OPEN
    assert states(replace(facts, fec_written=True))["accounting.archive-missing"] is State.DONE


def test_the_list_as_a_page_is_the_same_each_time() -> None:
    items = checklist(replace(FACTS, invoices={"i1": draft()}, fec_written=True))
    content = render_liquidation("Atelier Maille", "Coopérative Exemple", items, TODAY)
    assert content.startswith(b"%PDF-")
    assert content == render_liquidation("Atelier Maille", "Coopérative Exemple", items, TODAY)
