"""What an approved sheet becomes: its entry, the contribution, kilometres of the year, payments, waivers, the closing."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from accounting.domain.entry import Entry
from accounting.domain.expenses.settling import pay
from accounting.domain.expenses.sheet import ExpensePayment
from accounting.domain.treasury import Means
from accounting.usecases.expenses.pay_expense_sheet import PayExpenseSheet, pay_expense_sheet
from accounting.usecases.ledger.post_missing_entries import post_missing_entries
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.expenses.claims import MEAL, STATEMENT, TRAIN, Claim, begin, drive
from tests.accounting.integration.office import ACTIVITY, GROUP, SIREN, Office
from tests.accounting.integration.sharing import CLOSING, slug

PAYMENT = {"paid_on": "2026-12-01", "amount": "10.00"}


def lines(entry: Entry) -> list[tuple[str, int, str | None, str | None]]:
    """Account, balance, auxiliary account and VAT rate."""
    return [
        (one.account, one.balance_cents, one.auxiliary.account if one.auxiliary else None, one.vat_rate)
        for one in entry.lines
    ]


async def test_the_entry_charges_each_account_and_owes_the_person(office: Office) -> None:
    """Dr 6251 and 6256, Dr 44566 at its rate, Cr 467 of the person; at the end of the month; once, however often it is told."""
    claim = await begin(office)
    await claim.approved(TRAIN, MEAL)
    await claim.booked()
    entry = await claim.entry(f"expense:{claim.id}")
    assert lines(entry) == [
        ("6251", 3140, None, None),
        ("6256", 2000, None, None),
        ("44566", 200, None, "10"),
        ("467", -5340, "E00001", None),
    ]
    assert (str(entry.posted_on), entry.journal, entry.voucher_ref) == ("2026-11-30", "OD", "NF-2026-0001")
    assert await office.deps.ledger.count({"entry.source_key": f"expense:{claim.id}"}) == 1
    balance = await office.done("GET", f"activities/{ACTIVITY}/balance")
    assert (balance["purchases"], balance["margin"]) == ("51.40", "-51.40")


async def test_expenses_lower_the_margin_that_the_contribution_is_taken_of(office: Office) -> None:
    """CAE-09: 10 % of 1000.00 is 100.00; 51.40 of expenses take 5.14 back, and the entry names the sheet."""
    await office.issued()
    claim = await begin(office)
    await claim.approved(TRAIN, MEAL)
    entry = await claim.entry(f"contribution:{claim.id}")
    assert (entry.lines[0].account, entry.lines[0].balance_cents) == ("186", -514)
    assert entry.why.source_document == f"expense:{claim.id}"


async def test_a_type_that_does_not_count_leaves_the_contribution_alone(office: Office) -> None:
    """As the legal entity set it; its sheets owe on the account that it chose."""
    types = [{"code": "train", "label": "Train", "account": "6251", "in_contribution": False}]
    policy = {"types": types, "payable_account": "425", "waiver_account": "758"}
    put = await office.done("PUT", f"legal-entities/{SIREN}/expense-types", policy)
    assert (put["version"], put["types"][0]["in_contribution"]) == (1, False)
    assert (await office.ask("PUT", f"legal-entities/{SIREN}/expense-types", policy, role="coach")).status_code == 403
    assert (await office.done("GET", f"legal-entities/{SIREN}/expense-types", role="student"))["version"] == 1
    claim = await begin(office)
    await claim.approved(TRAIN)
    assert lines(await claim.entry(f"expense:{claim.id}"))[-1] == ("425", -3140, "E00001", None)
    assert await claim.entry(f"contribution:{claim.id}") is None


async def test_sheets_of_a_year_add_up_to_the_scale(office: Office) -> None:
    """4 CV: 4800 km, then 400 more go over 5000. The second gets the scale of 5200 km minus that of 4800."""
    first, second = await begin(office, "2026-10"), await begin(office)
    await first.approved(drive("4800", "2026-10-15"))
    sheet = await second.approved(drive("150"), drive("250", "2026-11-19"))
    assert [(one["amount"], one["drive"]["kilometres_before"]) for one in sheet["lines"]] == [
        ("51.00", "5050.0"),
        ("138.20", "4800.0"),
    ]
    assert 290_880 + 5100 + 13_820 == 34 * 52_000 // 10 + 133_000
    other = await begin(office, "2026-10", reason="autre véhicule")
    line = await other.line(drive("10", "2026-10-16", name="Utilitaire"))
    assert (line["amount"], line["drive"]["kilometres_before"]) == ("6.06", "0.0")


async def test_an_approval_that_fails_leaves_no_kilometres_behind(office: Office) -> None:
    """A sheet of another version: refused, and taken out of the book of the year again."""
    claim = await begin(office)
    await claim.submitted(drive("100"))
    headers = office.headers("accountant") | {"If-Match": '"1"'}
    path = f"/v1/expense-sheets/{claim.id}/approval"
    assert (await office.client.post(path, headers=headers)).status_code == 412
    book = await office.deps.kilometre_books.get(f"{SIREN}:p1:2026")
    assert book.state.counted == ()
    await claim.done("POST", "approval", role="accountant")
    await claim.booked()
    assert len((await office.deps.kilometre_books.get(f"{SIREN}:p1:2026")).state.counted) == 1


async def test_a_year_without_a_scale_waits_for_the_accountant(office: Office) -> None:
    """2027 is refused until its scale is put, on a first of January."""
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2027, 1, 20, 9, tzinfo=UTC))
    claim = await begin(office, "2027-01")
    assert slug(await claim.ask("POST", "lines", drive("10", "2027-01-15"))) == "kilometre-scale-missing"
    scales = f"legal-entities/{SIREN}/kilometre-scales"
    seeded = await office.done("GET", f"{scales}/2026-01-01", role="student")
    assert (seeded["seeded"], seeded["first_year"], seeded["rates"][1]["first_rate"]) == (True, 2023, "0.606")
    changes = {"first_rate": "0.650", "second_constant": 1700, "third_rate": "0.430"}
    rates = [one | changes if one["power_from"] == 4 else one for one in seeded["rates"]]
    body: dict[str, Any] = {"source": "Arrêté de 2027", "rates": rates}
    assert (await office.ask("PUT", f"{scales}/2027-01-02", body)).status_code == 422
    assert (await office.ask("PUT", f"{scales}/2027-01-01", body, role="coach")).status_code == 403
    await office.done("PUT", f"{scales}/2027-01-01", body)
    line = await claim.line(drive("10", "2027-01-15"))
    assert (line["amount"], line["drive"]["scale"]) == ("6.50", "Arrêté de 2027")


async def test_it_is_paid_in_parts_once_each_and_lettered(office: Office) -> None:
    """Never more than is left, never before the approval; a known id with another amount is refused."""
    claim = await begin(office)
    await claim.submitted(TRAIN)
    assert slug(await claim.ask("POST", "payments", PAYMENT, "accountant")) == "expense-not-approved"
    await claim.validated()
    await claim.done("POST", "approval", role="accountant")
    for _ in range(2):
        sheet = await claim.done("PUT", "payments/t1", PAYMENT, "accountant")
        assert (sheet["status"], sheet["paid"], sheet["left"]) == ("APPROVED", "10.00", "21.40")
    assert slug(await claim.ask("PUT", "payments/t1", PAYMENT | {"amount": "9.00"}, "accountant")) == "payment-differs"
    for wrong, field in (({"amount": "21.41"}, "amount"), ({"paid_on": "2026-12-02"}, "paid_on")):
        answer = await claim.ask("POST", "payments", PAYMENT | wrong, "accountant")
        assert answer.json()["errors"][0]["field"] == field
    command = PayExpenseSheet(claim.id, office.deps.clock.today(), 2140, "order-7")
    for _ in range(2):
        stored = await pay_expense_sheet(command, office.deps, fresh_cause("payment-order"))
    assert (stored.state.status, len(stored.state.payments)) == ("PAID", 2)
    assert slug(await claim.ask("POST", "payments", PAYMENT, "accountant")) == "expense-settled"
    assert lines(await claim.entry("expense-payment:order-7")) == [
        ("467", 2140, "E00001", None),
        ("512", -2140, None, None),
    ]
    await claim.booked()
    assert await _letters(claim) == {"AAA"}


async def test_a_payment_whose_entry_a_crash_prevented_is_posted_later(office: Office) -> None:
    """What is marked is posted by the job."""
    claim = await begin(office)
    await claim.approved(TRAIN)
    now, payment = office.deps.clock.now(), ExpensePayment("t1", office.deps.clock.today(), 3140, Means.TRANSFER)
    await office.deps.expense_sheets.change(
        claim.id, lambda one: Change(pay(one, payment, now.date(), now, "accountant")), fresh_cause("crash")
    )
    assert await claim.entry("expense-payment:t1") is None
    await post_missing_entries(office.deps)
    assert lines(await claim.entry("expense-payment:t1"))[1] == ("512", -3140, None, None)
    assert (await office.deps.expense_sheets.get(claim.id)).state.settlements_to_post is False
    assert await _letters(claim) == {"AAA"}


async def test_approvals_of_the_same_moment_add_up(office: Office) -> None:
    """Two sheets of one person and vehicle, approved at once: together the scale of all their kilometres."""
    claims = [await begin(office, "2026-10"), await begin(office)]
    for claim, day in zip(claims, ("2026-10-15", "2026-11-15"), strict=True):
        await claim.submitted(drive("4000", day))
    answers = await asyncio.gather(*(one.done("POST", "approval", role="accountant") for one in claims))
    assert sum(round(float(one["total"]) * 100) for one in answers) == 34 * 80_000 // 10 + 133_000


async def test_the_person_gives_up_a_part_or_all_of_it(office: Office) -> None:
    """Abandon de créance: Dr 467, Cr 7582, in their own words; WAIVED when all of it is given up."""
    claim, whole = await begin(office), await begin(office, "2026-10")
    await claim.approved(TRAIN)
    short = await claim.ask("POST", "waiver", {"amount": "1.40", "statement": "oui"})
    assert short.json()["errors"][0]["field"] == "statement"
    sheet = await claim.done("POST", "waiver", {"amount": "1.40", "statement": STATEMENT})
    assert (sheet["status"], sheet["waived"], sheet["left"]) == ("APPROVED", "1.40", "30.00")
    entry = await claim.entry(f"expense-waiver:{sheet['waivers'][0]['id']}")
    assert lines(entry) == [("467", 140, "E00001", None), ("7582", -140, None, None)]
    paid = await claim.done("POST", "payments", PAYMENT | {"amount": "30.00"}, "accountant")
    assert (paid["status"], paid["waivers"][0]["statement"]) == ("PAID", STATEMENT)
    assert await _letters(claim) == {"AAA"}
    await whole.approved(TRAIN | {"spent_on": "2026-10-12"})
    given = await whole.done("POST", "waiver", {"amount": "31.40", "statement": STATEMENT})
    assert given["status"] == "WAIVED"


async def test_a_closed_month_moves_the_entry_and_says_so(office: Office) -> None:
    """ACC-06: posted on the first open day, with its real date."""
    await (await begin(office, "2026-10")).approved(TRAIN | {"spent_on": "2026-10-12"})
    claim = await begin(office)
    await claim.submitted(TRAIN)
    await claim.validated()
    for month in ("2026-10", "2026-11"):
        await office.done("POST", f"legal-entities/{SIREN}/closings", {"month": month})
    await claim.done("POST", "approval", role="accountant")
    await claim.booked()
    entry = await claim.entry(f"expense:{claim.id}")
    assert (str(entry.posted_on), str(entry.real_on)) == ("2026-12-01", "2026-11-30")


async def test_a_group_is_not_closed_over_open_sheets(office: Office) -> None:
    """Not handed in, not decided, not paid: each is named until it is settled; a discarded one is not."""
    claim, draft = await begin(office), await begin(office, "2026-10")

    async def open_items(closing_id: str) -> list[str]:
        await office.receive("enrolment.closing_requested.v1", CLOSING | {"closing_id": closing_id})
        return list((await office.deps.closing_checks.get(closing_id)).state.open_items)

    await claim.submitted(TRAIN)
    assert await open_items("k1") == [
        f"accounting.expense-draft:{draft.id}",
        f"accounting.expense-unapproved:{claim.id}",
    ]
    await draft.done("POST", "discarding")
    await claim.validated()
    await claim.done("POST", "approval", role="accountant")
    assert f"accounting.entry-pending:expense:{claim.id}" in await open_items("k2")
    await claim.booked()
    assert await open_items("k3") == [f"accounting.expense-unpaid:{claim.id}"]
    await claim.done("POST", "payments", PAYMENT | {"amount": "31.40"}, "accountant")
    assert await open_items("k4") == []
    checklist = await office.done("GET", f"groups/{GROUP}/liquidation")
    assert "accounting.expense-open" in [one["code"] for one in checklist["items"]]


async def test_events_tell_amounts_and_no_words(office: Office) -> None:
    """Submitted, returned and approved."""
    claim = await begin(office)
    await claim.submitted(MEAL)
    await claim.done("POST", "return", {"comment": "Rien de grave"}, "coach")
    await claim.done("POST", "submission")
    await claim.validated()
    await claim.done("POST", "approval", role="accountant")
    document = (await office.deps.expense_sheets.get(claim.id)).document
    told = [(one["envelope"]["type"].split(".")[1], one["envelope"]["data"]) for one in document["outbox"]]
    assert [type_ for type_, _ in told] == [
        "expense_submitted",
        "expense_decided",
        "expense_submitted",
        "expense_decided",
    ]
    assert (told[1][1]["decision"], told[3][1]["decision"]) == ("returned", "approved")
    assert (told[3][1]["total"], told[3][1]["charge"], told[3][1]["vat"]) == ("22.00", "20.00", "2.00")
    assert "grave" not in str(told)


async def _letters(claim: Claim) -> set[str]:
    """The letters of the person's lines."""
    found = set()
    for record in await claim.office.deps.ledger.all({"entry.activity_id": ACTIVITY}):
        for place, letter in record.state.letters.items():
            if letter and record.state.certain_entry.lines[place].account == "467":
                found.add(letter.code)
    return found
