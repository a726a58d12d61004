"""The states of an invoice (ACC-03, INV-02, INV-06) and its payments."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from accounting.domain.drafting import Content, sent_back, with_content
from accounting.domain.errors import InputError, RuleError
from accounting.domain.invoice import (
    Invoice,
    InvoiceStatus,
    Means,
    Payment,
    complete_issue,
    due_date,
    issued as certain,
    pay,
    start_issue,
)
from tests.accounting.unit.samples import TODAY, draft, happened, issued, line, order, submit

LATER = TODAY + timedelta(days=10)


def payment(cents: int, id_: str = "y1", paid_on: date = TODAY) -> Payment:
    return Payment(id_, paid_on, cents, Means.TRANSFER)


def issuing() -> Invoice:
    return start_issue(submit(draft()), order())


def test_the_way_of_an_invoice() -> None:
    returned = sent_back(submit(draft()), happened("returned", "Il manque la taille."))
    assert (returned.status, returned.history[-1].comment) == (InvoiceStatus.RETURNED, "Il manque la taille.")
    assert submit(returned).status is InvoiceStatus.SUBMITTED
    assert issuing().status is InvoiceStatus.ISSUING
    half = pay(issued(), payment(5_000), LATER)
    assert half.status is InvoiceStatus.PARTIALLY_PAID
    whole = pay(half, payment(7_000, "y2"), LATER)
    assert (whole.status, whole.paid_cents, whole.payments_to_post) == (InvoiceStatus.PAID, 12_000, True)


@pytest.mark.parametrize("invoice", [submit(draft()), issuing(), issued(), pay(issued(), payment(12_000), LATER)])
def test_acc_03_nothing_but_a_draft_is_edited(invoice: Invoice) -> None:
    with pytest.raises(RuleError) as caught:
        with_content(invoice, Content("c2", (line(1),)))
    assert caught.value.slug == "acc-03-invoice-not-draft"


@pytest.mark.parametrize(
    ("step", "slug"),
    [
        (lambda: submit(submit(draft())), "invoice-not-draft"),
        (lambda: sent_back(draft(), happened("returned")), "invoice-not-submitted"),
        (lambda: start_issue(draft(), order()), "invoice-not-submitted"),
        (lambda: start_issue(issued(), order()), "inv-02-already-issued"),
        (lambda: complete_issue(issued(), "2026-000002", TODAY), "invoice-not-issuing"),
        (lambda: pay(draft(), payment(1), LATER), "invoice-not-payable"),
        (lambda: pay(pay(issued(), payment(12_000), LATER), payment(1, "y2"), LATER), "invoice-not-payable"),
        (lambda: certain(issuing()), "invoice-not-issued"),
    ],
)
def test_a_step_out_of_order_is_refused(step: Callable[[], object], slug: str) -> None:
    with pytest.raises(RuleError) as caught:
        step()
    assert caught.value.slug == slug


def test_inv_02_issuing_again_while_the_number_is_reserved_changes_nothing() -> None:
    assert start_issue(issuing(), order(LATER)) == issuing()


def test_inv_02_a_number_that_is_later_than_the_due_date_moves_it() -> None:
    late = complete_issue(start_issue(submit(draft()), order(TODAY)), "2026-000003", LATER)
    assert certain(late).order.due_on == LATER


def test_inv_06_thirty_days_by_default_and_sixty_at_most() -> None:
    assert due_date(TODAY, None) == date(2026, 12, 31)
    assert due_date(TODAY, TODAY + timedelta(days=60)) == date(2027, 1, 30)
    for wrong in (TODAY + timedelta(days=61), TODAY - timedelta(days=1)):
        with pytest.raises(InputError) as caught:
            due_date(TODAY, wrong)
        assert caught.value.fields[0].field == "due_on"


def test_what_was_delivered_after_the_due_date_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        start_issue(submit(draft()), order(TODAY, service_on=LATER))
    assert caught.value.fields[0].field == "service_on"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (payment(12_001), "amount"),
        (payment(0), "amount"),
        (payment(-1), "amount"),
        (payment(100, paid_on=TODAY - timedelta(days=1)), "paid_on"),
        (payment(100, paid_on=LATER + timedelta(days=1)), "paid_on"),
    ],
)
def test_a_payment_is_never_too_much_too_early_or_in_the_future(wrong: Payment, field: str) -> None:
    with pytest.raises(InputError) as caught:
        pay(issued(), wrong, LATER)
    assert caught.value.fields[0].field == field
    assert caught.value.fields[0].accepted


def test_the_same_payment_counts_once() -> None:
    once = pay(issued(), payment(5_000), LATER)
    assert pay(once, payment(5_000), LATER) == once
