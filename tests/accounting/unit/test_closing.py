"""What a closing waits for, and the entries that documents must have before it."""

from dataclasses import replace

import pytest

from accounting.domain.activity import ActivityStatus, Movement, check_open
from accounting.domain.closing import ClosingCheck, expected_source_keys
from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord
from accounting.domain.invoice import Invoice, Means, Payment, pay
from accounting.domain.liquidation.checklist import blocking, checklist
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.purchase import Purchase, PurchasePayment
from accounting.domain.purchasing.settling import pay as pay_supplier
from tests.accounting.unit.samples import ACTIVITY, TODAY, bought, draft, issued, submit

PAID = pay(issued(), Payment("y1", TODAY, 12_000, Means.CARD), TODAY)
_PAYMENT = PurchasePayment("b2", TODAY, 6_000)
PAID_PURCHASE = pay_supplier(bought(), _PAYMENT, TODAY)


def waits_for(invoices: dict[str, Invoice], purchases: dict[str, Purchase], unposted: tuple[str, ...]) -> ClosingCheck:
    facts = LiquidationFacts(TODAY, ACTIVITY, GroupRecord(), invoices=invoices, purchases=purchases, unposted=unposted)
    return ClosingCheck("g1", blocking(checklist(facts)))


def test_everything_that_is_not_finished_is_named() -> None:
    invoices = {"i1": draft(), "i2": submit(draft()), "i3": issued(), "i4": PAID}
    check = waits_for(invoices, {"b1": bought(), "b2": PAID_PURCHASE}, ("sale:i4",))
    assert check.open_items == (
        "accounting.entry-pending:sale:i4",
        "accounting.invoice-draft:i1",
        "accounting.invoice-draft:i2",
        "accounting.invoice-unpaid:2026-000001",
        "accounting.purchase-unpaid:b1",
    )
    assert not check.clear


def test_what_is_paid_and_posted_is_clear() -> None:
    assert waits_for({"i4": PAID}, {"b2": PAID_PURCHASE}, ()).clear


def test_every_document_has_its_entries_and_a_draft_none() -> None:
    invoices, purchases = {"i1": draft(), "i4": PAID}, {"b1": bought(), "b2": PAID_PURCHASE}
    assert set(expected_source_keys(ACTIVITY, invoices, purchases)) == {
        "sale:i4",
        "contribution:i4",
        "payment:y1",
        "purchase:b1",
        "contribution:b1",
        "purchase:b2",
        "contribution:b2",
        "payment:b2",
    }


def test_cae_09_a_document_that_changed_nothing_needs_no_contribution_entry() -> None:
    counted = replace(ACTIVITY, movements={"b1": Movement(0, 5_000, 0, TODAY)})
    assert expected_source_keys(counted, {}, {"b1": bought()}) == ("purchase:b1",)


def test_cae_09_a_contribution_that_rests_on_no_document_needs_its_entry_all_the_same() -> None:
    counted = replace(ACTIVITY, movements={"fixed-2026-11": Movement(0, 0, 3_000, TODAY)})
    assert expected_source_keys(counted, {}, {}) == ("contribution:fixed-2026-11",)


def test_acc_05_nothing_is_added_to_a_closed_activity() -> None:
    check_open(ACTIVITY)
    with pytest.raises(RuleError) as caught:
        check_open(replace(ACTIVITY, status=ActivityStatus.CLOSED))
    assert caught.value.slug == "acc-05-activity-closed"
