"""What is open in the books of a group that wants to close."""

from dataclasses import replace

import pytest

from accounting.domain.activity import ActivityStatus, check_open
from accounting.domain.closing import ClosingCheck, expected_source_keys, open_items
from accounting.domain.contribution import move
from accounting.domain.errors import RuleError
from accounting.domain.invoice import Means, Payment, pay, submit
from accounting.domain.purchase import pay as pay_supplier
from tests.accounting.unit.samples import ACTIVITY, TODAY, bought, draft, issued

PAID = pay(issued(), Payment("y1", TODAY, 12_000, Means.CARD), TODAY)
PAID_PURCHASE = pay_supplier(bought(), TODAY, TODAY)


def test_everything_that_is_not_finished_is_named() -> None:
    invoices = {"i1": draft(), "i2": submit(draft()), "i3": issued(), "i4": PAID}
    purchases = {"b1": bought(), "b2": PAID_PURCHASE}
    items = open_items(invoices, purchases, ["sale:i4"])
    assert items == (
        "accounting.entry-pending:sale:i4",
        "accounting.invoice-draft:i1",
        "accounting.invoice-draft:i2",
        "accounting.invoice-unpaid:2026-000001",
        "accounting.purchase-unpaid:b1",
    )
    assert not ClosingCheck("g1", items).clear


def test_what_is_paid_and_posted_is_clear() -> None:
    assert ClosingCheck("g1", open_items({"i4": PAID}, {"b2": PAID_PURCHASE}, [])).clear


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
    counted = move(ACTIVITY, "b1", purchases_cents=5_000, rate_percent="10", moved_on=TODAY)
    assert counted is not None
    assert expected_source_keys(counted.activity, {}, {"b1": bought()}) == ("purchase:b1",)


def test_acc_05_nothing_is_added_to_a_closed_activity() -> None:
    check_open(ACTIVITY)
    with pytest.raises(RuleError) as caught:
        check_open(replace(ACTIVITY, status=ActivityStatus.CLOSED))
    assert caught.value.slug == "acc-05-activity-closed"
