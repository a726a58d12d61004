"""Bank accounts, roles, and the reconciliation in its formats."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from accounting.usecases.bank.complete_statement_imports import complete_statement_imports
from tests.accounting.bank.branch import ACCOUNT, Branch, open_branch
from tests.accounting.bank.files import IBAN, camt, csv_of, entry
from tests.accounting.integration.handwritten import CLOSINGS, FEE, posted
from tests.accounting.integration.office import SIREN

PATH = f"legal-entities/{SIREN}/bank-accounts"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"iban": "FR7630006000011234567890188"}, "iban"),
        ({"bic": "AGRI"}, "bic"),
        ({"currency": "CHF"}, "currency"),
        ({"ledger_account": "411"}, "ledger_account"),
        ({"ledger_account": "512999"}, "ledger_account"),
    ],
)
async def test_an_account_that_is_none_is_refused(branch: Branch, change: dict[str, str], field: str) -> None:
    """IBAN by its check digits, euros only, 512 or below it in the chart."""
    body = {"name": "Livret", "iban": "FR1420041010050500013M02606", "ledger_account": "5121"} | change
    answer = await branch.office.ask("PUT", f"{PATH}/livret", body)
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == [field]


async def test_an_account_with_movements_stays_what_it_is(branch: Branch) -> None:
    """Another name, but no other IBAN; and an IBAN belongs to one account."""
    await branch.movement("1,00", "A")
    body = {"name": "Nouveau nom", "iban": IBAN, "ledger_account": "512"}
    assert (await branch.office.done("PUT", f"{PATH}/{ACCOUNT}", body))["csv_mapping"]["amount"] == "Montant"
    other = await branch.office.ask("PUT", f"{PATH}/{ACCOUNT}", body | {"iban": "FR1420041010050500013M02606"})
    assert other.json()["type"].endswith("bank-account-in-use")
    twice = await branch.office.ask("PUT", f"{PATH}/livret", body | {"ledger_account": "5121"})
    assert (twice.status_code, twice.json()["type"].rsplit(":", 1)[-1]) == (409, "bank-account-known")


async def test_the_bank_is_the_accountants(branch: Branch) -> None:
    """The officer reads; students and coaches do not know that there is an account."""
    movement = await branch.movement("1,00", "A")
    reads = (f"{PATH}/{ACCOUNT}", f"bank-accounts/{ACCOUNT}/movements", f"bank-accounts/{ACCOUNT}/reconciliation")
    for path in reads:
        assert (await branch.office.ask("GET", path, role="cae_officer")).status_code == 200
        for role in ("student", "coach"):
            assert (await branch.office.ask("GET", path, role=role)).status_code in (403, 404)
    match = {"items": [{"kind": "account", "account": "471"}]}
    for role, status in (("cae_officer", 403), ("student", 404), ("coach", 404)):
        answer = await branch.office.ask("POST", f"bank-movements/{movement['id']}/match", match, role=role)
        assert answer.status_code == status, (role, answer.text)
        assert (await branch.send(csv_of(), role=role)).status_code == status


async def test_the_reconciliation_explains_the_difference(branch: Branch) -> None:
    """A movement without an entry and an entry without a movement; what remains is nothing, in three formats."""
    invoice = await branch.office.issued()
    assert (await branch.office.pay(invoice, "1200.00")).is_success
    file = camt([entry("7.00", side="DBIT", reference="F", label="FRAIS")], "0.00", "-7.00").replace(
        '<Amt Ccy="EUR">-7.00</Amt><CdtDbtInd>CRDT', '<Amt Ccy="EUR">7.00</Amt><CdtDbtInd>DBIT'
    )
    await branch.imported(file.encode())
    made = await branch.reconciled()
    assert (made["bank"], made["books"], made["bank_from"]) == ("-7.00", "1200.00", "statement")
    assert (made["not_in_books"], made["not_on_statement"], made["remaining"]) == ("-7.00", "1200.00", "0.00")
    path = f"bank-accounts/{ACCOUNT}/reconciliation?on=2026-12-01"
    csv = (await branch.office.ask("GET", f"{path}&format=csv")).content.decode("utf-8-sig")
    assert "Écart inexpliqué;0,00" in csv
    assert "FRAIS" in csv
    pdf = await branch.office.ask("GET", f"{path}&format=pdf")
    assert pdf.content.startswith(b"%PDF")
    given = await branch.office.done("GET", f"{path}&bank_balance=-8.00")
    assert (given["bank_from"], given["remaining"]) == ("given", "-1.00")
    assert (await branch.office.ask("GET", path.replace("2026-12-01", "2027-01-01"))).status_code == 422


async def test_a_bank_with_a_ledger_account_of_its_own_gets_what_is_paid(tmp_path: Path) -> None:
    """Documents are paid over 512; the sum goes on to 5121, and both are pointed."""
    async with open_branch(tmp_path, "5121") as branch:
        invoice = await branch.office.issued()
        movement = await branch.movement("1200,00", "VIR")
        assert (await branch.match(movement, {"kind": "invoice", "id": invoice["id"]})).is_success
        assert await branch.lines("512100") == [("1200.00", "0.00")]
        assert sorted(await branch.lines("512000")) == [("0.00", "1200.00"), ("1200.00", "0.00")]
        made = await branch.reconciled()
        assert (made["books"], made["remaining"], made["lines"]) == ("1200.00", "0.00", [])


async def test_a_long_file_is_imported_after_the_answer_even_when_it_is_cut_off(branch: Branch) -> None:
    """More than five thousand movements: 202, then the job. Stopped half way and run again, each is there once."""
    deps = branch.office.deps
    rows = [("01/12/2026", f"M{number}", "1,00") for number in range(5_001)]
    answer = await branch.send(csv_of(*rows))
    assert (answer.status_code, answer.json()["status"]) == (202, "RUNNING")
    same = await branch.send(csv_of(*rows))
    assert same.json()["id"] == answer.json()["id"]
    running = asyncio.create_task(complete_statement_imports(deps))
    while not await deps.bank_movements.count():
        pass
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert 0 < await deps.bank_movements.count() < 5_001
    await complete_statement_imports(deps)
    told = await branch.office.done("GET", f"statement-imports/{answer.json()['id']}")
    assert (told["status"], told["added_count"], told["known_count"]) == ("DONE", 5_001, 0)
    assert (await branch.reconciled())["bank"] == "5001.00"


async def test_two_imports_of_one_file_at_the_same_time_add_it_once(branch: Branch) -> None:
    """Whoever is second finds what the first has added."""
    file = csv_of(*(("01/12/2026", f"M{number % 40}", "1,00") for number in range(400)))
    both = await asyncio.gather(branch.send(file), branch.send(file))
    assert [one.is_success for one in both] == [True, True]
    assert await branch.office.deps.bank_movements.count() == 400


async def test_what_was_before_the_first_statement_is_in_its_old_balance(branch: Branch) -> None:
    """The balance that an older software hands over is no line to be looked for; a gap to the bank's would remain."""
    opening = FEE | {
        "posted_on": "2026-09-01",
        "lines": [{"account": "512", "debit": "100.00"}, {"account": "110", "credit": "100.00"}],
    }
    await posted(branch.office, opening)
    await branch.imported(camt([entry("5.00", reference="R1", label="VIR")], "100.00", "105.00").encode())
    made = await branch.reconciled()
    assert (made["bank"], made["books"], made["lines"], made["remaining"]) == ("105.00", "100.00", [], "0.00")
    await posted(branch.office, opening | {"posted_on": "2026-11-30"})
    assert (await branch.reconciled())["remaining"] == "-100.00"


async def test_a_match_in_a_later_period_is_told_on_the_earlier_day(branch: Branch) -> None:
    """On 30 November the books did not have what was posted in December: the month was closed."""
    movement = await branch.movement("-12,00", "FRAIS", "30/11/2026")
    first = [{"account": "471", "debit": "1.00"}, {"account": "110", "credit": "1.00"}]
    await posted(branch.office, FEE | {"posted_on": "2026-09-01", "lines": first})
    for month in ("2026-09", "2026-10", "2026-11"):
        await branch.office.done("POST", CLOSINGS, {"month": month})
    item = {"kind": "account", "account": "627", "analytic_code": "CAE"}
    assert (await branch.match(movement, item)).is_success
    before, after = await branch.reconciled("2026-11-30"), await branch.reconciled()
    assert (before["books"], before["not_in_books"], before["remaining"]) == ("0.00", "-12.00", "0.00")
    assert before["movements"][0]["status"] == "MATCHED"
    assert (after["books"], after["movements"], after["remaining"]) == ("-12.00", [], "0.00")
