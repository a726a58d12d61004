"""CAE-07: statements of a legal entity and of an activity at any date, in three formats, for whoever may see them."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from accounting.domain.entry import EntryDraft, Journal
from accounting.domain.why import Why
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import ACTIVITY, LINE, SIREN, Office
from tests.accounting.unit.report_samples import line

ENTITY_PATH, ACTIVITY_PATH = f"legal-entities/{SIREN}", f"activities/{ACTIVITY}"
STATEMENTS = (
    "trial-balance",
    "general-ledger",
    "journal",
    "centralisation",
    "profit-and-loss",
    "balance-sheet",
    "vat-return",
)


async def books(office: Office) -> None:
    """A sale of 1 000,00 with VAT 200,00, paid; a purchase of 300,00 with VAT 60,00, not paid; contribution 10 % of 700,00."""
    await office.pay(await office.issued(), "1200.00")
    await office.bought()


async def test_pcg_1021_the_trial_balance_has_opening_movements_and_closing(office: Office) -> None:
    """All on 1 December. Movements: 411 1200/1200, 512 1200, 701 1000, 44571 200, 601 300, 44566 60, 401 360, and the
    contribution first 100 then -30 on 186, 187 and twice on 181. Until November there is nothing; in January, December is
    the opening."""
    await books(office)
    december = await office.done("GET", f"{ENTITY_PATH}/trial-balance?year=2027")
    moved = {one["account"]: (one["debit"], one["credit"], one["balance"]) for one in december["lines"]}
    assert moved["411000"] == ("1200.00", "1200.00", "0.00")
    assert moved["186000"] == ("100.00", "30.00", "70.00")
    assert moved["181000"] == ("130.00", "130.00", "0.00")
    assert december["debit"] == december["credit"] == december["total"]["moved"]["debit"]
    assert [one["number"] for one in december["classes"]] == ["1", "4", "5", "6", "7"]
    november = await office.done("GET", f"{ENTITY_PATH}/trial-balance?from=2026-11-01&to=2026-11-30")
    assert (november["lines"], november["debit"]) == ([], "0.00")
    january = await office.done("GET", f"{ENTITY_PATH}/trial-balance?from=2027-01-01&to=2027-01-31")
    by_account = {one["account"]: one for one in january["lines"]}
    assert by_account["512000"]["opening"] == by_account["512000"]["closing"] == {"debit": "1200.00", "credit": "0.00"}
    assert january["total"]["opening"]["debit"] == january["total"]["opening"]["credit"] != "0.00"


async def test_a_span_over_two_financial_years_is_refused_with_what_is_accepted(office: Office) -> None:
    answer = await office.ask("GET", f"{ENTITY_PATH}/trial-balance?from=2026-08-01&to=2026-12-31")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "to"
    assert "2026-08-31" in answer.json()["errors"][0]["accepted"]


async def test_cae_07_profit_and_loss_and_balance_sheet_of_an_activity(office: Office) -> None:
    """Result 1000 − 300 − 70 = 630. Assets: 1200 held by the cooperative. Liabilities: 630 + VAT 200 − 60 as a receivable
    (own account) … so assets 1200 + 60 = 1260 = 630 + 200 + 360 + 70 of liaison."""
    await books(office)
    account = await office.done("GET", f"{ACTIVITY_PATH}/profit-and-loss", role="student")
    assert (account["operating_result"], account["result"]) == ("630.00", "630.00")
    steps = {one["id"]: one["amount"] for one in account["intermediate_balances"]}
    assert (steps["turnover"], steps["margin"], steps["contribution"]) == ("1000.00", "700.00", "-70.00")
    sheet = await office.done("GET", f"{ACTIVITY_PATH}/balance-sheet", role="student")
    assert (sheet["total_assets"], sheet["total_liabilities"], sheet["liaison"]) == ("1260.00", "1260.00", "0.00")
    rows = {one["id"]: (one["label"], one["net"]) for one in (*sheet["assets"], *sheet["liabilities"])}
    assert rows["cash"] == ("Trésorerie confiée à la coopérative", "1200.00")
    assert rows["liaison_credit"][1] == "70.00"
    entity = await office.done("GET", f"{ENTITY_PATH}/profit-and-loss")
    assert entity["result"] == "700.00"


async def test_the_balance_of_an_activity_at_a_date(office: Office) -> None:
    await books(office)
    now = await office.done("GET", f"{ACTIVITY_PATH}/balance")
    before = await office.done("GET", f"{ACTIVITY_PATH}/balance?on=2026-11-30")
    assert (now["turnover"], now["treasury"], now["payables"]) == ("1000.00", "1200.00", "360.00")
    assert set(before.values()) == {"0.00"}
    assert (await office.ask("GET", f"{ACTIVITY_PATH}/balance?on=9999-12-31")).status_code == 422


async def test_the_general_ledger_goes_on_page_by_page_with_its_running_balance(office: Office) -> None:
    """411: +1200 by the sale, −1200 by the payment. Pages of one line give the same as one page."""
    await books(office)
    path = f"{ENTITY_PATH}/general-ledger?account=411"
    whole = (await office.done("GET", path))["items"]
    assert [(one["debit"], one["credit"], one["balance"]) for one in whole] == [
        ("1200.00", "0.00", "1200.00"),
        ("0.00", "1200.00", "0.00"),
    ]
    assert (whole[0]["third_party_label"], whole[0]["voucher_ref"]) == ("Librairie Exemple", "2026-000001")
    everything = (await office.done("GET", f"{ENTITY_PATH}/general-ledger?limit=200"))["items"]
    pages, cursor = [], ""
    while cursor is not None:
        page = await office.done(
            "GET",
            f"{ENTITY_PATH}/general-ledger?limit=3&cursor={cursor}"
            if cursor
            else f"{ENTITY_PATH}/general-ledger?limit=3",
        )
        pages += page["items"]
        cursor = page["next"]
    assert pages == everything
    assert len(everything) > 10
    later = await office.done("GET", f"{path}&from=2027-01-01")
    assert (later["opening"], later["items"]) == ("0.00", [])
    of_third = await office.done("GET", f"{ENTITY_PATH}/general-ledger?third_party=F00001&from=2027-01-01")
    assert of_third["opening"] == "-360.00"


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("general-ledger?account=4x", "account"),
        ("general-ledger?cursor=nonsense", "cursor"),
        ("general-ledger?cursor=WyJ4IiwgMSwgMiwgMywgImEiXQ", "cursor"),
        ("general-ledger?from=2026-13-01", "from"),
        ("general-ledger?format=xls", "format"),
        ("trial-balance?analytic_code=A999", "analytic_code"),
        ("balance-sheet?on=0001-01-01", "on"),
        ("vat-return?month=2026-1", "month"),
    ],
)
async def test_a_bad_question_is_told_what_would_be_accepted(office: Office, question: str, field: str) -> None:
    answer = await office.ask("GET", f"{ENTITY_PATH}/{question}")
    assert answer.status_code == 422
    [problem] = answer.json()["errors"]
    assert problem["field"].split(".")[-1] == field
    assert problem["accepted"] or problem["message"]


async def test_the_csv_is_for_french_spreadsheets(office: Office) -> None:
    await books(office)
    answer = await office.ask("GET", f"{ENTITY_PATH}/general-ledger?format=csv")
    text = answer.content.decode("utf-8-sig")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = text.split("\r\n")
    assert lines[0].startswith("Compte;Intitulé du compte;Date;Journal")
    customer = [one.split(";") for one in lines if one.startswith("411000")]
    assert [one[-3:] for one in customer] == [
        ["0,00", "0,00", "0,00"],
        ["1200,00", "0,00", "1200,00"],
        ["0,00", "1200,00", "0,00"],
    ]
    journal = await office.ask("GET", f"{ENTITY_PATH}/journal?format=csv&journal=VE&month=2026-12")
    assert [one.split(";")[3] for one in journal.text.split("\r\n")[1:-1]] == ["VE", "VE", "VE"]


@pytest.mark.parametrize("statement", STATEMENTS)
async def test_every_statement_as_pdf_and_by_accept(office: Office, statement: str) -> None:
    await books(office)
    for path in (ENTITY_PATH, ACTIVITY_PATH):
        pdf = await office.ask("GET", f"{path}/{statement}?format=pdf")
        assert pdf.headers["Content-Type"] == "application/pdf", pdf.text
        assert len(PdfReader(io.BytesIO(pdf.content)).pages) <= 4
        headers = office.headers("accountant") | {"Accept": "text/csv;q=0.9, application/pdf;q=0.1"}
        table = await office.client.get(f"/v1/{path}/{statement}", headers=headers)
        assert table.content.startswith(b"\xef\xbb\xbf")
        assert table.headers["Content-Disposition"].endswith('.csv"')


async def test_the_vat_return_follows_the_books_and_posts_nothing(office: Office) -> None:
    """Two invoices of 1000,00 + 200,00 and 33,33 + 1,83 (5,5 %), purchase VAT 60,00. 08: 200; 09: base 33, tax 2; 16: 202;
    20: 60; 32: 142. Exact 141,83, so 0,17 of rounding."""
    await office.issued()
    await office.issued(LINE | {"quantity": "1", "unit_price": "33.33", "vat_rate": "5.5"})
    await office.bought()
    before = await office.ledger()
    made = await office.done("GET", f"{ENTITY_PATH}/vat-return?month=2026-12")
    boxes = {one["number"]: (one["base_euros"], one["tax_euros"], one["tax"]) for one in made["boxes"]}
    assert boxes["08"] == (1000, 200, "200.00")
    assert boxes["09"] == (33, 2, "1.83")
    assert (boxes["16"][1], boxes["20"][1], boxes["23"][1], boxes["32"][1]) == (202, 60, 60, 142)
    assert (made["net"], made["due_euros"], made["is_complete"]) == ("141.83", 142, True)
    proposed = made["proposed_entry"]["lines"]
    assert [(one["account"], one["analytic_code"]) for one in proposed][-2:] == [("445510", "CAE"), ("658000", "CAE")]
    assert proposed[-1]["debit"] == "0.17"
    assert await office.ledger() == before


async def test_pcg_1021_2_journals_are_centralised_by_month(office: Office) -> None:
    await books(office)
    found = await office.done("GET", f"{ENTITY_PATH}/centralisation")
    assert [(one["month"], one["journal"]) for one in found["journals"]] == [
        ("2026-12", "VE"),
        ("2026-12", "AC"),
        ("2026-12", "BQ"),
        ("2026-12", "OD"),
    ]
    assert all(one["debit"] == one["credit"] for one in found["journals"])
    assert found["journals"][0]["debit"] == "1200.00"


async def test_who_may_read_statements(office: Office) -> None:
    await books(office)
    for statement in STATEMENTS:
        for role in ("accountant", "cae_officer"):
            assert (await office.ask("GET", f"{ENTITY_PATH}/{statement}", role=role)).status_code == 200
            assert (await office.ask("GET", f"{ACTIVITY_PATH}/{statement}", role=role)).status_code == 200
        for role in ("student", "coach"):
            assert (await office.ask("GET", f"{ENTITY_PATH}/{statement}", role=role)).status_code == 404
            assert (await office.ask("GET", f"{ACTIVITY_PATH}/{statement}", role=role)).status_code == 200
        assert (
            await office.ask("GET", f"{ACTIVITY_PATH}/{statement}", role="student", groups=["g9"])
        ).status_code == 404
        assert (await office.ask("GET", f"{ACTIVITY_PATH}/{statement}", role="coordinator")).status_code == 404
        assert (await office.ask("GET", f"{ENTITY_PATH}/{statement}", partner="other")).status_code == 404


async def test_a_pdf_that_would_be_too_long_is_refused_and_the_csv_is_not(office: Office) -> None:
    """One entry of 1 502 lines: a PDF holds 1 500."""
    lines = tuple(line("512", cents, None) for cents in (1, -1) for _ in range(751))
    posted_on = office.deps.clock.today()
    why = Why("PCG 1031-1", "Pour essayer.", "test:1")
    draft = EntryDraft(SIREN, Journal.BANK, "test:1", posted_on, "Longue", "P-1", posted_on, lines, None, None, why)
    await post_entry(PostEntry(draft), office.deps, fresh_cause("long"))
    for statement in ("general-ledger", "journal"):
        answer = await office.ask("GET", f"{ENTITY_PATH}/{statement}?format=pdf")
        assert answer.status_code == 422
        assert "csv" in answer.json()["errors"][0]["accepted"]
        table = await office.ask("GET", f"{ENTITY_PATH}/{statement}?format=csv")
        assert table.text.count("BQ-000001") == 1_502


async def test_every_route_shows_an_example_of_its_answer(office: Office) -> None:
    document = (await office.client.get("/openapi.json")).json()
    for path, operations in document["paths"].items():
        if path.rsplit("/", 1)[-1] in STATEMENTS:
            content = operations["get"]["responses"]["200"]["content"]
            name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
            assert document["components"]["schemas"][name]["examples"], path
            assert {"text/csv", "application/pdf"} < set(content)


async def test_fec_08_statements_of_the_next_year_before_and_after_the_closing(office: Office) -> None:
    """Year 2027: result 700,00 (1 000,00 − 300,00), bank 1 200,00. On 5 September 2027 it is not closed: its result stands on a
    line of its own. After the closing 120 has it, and every total is the same."""
    await books(office)
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2027, 9, 5, 9, tzinfo=UTC))
    open_sheet = await office.done("GET", f"{ENTITY_PATH}/balance-sheet")
    assert (open_sheet["earlier_result"], open_sheet["result"]) == ("700.00", "0.00")
    open_trial = await office.done("GET", f"{ENTITY_PATH}/trial-balance")
    assert [one["balance"] for one in open_trial["lines"] if one["computed"]] == ["-700.00"]
    months = [date(2026, 12, 1), *(date(2027, month, 1) for month in range(1, 9))]
    for number, first_on in enumerate(months):
        await close_month(CloseMonth(SIREN, first_on), office.deps, fresh_cause(f"close {number}"))
    await close_year(CloseYear(SIREN, 2027), office.deps, fresh_cause("close"))
    closed = await office.done("GET", f"{ENTITY_PATH}/balance-sheet?on=2027-09-05")
    assert (closed["earlier_result"], closed["result"]) == ("0.00", "0.00")
    assert closed["total_assets"] == closed["total_liabilities"] == open_sheet["total_assets"]
    rows = {one["id"]: one["net"] for one in closed["liabilities"]}
    assert rows["pending_result"] == "700.00"
    trial = await office.done("GET", f"{ENTITY_PATH}/trial-balance?year=2028")
    assert (trial["debit"], trial["total"]["opening"]) == ("0.00", trial["total"]["closing"])
    assert trial["total"]["opening"]["debit"] == trial["total"]["opening"]["credit"] != "0.00"
    activity = await office.done("GET", f"{ACTIVITY_PATH}/balance-sheet")
    assert (activity["total_assets"], activity["liaison"]) == ("1260.00", "0.00")
    account = await office.done("GET", f"{ACTIVITY_PATH}/profit-and-loss")
    assert (account["fiscal_year"], account["result"]) == (2028, "0.00")
    ledger = await office.done("GET", f"{ENTITY_PATH}/general-ledger?account=512&year=2028")
    assert [(one["journal"], one["balance"]) for one in ledger["items"]] == [("AN", "1200.00")]
    vat = await office.done("GET", f"{ENTITY_PATH}/vat-return?month=2027-09")
    assert (vat["gross"], vat["is_complete"], vat["proposed_entry"]) == ("0.00", True, None)
