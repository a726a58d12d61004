"""What cannot be right is refused by the ledger with its field or its rule, and nothing is half written (§8.11)."""

from typing import Any

import httpx

from tests.accounting.integration.handwritten import (
    ACCOUNTS,
    CLOSINGS,
    CREDIT,
    DEBIT,
    DRAFTS,
    FEE,
    LETTERINGS,
    changed,
    posted,
    written,
)
from tests.accounting.integration.office import CUSTOMER, SIREN, Office
from tests.accounting.integration.sharing import keyed, slug

MONTH = "text that matches ^[0-9]{4}-(0[1-9]|1[0-2])$"
AMOUNT = "at most two decimals, such as '12.50'"
UNREADABLE: tuple[tuple[dict[str, Any], str, str], ...] = (
    (changed(debit="12.005"), "lines.0.debit", AMOUNT),
    (changed(debit="12,00"), "lines.0.debit", AMOUNT),
    (changed(debit="1 200.00"), "lines.0.debit", AMOUNT),
    (changed(debit="1e3"), "lines.0.debit", AMOUNT),
    (changed(debit="99999999999999.00"), "lines.0.debit", AMOUNT),
    (changed(debit=12), "lines.0.debit", "a string in quotes"),
    (changed(debit=12.5), "lines.0.debit", "a string in quotes"),
    (changed(account="62"), "lines.0.account", "^[1-9][0-9]{2,11}$"),
    (changed(account="0627"), "lines.0.account", "^[1-9][0-9]{2,11}$"),
    (changed(vat_rate="19.6"), "lines.0.vat_rate", "'20', '10', '5.5'"),
    (changed(due_on="tomorrow"), "lines.0.due_on", "2026-09-30"),
    (changed(third_party={"account": "c 1", "label": "x"}), "lines.0.third_party.account", "^[A-Z0-9]{2,20}$"),
    (FEE | {"posted_on": "31/11/2026"}, "posted_on", "an ISO date, such as 2026-09-30"),
    (FEE | {"posted_on": "2026-11-31"}, "posted_on", "an ISO date, such as 2026-09-30"),
    (FEE | {"journal": "AN"}, "journal", "'VE', 'AC', 'BQ', 'CA', 'PA' or 'OD'"),
    (FEE | {"label": "a\nb"}, "label", "text that matches"),
    (FEE | {"voucher_ref": " "}, "voucher_ref", "text that matches"),
    (FEE | {"number": 7}, "number", "only the documented fields"),
    (FEE | {"lines": [DEBIT] * 501}, "lines", "at most 500"),
)
NO_ENTRIES: tuple[tuple[dict[str, Any], str], ...] = (
    (changed(debit="12.01"), "acc-01-unbalanced"),
    (FEE | {"lines": [DEBIT]}, "acc-02-too-few-lines"),
    (FEE | {"lines": []}, "acc-02-too-few-lines"),
    (changed(credit="12.00"), "acc-09-one-side"),
    (changed(debit="0.00"), "acc-09-one-side"),
    (changed(debit="-12.00"), "acc-09-one-side"),
    (FEE | {"lines": [DEBIT | {"debit": "100000000000.01"}, CREDIT]}, "acc-09-out-of-bounds"),
    (changed(analytic_code=None), "cae-07-no-analytic-code"),
)
UNFIT: tuple[tuple[dict[str, Any], str, str], ...] = (
    (changed(account="6279"), "lines.0.account", "an account of the chart"),
    (changed(account="999"), "lines.0.account", "an account of the chart"),
    (changed(analytic_code="Z9"), "lines.0.analytic_code", "one of CAE, A001"),
    (FEE | {"posted_on": "2026-12-02"}, "posted_on", "a day from 2025-09-01 to 2026-12-01"),
    (FEE | {"posted_on": "2025-08-31"}, "posted_on", "a day from 2025-09-01 to 2026-12-01"),
    (FEE | {"posted_on": "1926-11-30"}, "posted_on", "a day from 2025-09-01 to 2026-12-01"),
    (FEE | {"voucher_on": "2026-12-02"}, "voucher_on", "a day until 2026-12-01"),
)
NO_PERIODS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({}, "month", 'either {"month": "2026-09"} or {"year": 2027}'),
    ({"month": "2026-11", "year": 2027}, "month", 'either {"month": "2026-09"} or {"year": 2027}'),
    ({"month": "2026-13"}, "month", MONTH),
    ({"month": "2026-00"}, "month", MONTH),
    ({"month": "2026-9"}, "month", MONTH),
    ({"month": "202609"}, "month", MONTH),
    ({"month": "2026-09-01"}, "month", MONTH),
    ({"month": 202609}, "month", "a string"),
    ({"year": 1999}, "year", "at least 2000"),
    ({"month": "2026-11", "force": True}, "force", "only the documented fields"),
)


def problem(answer: httpx.Response) -> tuple[str, str]:
    """The field of a refused request, and what would be accepted."""
    assert answer.status_code == 422, answer.text
    (one,) = answer.json()["errors"]
    return one["field"], one["accepted"]


async def validation(office: Office, body: dict[str, Any]) -> httpx.Response:
    """The answer to validating this; whatever it is, it stays a draft and nothing is in the books."""
    count = await office.deps.ledger.count()
    draft = await written(office, body)
    answer = await office.ask("POST", f"entry-drafts/{draft}/validation")
    assert (await office.done("GET", f"entry-drafts/{draft}"))["status"] == "DRAFT"
    assert await office.deps.ledger.count() == count
    return answer


async def test_a_draft_that_cannot_be_read_is_refused_by_field(office: Office) -> None:
    """Three decimals, bare numbers, amounts beyond bounds, unreal days: named, and no draft is kept."""
    for body, field, accepted in UNREADABLE:
        found = problem(await office.ask("POST", DRAFTS, body))
        assert (found[0], accepted in found[1]) == (field, True), found
    assert await office.deps.entry_drafts.count() == 0


async def test_what_is_no_entry_is_refused_by_its_rule_and_stays_a_draft(office: Office) -> None:
    """ACC-01, ACC-02, ACC-09 (a line is a debit or a credit: nothing is netted), CAE-07."""
    for body, rule in NO_ENTRIES:
        answer = await validation(office, body)
        assert (answer.status_code, slug(answer)) == (409, rule), body


async def test_a_field_that_does_not_fit_the_books_is_named_and_it_stays_a_draft(office: Office) -> None:
    """ACC-07, CAE-01; and a day of long ago, which would open the books there."""
    for body, field, accepted in UNFIT:
        assert problem(await validation(office, body)) == (field, accepted)


async def test_acc_05_a_day_of_a_closed_month_is_refused_with_the_first_open_one(office: Office) -> None:
    """ACC-05, ACC-06: the accountant is told to take an open day and to say the real date."""
    await posted(office, FEE)
    await office.done("POST", CLOSINGS, {"month": "2026-11"})
    accepted = "a day after 2026-11-30, with the real date in the label (ACC-06)"
    assert problem(await validation(office, FEE)) == ("posted_on", accepted)


async def test_a_supplier_is_not_paid_long_ago(office: Office) -> None:
    """A year with a wrong digit would open the books in that year, and no month could be closed before all since then."""
    purchase = await office.bought(invoiced_on="2006-11-20")
    count = await office.deps.ledger.count()
    answer = await office.ask("POST", f"purchases/{purchase['id']}/payment", {"paid_on": "2006-11-20"})
    assert problem(answer) == ("paid_on", "2025-09-01 to 2026-12-01")
    assert (await office.done("GET", f"purchases/{purchase['id']}"))["status"] == "RECORDED"
    assert await office.deps.ledger.count() == count


async def test_acc_03_a_validated_entry_is_neither_changed_nor_thrown_away(office: Office) -> None:
    """ACC-03; validated again, it is the same entry."""
    draft = await written(office, FEE)
    first, again = [await office.done("POST", f"entry-drafts/{draft}/validation") for _ in range(2)]
    assert first["entry_id"] == again["entry_id"] == f"{SIREN}:0000000001"
    for answer in (
        await office.ask("PUT", f"entry-drafts/{draft}", changed(debit="1.00")),
        await office.ask("DELETE", f"entry-drafts/{draft}"),
    ):
        assert (answer.status_code, slug(answer)) == (409, "acc-03-not-a-draft")
    for method in ("PUT", "PATCH", "DELETE"):
        assert (await office.ask(method, f"entries/{first['entry_id']}", FEE)).status_code == 405
    assert await office.deps.ledger.count() == 1


async def test_a_key_that_was_used_is_not_used_for_another_body(office: Office) -> None:
    """A repetition gets the first answer; another content under the same key is a mistake, and writes nothing."""
    first = await keyed(office, DRAFTS, FEE, "command-1")
    again = await keyed(office, DRAFTS, FEE, "command-1")
    other = await keyed(office, DRAFTS, changed(debit="13.00"), "command-1")
    assert (first.status_code, first.json()["id"]) == (201, again.json()["id"])
    assert (other.status_code, slug(other)) == (422, "idempotency-key-reused")
    assert await office.deps.entry_drafts.count() == 1
    validated = f"entry-drafts/{first.json()['id']}/validation"
    both = [await keyed(office, validated, {}, "command-2") for _ in range(2)]
    assert both[0].json() == both[1].json()
    assert await office.deps.ledger.count() == 1


async def test_a_period_that_cannot_be_read_is_refused(office: Office) -> None:
    """Exactly one month or one year."""
    for body, field, accepted in NO_PERIODS:
        assert problem(await office.ask("POST", CLOSINGS, body)) == (field, accepted)


async def test_acc_05_months_and_years_are_closed_in_their_order(office: Office) -> None:
    """ACC-05: nothing posted, a month left out, one that is not over, one that is closed, a year before its months."""

    async def refused(body: dict[str, Any]) -> str:
        answer = await office.ask("POST", CLOSINGS, body)
        assert answer.status_code == 409, answer.text
        return slug(answer)

    assert await refused({"month": "2026-11"}) == "acc-05-nothing-posted"
    await posted(office, FEE | {"posted_on": "2026-10-31"})
    assert await refused({"month": "2026-11"}) == "acc-05-order"
    assert await refused({"year": 2027}) == "acc-05-months-open"
    for month in ("2026-10", "2026-11"):
        await office.done("POST", CLOSINGS, {"month": month})
    assert await refused({"month": "2026-10"}) == "acc-05-closed"
    assert await refused({"month": "2026-12"}) == "acc-05-not-over"
    assert await refused({"year": 2027}) == "acc-05-months-open"
    assert await office.deps.ledger.count() == 3


async def test_acc_03_only_an_entry_by_hand_is_reversed_and_on_a_day_that_can_be(office: Office) -> None:
    """ACC-03: what a document brought is corrected by the document; the day is between the entry's and today."""
    await office.issued()
    fee = await posted(office, FEE)
    count = await office.deps.ledger.count()
    documents = [one.id for one in await office.deps.ledger.all() if one.id != fee]
    for entry in documents:
        answer = await office.ask("POST", f"entries/{entry}/reversal", {"reason": "faux"})
        assert (answer.status_code, slug(answer)) == (409, "acc-03-from-document")
    path = f"entries/{fee}/reversal"
    for body, field, accepted in (
        ({}, "reason", "a value"),
        ({"reason": "faux", "posted_on": "2026-11-29"}, "posted_on", "2026-11-30 to 2026-12-01"),
        ({"reason": "faux", "posted_on": "2026-12-02"}, "posted_on", "2026-11-30 to 2026-12-01"),
        ({"reason": "faux", "posted_on": "hier"}, "posted_on", "an ISO date, such as 2026-09-30"),
    ):
        assert problem(await office.ask("POST", path, body)) == (field, accepted)
    for unknown in (f"{SIREN}:0000000099", "552100554:0000000001", "nonsense"):
        assert (await office.ask("POST", f"entries/{unknown}/reversal", {"reason": "faux"})).status_code == 404
    assert await office.deps.ledger.count() == count


async def test_lines_that_do_not_belong_together_are_not_lettered(office: Office) -> None:
    """Across third parties, of another legal entity, unknown, twice the same, not even: nothing gets a letter (§8.11)."""
    first = await office.issued()
    other = CUSTOMER | {"name": "Épicerie Exemple", "siren": "999991003"}
    second_customer = str((await office.done("POST", "customers", other, role="student"))["id"])
    third_party = {"account": "C00002", "label": "Épicerie Exemple"}
    lines = [
        {"account": "411", "credit": "1200.00", "analytic_code": "A001", "third_party": third_party},
        {"account": "512", "debit": "1200.00", "analytic_code": "A001"},
    ]
    paid = await posted(office, FEE | {"lines": lines})
    assert (second_customer != first["customer_id"], await office.deps.customers.count()) == (True, 2)
    sale = next(one.id for one in await office.deps.ledger.all({"entry.journal": "VE"}))
    count = await office.deps.ledger.count()

    async def asked(*refs: tuple[str, int]) -> httpx.Response:
        return await office.ask("POST", LETTERINGS, {"lines": [{"entry_id": one, "line": at} for one, at in refs]})

    for refs, rule in (
        (((sale, 0), (paid, 0)), "lettering-mixed"),
        (((sale, 0), (sale, 1)), "lettering-mixed"),
        (((sale, 1), (paid, 1)), "lettering-account"),
    ):
        answer = await asked(*refs)
        assert (answer.status_code, slug(answer)) == (409, rule)
    foreign = f"an id such as {SIREN}:0000000001"
    assert problem(await asked((sale, 0), ("552100554:0000000001", 0))) == ("lines.1.entry_id", foreign)
    assert problem(await asked((sale, 0), (f"{SIREN}:0000000099", 0))) == ("lines.1", "lines of its entries")
    assert problem(await asked((sale, 0), (paid, 9))) == ("lines.1", "lines of its entries")
    assert problem(await asked((sale, 0), (sale, 0))) == ("lines", "each line once")
    assert problem(await asked((sale, 0))) == ("lines", "at least 2 long")
    assert (await office.ask("POST", f"{LETTERINGS}/1/undoing", {"reason": "faux"})).status_code == 404
    assert await office.deps.ledger.count() == count


async def test_acc_07_an_account_is_added_below_one_of_the_pcg(office: Office) -> None:
    """ACC-07."""
    for account, label, field in (
        ("999000", "Divers", "account"),
        ("706", "Autre", "account"),
        ("706000", "Autre", "account"),
        ("706100", "", "label"),
    ):
        assert problem(await office.ask("PUT", f"{ACCOUNTS}/{account}", {"label": label}))[0] == field
    assert await office.deps.accounts.count() == 0
