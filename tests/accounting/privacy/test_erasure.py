"""GDPR-02 in accounting: drafts and bank details go; the books stay, and with them the name, for those who keep them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounting.domain.attachment import Attachment
from accounting.domain.expenses.expense_type import ExpenseType
from accounting.domain.expenses.line import Line
from accounting.domain.expenses.sheet import Approval, ExpensePayment, ExpenseSheet, SheetStatus, sheet_key
from accounting.domain.group_record import NOBODY, Person
from accounting.domain.privacy.traces import Traces, kept_until
from accounting.domain.purchase import MemberPart, Payee, Purchase, PurchasePayment
from accounting.domain.treasury import Means
from accounting.usecases.groups.find_person_name import find_person_name
from accounting.usecases.privacy.purge_names import purge_names
from essaim.contracts.accounting import AccountingAccessAnswered
from essaim.contracts.personal_records import records_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.store.errors import MissingError
from tests.accounting.integration.office import ACTIVITY, GROUP, SIREN, Office

ERASED = {"erasure_id": "e1", "person_id": "p1"}
IBAN = "FR7630006000011234567890189"
APPROVAL = Approval(date(2026, 11, 20), "accountant", "accountant", "NF-1", "467", "758")


def sheet(month: str, status: SheetStatus = SheetStatus.DRAFT, **changes: Any) -> ExpenseSheet:
    """A sheet of p1 with one line."""
    key = sheet_key(ACTIVITY, "p1", month, 1)
    made = ExpenseSheet(ACTIVITY, GROUP, "student_cooperative", SIREN, "p1", month, key, "M001", status=status)
    kind = ExpenseType(code="travel", label="Déplacements", account="6251")
    line = Line("l1", date.fromisoformat(f"{month}-03"), "trajet", kind, 1250)
    return replace(made, lines=(line,), **changes)


async def known(office: Office) -> None:
    """p1 has a name and bank details."""
    person = {
        "person_id": "p1",
        "kind": "student",
        "given_name": "Zoé",
        "family_name": "Exemple",
        "email": "z@example.org",
    }
    await office.receive("enrolment.person_registered.v1", person)
    await office.done("PUT", "persons/p1/bank-details", {"holder": "Zoé Exemple", "iban": IBAN})


async def add(office: Office, id_: str, one: ExpenseSheet) -> None:
    await office.deps.expense_sheets.add(id_, one, fresh_cause("test"))


async def erase(office: Office) -> dict[str, Any]:
    """The answer to the erasure, which is given once however often it is told."""
    for _ in range(2):
        await office.receive("enrolment.person_erased.v1", ERASED)
    documents = [one.document for one in await office.deps.answers.all()]
    (data,) = [item["envelope"]["data"] for one in documents for item in one["outbox"]]
    assert isinstance(data, dict)
    return data


async def test_somebody_whom_no_book_names_is_gone(office: Office) -> None:
    await known(office)
    await add(office, "draft", sheet("2026-11", reason="pour Zoé"))
    assert await erase(office) == ERASED | {"kept": []}
    assert (await office.deps.persons.get("p1")).state == Person("", "", erased=True)
    assert (await office.ask("GET", "persons/p1/bank-details")).status_code == 404
    assert (await office.ask("PUT", "persons/p1/bank-details", {"holder": "Z", "iban": IBAN})).status_code == 404
    draft = (await office.deps.expense_sheets.get("draft")).state
    assert (draft.status, draft.lines, draft.reason) == (SheetStatus.DISCARDED, (), "")
    assert await find_person_name("p1", office.deps) == NOBODY


async def test_what_is_in_the_books_keeps_the_name_for_those_who_keep_them(office: Office) -> None:
    await known(office)
    paid = ExpensePayment("x", date(2026, 11, 25), 1250, Means.TRANSFER)
    await add(office, "paid", sheet("2026-10", SheetStatus.PAID, approval=APPROVAL, payments=(paid,)))
    answer = await erase(office)
    assert (answer["kept"], answer["kept_until"]) == (["ledger-entries", "identity-of-ledger"], "2037-08-31")
    person = (await office.deps.persons.get("p1")).state
    assert (person.restricted, person.kept_until) == (True, date(2037, 8, 31))
    assert await find_person_name("p1", office.deps) == "Zoé Exemple"
    assert await find_person_name("p1", office.deps, for_books=False) == NOBODY
    assert (await office.deps.bank_details.get("p1")).state.iban == ""
    assert (await office.deps.expense_sheets.get("paid")).state.lines


async def test_acc_10_the_name_goes_on_the_day_after_the_law_stops_keeping_it(office: Office) -> None:
    await known(office)
    await add(office, "paid", sheet("2026-10", SheetStatus.PAID, approval=APPROVAL))
    await erase(office)
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2037, 8, 31, 9, tzinfo=UTC))
    await purge_names(office.deps)
    assert (await office.deps.persons.get("p1")).state.full_name == "Zoé Exemple"
    clock.move_to(datetime(2037, 9, 1, 9, tzinfo=UTC))
    await purge_names(office.deps)
    assert (await office.deps.persons.get("p1")).state == Person("", "", erased=True)


async def test_what_is_still_owed_keeps_the_account_until_it_is_paid(office: Office) -> None:
    await known(office)
    await add(office, "approved", sheet("2026-10", SheetStatus.APPROVED, approval=APPROVAL))
    await add(office, "submitted", sheet("2026-09", SheetStatus.SUBMITTED))
    answer = await erase(office)
    assert answer["kept"] == ["ledger-entries", "identity-of-ledger", "bank-details-due", "expenses-open"]
    assert (await office.deps.bank_details.get("p1")).state.iban == IBAN


async def test_receipts_of_drafts_go_unless_a_document_in_the_books_has_the_same(office: Office) -> None:
    await known(office)
    kept, gone = [await _keep(office, content) for content in (b"kept", b"gone")]
    await add(office, "draft", _with_receipts(sheet("2026-11"), kept, gone))
    await add(office, "approved", _with_receipts(sheet("2026-10", SheetStatus.APPROVED, approval=APPROVAL), kept))
    await erase(office)
    assert (await office.deps.attachments.open(kept.sha256)).size
    with pytest.raises(MissingError):
        await office.deps.attachments.open(gone.sha256)


async def _keep(office: Office, content: bytes) -> Attachment:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"\x89PNG\r\n\x1a\n" + content * 20

    file = await office.deps.attachments.keep(chunks(), "recu.png")
    return Attachment(file.sha256, file.name, file.media_type, file.size, office.deps.clock.now(), "p1")


def _with_receipts(one: ExpenseSheet, *receipts: Attachment) -> ExpenseSheet:
    return replace(one, lines=(replace(one.lines[0], receipts=receipts),))


async def test_an_access_is_answered_with_what_the_books_hold(office: Office) -> None:
    await known(office)
    await add(office, "draft", sheet("2026-11"))
    await office.receive("enrolment.access_requested.v1", {"request_id": "r1", "person_id": "p1"})
    documents = [one.document for one in await office.deps.answers.all()]
    (data,) = [item["envelope"]["data"] for one in documents for item in one["outbox"]]
    areas = {one["area"]: one for one in records_of([AccountingAccessAnswered.model_validate(data).piece])}
    assert areas["bank_details"]["records"][0]["data"]["iban"] == IBAN
    assert set(areas) == {"persons", "bank_details", "expense_sheets"}


@pytest.mark.parametrize(
    ("last", "start_month", "until"),
    [
        (date(2026, 11, 20), 9, date(2037, 8, 31)),
        (date(2026, 8, 31), 9, date(2036, 8, 31)),
        (date(2026, 3, 1), 1, date(2036, 12, 31)),
    ],
)
def test_acc_10_ten_years_count_from_the_end_of_the_financial_year(last: date, start_month: int, until: date) -> None:
    assert kept_until([date(2025, 1, 1), last], start_month) == until
    assert kept_until([], start_month) is None


async def test_acc_10_a_name_that_the_books_use_again_after_the_erasure_stays_ten_years_from_then(
    office: Office,
) -> None:
    """The last day was counted at the erasure; a later entry of the person is kept as long as any other."""
    await known(office)
    await add(office, "early", sheet("2026-10", SheetStatus.PAID, approval=APPROVAL))
    await add(office, "submitted", sheet("2027-08", SheetStatus.SUBMITTED))
    assert (await erase(office))["kept_until"] == "2037-08-31"
    approved = replace(APPROVAL, approved_on=date(2027, 11, 3))
    await office.deps.expense_sheets.change(
        "submitted", lambda one: Change(replace(one, status=SheetStatus.PAID, approval=approved)), fresh_cause("test")
    )
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2037, 9, 1, 9, tzinfo=UTC))
    await purge_names(office.deps)
    person = (await office.deps.persons.get("p1")).state
    assert (person.full_name, person.restricted, person.kept_until) == ("Zoé Exemple", True, date(2038, 8, 31))
    clock.move_to(datetime(2038, 9, 1, 9, tzinfo=UTC))
    await purge_names(office.deps)
    assert (await office.deps.persons.get("p1")).state == Person("", "", erased=True)


def test_acc_10_what_a_member_got_back_for_a_purchase_counts_from_the_day_they_got_it() -> None:
    payments = (
        PurchasePayment("x", date(2026, 10, 2), 1250, Payee.MEMBER),
        PurchasePayment("y", date(2027, 10, 2), 1250, Payee.SUPPLIER),
    )
    bought = Purchase(
        ACTIVITY, GROUP, "student_cooperative", SIREN, "Mercerie", "mercerie", "401", "F1", date(2026, 7, 1), (),
        member=MemberPart("p1", "50"), payments=payments,
    )  # fmt: skip
    assert Traces("p1", (), (), (), (bought,)).booked_days == (date(2026, 7, 1), date(2026, 10, 2))
