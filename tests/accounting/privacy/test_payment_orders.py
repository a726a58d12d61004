"""GDPR-02 in payment orders: what the bank never got names no account of an erased person; what it got stays as a voucher."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from accounting.domain.expenses.sheet import ExpensePayment, SheetStatus
from accounting.domain.group_record import Person
from accounting.domain.payments.order import Debtor, OrderItem, OrderStatus, PaymentOrder
from accounting.domain.payments.payable import PayableKind
from accounting.domain.privacy.forgetting import without_account
from accounting.domain.treasury import Means
from accounting.usecases.privacy.release_paid import release_paid
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.accounting.integration.office import SIREN, Office, open_office
from tests.accounting.payments.desk import details, iban, item, ordered, owed, set_up, slug
from tests.accounting.privacy.test_erasure import APPROVAL, add, erase, sheet

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        await set_up(opened)
        await details(opened)
        yield opened


def transfer(party: str, number: int) -> OrderItem:
    """A transfer to somebody."""
    return OrderItem(PayableKind.EXPENSE_SHEET, f"x{number}", party, "Ida Exemple", iban(number), None, 1250, "NF")


async def stored_order(office: Office, status: OrderStatus, **changes: Any) -> str:
    """An order with a transfer to p1 and one to somebody else."""
    id_ = f"order-{status.value}-{len(changes)}"
    await office.deps.payment_orders.add(id_, made(status, **changes), fresh_cause("test"))
    return id_


def made(status: OrderStatus, **changes: Any) -> PaymentOrder:
    debtor = Debtor("Exemple", iban(7), None, "512")
    items = (transfer("person:p1", 900), transfer("person:p2", 901))
    order = PaymentOrder(SIREN, debtor, date(2026, 12, 3), items, True, "a", NOW, status=status, to_complete=False)
    return replace(order, **changes)


async def test_gdpr_02_drafts_and_orders_given_up_before_the_bank_got_them_name_no_account(office: Office) -> None:
    scrubbed = [
        await stored_order(office, OrderStatus.DRAFT),
        await stored_order(office, OrderStatus.PREPARING),
        await stored_order(office, OrderStatus.CANCELLED),
    ]
    kept = [
        await stored_order(office, OrderStatus.APPROVED),
        await stored_order(office, OrderStatus.EXECUTED, sent_on=date(2026, 11, 20)),
        await stored_order(office, OrderStatus.CANCELLED, sent_on=date(2026, 11, 20)),
    ]
    await erase(office)
    for id_ in scrubbed:
        own, other = (await office.deps.payment_orders.get(id_)).state.items
        assert (own.iban, own.beneficiary, own.amount_cents, own.party) == ("", "", 1250, "person:p1")
        assert other == transfer("person:p2", 901)
    for id_ in kept:
        assert (await office.deps.payment_orders.get(id_)).state.items[0].iban == iban(900)
    # Shown and printed as before, without an account.
    shown = await office.done("GET", f"payment-orders/{scrubbed[0]}")
    assert [one["iban"] for one in shown["items"]] == ["", iban(901)]
    assert (await office.ask("GET", f"payment-orders/{scrubbed[0]}/pdf")).status_code == 200


async def test_a_draft_without_its_account_is_not_approved(office: Office) -> None:
    id_ = await ordered(office, item(await owed(office)))
    await office.deps.payment_orders.change(
        id_,
        lambda one: Change(without_account(one, one.items[0].party)),
        fresh_cause("test"),
    )
    assert slug(await office.ask("POST", f"payment-orders/{id_}/approval")) == (409, "payment-iban-changed")


async def test_the_account_goes_when_the_last_cent_is_paid_and_the_name_gets_its_last_day(office: Office) -> None:
    await add(office, "approved", sheet("2026-10", SheetStatus.APPROVED, approval=APPROVAL))
    draft = await stored_order(office, OrderStatus.DRAFT)
    assert "bank-details-due" in (await erase(office))["kept"]
    await release_paid(office.deps)
    assert (await office.deps.bank_details.get("p1")).state.iban == iban(900)
    assert (await office.deps.payment_orders.get(draft)).state.items[0].iban == iban(900)
    paid = ExpensePayment("x", date(2026, 11, 25), 1250, Means.TRANSFER)
    await office.deps.expense_sheets.change(
        "approved", lambda one: Change(replace(one, status=SheetStatus.PAID, payments=(paid,))), fresh_cause("test")
    )
    for _ in range(2):
        await release_paid(office.deps)
    assert (await office.deps.bank_details.get("p1")).state.iban == ""
    assert (await office.deps.payment_orders.get(draft)).state.items[0].iban == ""
    person = (await office.deps.persons.get("p1")).state
    assert (person.restricted, person.kept_until) == (True, date(2037, 8, 31))


async def test_a_name_that_only_an_open_claim_kept_goes_with_it(office: Office) -> None:
    await add(office, "submitted", sheet("2026-09", SheetStatus.SUBMITTED))
    assert (await erase(office))["kept"] == ["identity-of-ledger", "expenses-open"]
    assert (await office.deps.persons.get("p1")).state.restricted
    await release_paid(office.deps)
    assert (await office.deps.persons.get("p1")).state.restricted
    await office.deps.expense_sheets.change(
        "submitted", lambda one: Change(replace(one, status=SheetStatus.RETURNED)), fresh_cause("test")
    )
    await release_paid(office.deps)
    assert (await office.deps.persons.get("p1")).state == Person("", "", erased=True)
    emptied = (await office.deps.expense_sheets.get("submitted")).state
    assert (emptied.status, emptied.lines) == (SheetStatus.DISCARDED, ())


async def test_a_claim_that_is_returned_later_goes_although_the_books_keep_the_name(office: Office) -> None:
    """Its account went at once and its name has its last day: nothing else would lead to it."""
    await add(office, "paid", sheet("2026-10", SheetStatus.PAID, approval=APPROVAL))
    await add(office, "submitted", sheet("2026-09", SheetStatus.SUBMITTED, reason="pour Ida"))
    assert "bank-details-due" not in (await erase(office))["kept"]
    await add(office, "other", replace(sheet("2026-08", SheetStatus.RETURNED), person_id="p2", key="other"))
    await office.deps.expense_sheets.change(
        "submitted", lambda one: Change(replace(one, status=SheetStatus.RETURNED)), fresh_cause("test")
    )
    for _ in range(2):
        await release_paid(office.deps)
    emptied = (await office.deps.expense_sheets.get("submitted")).state
    assert (emptied.status, emptied.lines, emptied.reason) == (SheetStatus.DISCARDED, (), "")
    assert (await office.deps.expense_sheets.get("other")).state.lines
    assert (await office.deps.expense_sheets.get("paid")).state.lines


async def test_acc_10_a_payment_of_a_later_year_moves_the_last_day_of_the_name(office: Office) -> None:
    await add(office, "approved", sheet("2026-10", SheetStatus.APPROVED, approval=APPROVAL))
    assert (await erase(office))["kept_until"] == "2037-08-31"
    paid = ExpensePayment("x", date(2027, 9, 2), 1250, Means.TRANSFER)
    await office.deps.expense_sheets.change(
        "approved", lambda one: Change(replace(one, status=SheetStatus.PAID, payments=(paid,))), fresh_cause("test")
    )
    await release_paid(office.deps)
    assert (await office.deps.persons.get("p1")).state.kept_until == date(2038, 8, 31)
