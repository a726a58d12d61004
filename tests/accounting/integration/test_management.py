"""CAE-07: the management follow-up over HTTP, live from the ledger, for whoever may see it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from accounting.domain.bookkeeping import Books
from accounting.domain.entry import Auxiliary, EntryLine, Journal
from accounting.domain.why import Why
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import ACTIVITY, LINE, SIREN, Office
from tests.accounting.quotes.offers import sent, signed

HERE, ENTITY = f"activities/{ACTIVITY}/management", f"legal-entities/{SIREN}/management"
FORECAST = f"activities/{ACTIVITY}/forecasts/2027"
LINES: list[dict[str, Any]] = [
    {"label": "Ventes de sacs", "kind": "turnover", "amounts": {"2026-11": "200.00", "2026-12": "800.00"}},
    {"label": "Tissus", "account_prefix": "601", "amounts": {"2026-12": "400.00"}},
]


async def earn(office: Office) -> None:
    """On 1 December: sold 1 000.00, of which 700.00 of 1 200.00 with VAT came in; bought 300.00, 360.00 with VAT, unpaid."""
    await office.receive(
        "enrolment.group_named.v1", {"group_id": "g1", "name": "Atelier Maille", "activity_label": "Maille"}
    )
    await office.pay(await office.issued(), "700.00")
    await office.bought()


def move(office: Office, day: date) -> None:
    """Let it be ten o'clock of a later day."""
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=UTC))


async def post(office: Office, *lines: EntryLine, activity: bool, key: str = "own") -> None:
    """An entry of the accountant on 1 December, for the activity or for the whole legal entity."""
    books = Books(ACTIVITY, (await office.deps.activities.get(ACTIVITY)).state)
    why = Why("PCG 1031-1", "Essai.", f"entry:{key}")
    draft = books.draft(Journal.MISCELLANEOUS, key, date(2026, 12, 1), "Essai", ("E-1", date(2026, 12, 1)), lines, why)
    if not activity:
        draft = replace(draft, activity_id=None, scheme=None)
    await post_entry(PostEntry(draft), office.deps, fresh_cause("test"))


async def test_the_figures_of_a_month_live_from_the_ledger(office: Office) -> None:
    """Margin 1 000 - 300 = 700, contribution 70. Cash 700. VAT 200 - 60 = 140 owed, suppliers 360: reference cash 200.

    Customers owe 500: future cash 700, minus 70 of contribution leaves the result of 630.
    """
    await earn(office)
    found = await office.done("GET", HERE, role="student")
    assert (found["name"], found["code"], found["year"]) == ("Atelier Maille", "A001", 2027)
    assert {one["key"]: one["amount"] for one in found["figures"]} == {
        "cash": "700.00",
        "turnover": "1000.00",
        "margin": "700.00",
        "receivables": "500.00",
    }
    assert [one["change"] for one in found["figures"]] == [None] * 4
    lines = {one["key"]: one["amount"] for one in found["treasury"]}
    assert (lines["reference_cash"], lines["future_cash"], lines["result"]) == ("200.00", "700.00", "630.00")
    assert [one["month"] for one in found["months"]] == ["2026-09", "2026-10", "2026-11", "2026-12"]
    december = found["months"][-1]
    assert (december["left"], december["cashed"], december["cash"]) == ("630.00", "700.00", "700.00")
    assert [one["label"] for one in found["customers"]] == ["Librairie Exemple"]
    assert [(one["key"], one["amount"]) for one in found["purchases"]] == [("601", "300.00")]


async def test_ages_grow_with_the_days_and_an_earlier_day_can_be_asked_for(office: Office) -> None:
    """The invoice of 1 December is due on the 31st: not due then, 1 day late on 1 January, 61 days on 2 March."""
    await earn(office)
    for day, age in ((date(2026, 12, 31), "not_due"), (date(2027, 1, 1), "1_to_30"), (date(2027, 3, 2), "61_to_90")):
        move(office, day)
        found = await office.done("GET", f"{HERE}/receivables", role="coach")
        assert found["receivables"]["by_age"][age] == found["receivables"]["balance"] == "500.00"
        assert found["payables"]["balance"] == "360.00"
    [item] = found["receivables"]["items"]
    assert (item["voucher_ref"], item["amount"], item["open"]) == ("2026-000001", "1200.00", "500.00")
    before = await office.done("GET", f"{HERE}/receivables?on=2026-11-30")
    assert (before["receivables"]["items"], before["receivables"]["balance"]) == ([], "0.00")
    curve = (await office.done("GET", f"{HERE}/treasury?on=2026-12-10", role="student"))["curve"]
    assert [(one["on"], one["amount"]) for one in curve] == [
        ("2026-09-01", "0.00"),
        ("2026-12-01", "700.00"),
        ("2026-12-10", "700.00"),
    ]


async def test_the_accountants_own_entry_with_the_code_of_an_activity_counts(office: Office) -> None:
    """An entry of the whole legal entity debits 50.00 to the customer of A001: the balance and the ages both have it."""
    await earn(office)
    customer = Auxiliary("C00009", "Mercerie Exemple")
    owed = EntryLine("411", debit_cents=5_000, auxiliary=customer, analytic_code="A001")
    sold = EntryLine("758", credit_cents=5_000, analytic_code="A001")
    await post(office, owed, sold, activity=False)
    found = await office.done("GET", f"{HERE}/receivables")
    assert found["receivables"]["balance"] == "550.00"
    assert {one["name"] for one in found["receivables"]["items"]} == {"Librairie Exemple", "Mercerie Exemple"}


async def test_what_is_owed_to_a_member_stands_under_its_account(office: Office) -> None:
    member = Auxiliary("MA001001", "Ida Exemple")
    charge = EntryLine("604", debit_cents=4_000, analytic_code="A001")
    debt = EntryLine("468", credit_cents=4_000, auxiliary=member, analytic_code="A001")
    await post(office, charge, debt, activity=True, key="share:s1")
    found = await office.done("GET", HERE, role="student")
    assert found["members"] == [{"auxiliary": "MA001001", "name": "Ida Exemple", "account": "468", "owed": "40.00"}]
    assert (found["months"][-1]["purchases"], found["months"][-1]["given"]) == ("0.00", "40.00")


async def test_a_group_sets_its_forecast_and_is_compared_with_what_came(office: Office) -> None:
    """Expected 1 000.00 of sales so far, sold 1 000.00; expected 400.00 of cloth, bought 300.00: 25 % less."""
    await earn(office)
    put = await office.done("PUT", FORECAST, {"lines": LINES}, role="student")
    assert (put["year"], put["lines"][1]["amounts"]) == (2027, {"2026-12": "400.00"})
    assert await office.done("GET", FORECAST, role="coordinator") == put
    sales, cloth = (await office.done("GET", f"{FORECAST}/comparison", role="coach"))["lines"]
    assert sales["months"]["2026-11"] == {
        "forecast": "200.00",
        "actual": "0.00",
        "difference": "-200.00",
        "percent": "-100.0",
    }
    assert sales["cumulated"]["2026-12"] == {
        "forecast": "1000.00",
        "actual": "1000.00",
        "difference": "0.00",
        "percent": "0.0",
    }
    assert cloth["cumulated"]["2026-12"]["percent"] == "-25.0"
    later = await office.done("PUT", FORECAST, {"lines": LINES[:1]}, role="coach")
    assert (len(later["lines"]), later["version"]) == (1, put["version"] + 1)
    headers = office.headers("accountant") | {"If-Match": '"1"'}
    stale = await office.client.put(f"/v1/{FORECAST}", json={"lines": []}, headers=headers)
    assert stale.status_code == 412


async def test_a_forecast_that_cannot_be_kept_names_its_field(office: Office) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"amounts": {}}, "lines.0"),
        ({"account_prefix": "512", "amounts": {}}, "lines.0.account_prefix"),
        ({"kind": "turnover", "amounts": {"2027-09": "1.00"}}, "lines.0.amounts.2027-09"),
        ({"kind": "turnover", "amounts": {"2026-10": "1.001"}}, "lines.0.amounts.2026-10"),
        ({"kind": "sales", "amounts": {}}, "lines.0.kind"),
    ]
    for line, field in wrong:
        answer = await office.ask("PUT", FORECAST, {"lines": [{"label": "Ventes"} | line]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"].endswith(field)
    assert (await office.ask("GET", FORECAST)).status_code == 404


async def test_the_sheet_of_a_month_as_pdf_csv_and_charts(office: Office) -> None:
    await earn(office)
    answer = await office.ask("GET", f"{HERE}/sheet.pdf?month=2026-12", role="student")
    assert answer.headers["Content-Disposition"] == 'inline; filename="suivi-A001-2026-12.pdf"'
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 2
    assert "Atelier Maille" in pages[0].extract_text()
    assert "mois en cours" in pages[0].extract_text()
    table = await office.ask("GET", f"{HERE}/sheet.csv?month=2026-12", role="coach")
    assert "Résultat du mois;Marge;;2026-12;700,00" in table.text
    for chart in ("treasury", "months", "ageing", "forecast"):
        svg = await office.ask("GET", f"{HERE}/charts/{chart}.svg", role="cae_officer")
        assert (svg.status_code, svg.headers["Content-Type"]) == (200, "image/svg+xml")
    png = await office.ask("GET", f"{HERE}/charts/ageing.png?month=2026-11", role="student")
    assert png.content.startswith(b"\x89PNG")


async def test_the_accountant_reads_all_activities_together(office: Office) -> None:
    """A001 as above; A002 sold 1 000.00 too: turnover 2 000.00 in two rows, and contribution 170.00."""
    await earn(office)
    await office.start(group_id="g2")
    other = (await office.deps.activities.find_one({"group_id": "g2"})) or pytest.fail("g2 has an activity")
    customer = await office.done("POST", "customers", {"name": "Mercerie", "kind": "private", "address": _address()})
    body = {"activity_id": other.id, "customer_id": customer["id"], "lines": [LINE]}
    invoice = await office.done("POST", "invoices", body)
    await office.done("POST", f"invoices/{invoice['id']}/submission")
    await office.done("POST", f"invoices/{invoice['id']}/issue", {"service_on": "2026-12-01"})
    await office.hear((await office.deps.invoices.get(invoice["id"])).document, "accounting.invoice_issued.v1")
    await office.done("PUT", FORECAST, {"lines": LINES})
    found = await office.done("GET", ENTITY)
    assert [
        (one["code"], one["turnover"], one["turnover_forecast"], one["margin"]) for one in found["activities"][:2]
    ] == [
        ("A001", "1000.00", "1000.00", "700.00"),
        ("A002", "1000.00", None, "1000.00"),
    ]
    assert found["months"][-1]["contribution"] == "170.00"
    assert found["receivables"]["balance"] == "1700.00"
    assert (await office.done("GET", f"{ENTITY}/receivables"))["receivables"] == found["receivables"]
    assert (await office.done("GET", f"{ENTITY}/treasury"))["lines"] == found["treasury"]
    pdf = await office.ask("GET", f"{ENTITY}/sheet.pdf")
    assert len(PdfReader(io.BytesIO(pdf.content)).pages) == 2
    assert "Activités;A002;Marge;2026-12-01;1000,00" in (await office.ask("GET", f"{ENTITY}/sheet.csv")).text
    assert (await office.ask("GET", f"{ENTITY}/charts/months.png")).content.startswith(b"\x89PNG")


async def test_signed_and_potential_turnover_from_the_quotes(office: Office) -> None:
    """Two quotes of 1 000.00 were sent; one is signed. Its invoice is drafted and not issued: it stays signed."""
    await sent(office)
    quote = await signed(office)
    await office.done("POST", f"quotes/{quote['id']}/invoice", role="student")
    found = (await office.done("GET", HERE))["pipeline"]
    assert (found["signed"], found["potential"], found["lost"]) == ("1000.00", "1000.00", "0.00")


async def test_the_coordinator_sees_figures_and_no_names(office: Office) -> None:
    """The own groups only; not the page, which names customers, and no list of invoices."""
    await earn(office)
    found = await office.ask("GET", HERE, role="coordinator")
    assert found.json()["receivables"]["by_age"]["not_due"] == "500.00"
    table = await office.ask("GET", f"{HERE}/sheet.csv", role="coordinator")
    chart = await office.ask("GET", f"{HERE}/charts/ageing.svg", role="coordinator")
    for answer in (found, table, chart):
        assert answer.status_code == 200
        assert "Librairie" not in answer.text
        assert "Tissus Exemple" not in answer.text
    for path in (f"{HERE}/sheet.pdf", f"{HERE}/receivables", ENTITY):
        assert (await office.ask("GET", path, role="coordinator")).status_code in (403, 404)
    assert (await office.ask("GET", HERE, role="coordinator", partner="other")).status_code == 404
    assert (await office.ask("PUT", FORECAST, {"lines": []}, role="coordinator")).status_code in (403, 404)


async def test_a_student_of_another_group_is_told_nothing(office: Office) -> None:
    for path in ("", "/treasury", "/receivables", "/sheet.pdf", "/sheet.csv", "/charts/ageing.png"):
        assert (await office.ask("GET", HERE + path, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("GET", FORECAST, role="student", groups=["g9"])).status_code == 404


async def test_only_the_accountant_reads_a_legal_entity_and_officers_set_no_forecast(office: Office) -> None:
    for role in ("student", "coach", "cae_officer"):
        for path in ("", "/treasury", "/receivables", "/sheet.pdf", "/sheet.csv", "/charts/months.svg"):
            assert (await office.ask("GET", ENTITY + path, role=role)).status_code in (403, 404)
    assert (await office.ask("PUT", FORECAST, {"lines": []}, role="cae_officer")).status_code == 404
    assert (await office.ask("PUT", FORECAST, {"lines": []}, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("GET", ENTITY, partner="other")).status_code == 404


async def test_bad_questions_get_a_clear_answer(office: Office) -> None:
    for path in (
        f"{HERE}?on=2026-12-02",
        f"{HERE}/treasury?on=2027-01-01",
        f"{HERE}/receivables?on=2027-01-01",
        f"{HERE}/sheet.pdf?month=2027-01",
        f"{HERE}/sheet.csv?month=12-2026",
        f"{HERE}/charts/prices.svg",
        f"{HERE}/charts/treasury.gif",
    ):
        answer = await office.ask("GET", path)
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["accepted"]
    for path in (
        "activities/unknown/management",
        "legal-entities/552100554/management",
        f"activities/{ACTIVITY}/forecasts/2029/comparison",
    ):
        assert (await office.ask("GET", path)).status_code == 404, path


async def test_a_forecast_of_a_year_to_come_can_be_set_but_not_compared(office: Office) -> None:
    line = {"label": "Ventes", "kind": "turnover", "amounts": {"2027-09": "100.00"}}
    await office.done("PUT", f"activities/{ACTIVITY}/forecasts/2028", {"lines": [line]})
    answer = await office.ask("GET", f"activities/{ACTIVITY}/forecasts/2028/comparison")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "year")


def _address() -> dict[str, str]:
    return {"line": "4 place du Marché", "postcode": "25000", "city": "Besançon"}
