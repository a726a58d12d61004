"""Closings of days, months and years, and what is done when somebody forgets one (CGI 286, I-3° bis: conservation)."""

import json
from typing import Any

from accounting.usecases.tills.close_due_tills import close_due_tills
from tests.accounting.integration.office import SIREN
from tests.accounting.tills.stall import Stall, paid, sold


async def day(stall: Stall, session: int, *sales: str, counted: str, opened: str) -> dict[str, Any]:
    """A day of sales of bags by card, counted as it was."""
    await stall.open(opened)
    for quantity in sales:
        await stall.sell(*sold("SAC", quantity), pay=paid(f"{18 * int(quantity)}.00", "card"))
    return await stall.close(counted, session)


async def months(stall: Stall, span: str = "MONTH") -> list[dict[str, Any]]:
    """Closings of this span."""
    found = (await stall.done("GET", f"/closings?span={span}"))["items"]
    assert isinstance(found, list)
    return found


async def test_months_are_closed_before_anything_new_and_add_up(stall: Stall) -> None:
    """A month without sales is closed with nothing in it; perpetual totals go on for ever."""
    await stall.sell(*sold("SAC", "2"), pay=paid("36.00", "card"))
    await stall.close("50.00")
    stall.at(2026, 12, 5, 9)
    await day(stall, 2, "1", counted="50.00", opened="50.00")
    early = await stall.ask("POST", "/closings", {"month": "2026-12"})
    assert early.json()["type"].rsplit(":", 1)[-1] == "till-month-not-over"
    stall.at(2027, 2, 3, 9)
    sale = {"lines": sold(), "payments": paid("18.00")}
    assert (await stall.ask("POST", "/sales", sale)).status_code == 409
    await stall.open("50.00")
    december, january = await months(stall)
    assert (december["period"], december["total"], december["perpetual"]) == ("2026-12", "54.00", "54.00")
    assert (december["first_sequence"], december["last_sequence"]) == (1, 6)
    assert (january["period"], january["total"], january["sale_count"]) == ("2027-01", "0.00", 0)
    assert (january["perpetual"], january["first_sequence"]) == ("54.00", 0)
    twice = await stall.ask("POST", "/closings", {"month": "2026-12"})
    assert twice.json()["type"].rsplit(":", 1)[-1] == "till-month-closed"
    ahead = await stall.ask("POST", "/closings", {"month": "2027-03"})
    assert ahead.json()["type"].rsplit(":", 1)[-1] == "till-closing-order"
    for body in ({}, {"month": "2026-12", "year": 2027}, {"month": "2026-13"}, {"month": "décembre"}):
        assert (await stall.ask("POST", "/closings", body)).status_code == 422
    assert (await stall.verified())["records"] == 9


async def test_the_accountant_closes_the_financial_year_when_its_months_are(stall: Stall) -> None:
    """The year of the seller, September to August; students close no year; sales of the new year do not wait for it."""
    await stall.sell(*sold("SAC", "2"), pay=paid("36.00", "card"))
    await stall.close("50.00")
    early = await stall.ask("POST", "/closings", {"year": 2027}, role="accountant")
    assert early.json()["type"].rsplit(":", 1)[-1] == "till-months-open"
    stall.at(2027, 9, 2, 9)
    await day(stall, 2, "1", counted="50.00", opened="50.00")
    assert (await stall.ask("POST", "/closings", {"year": 2027})).status_code == 403
    year = await stall.done("POST", "/closings", {"year": 2027}, role="accountant")
    assert (year["period"], year["starts_on"], year["ends_on"]) == ("2027", "2026-09-01", "2027-08-31")
    assert (year["total"], year["perpetual"], year["perpetual_absolute"]) == ("36.00", "36.00", "36.00")
    for wrong, slug in ((2027, "till-year-closed"), (2029, "till-closing-order")):
        answer = await stall.ask("POST", "/closings", {"year": wrong}, role="accountant")
        assert answer.json()["type"].rsplit(":", 1)[-1] == slug
    verdict = await stall.verified()
    assert (verdict["perpetual"], verdict["tickets"]) == ("54.00", 2)


async def test_a_forgotten_session_is_closed_without_a_count_and_says_so(stall: Stall) -> None:
    """People can still count on the day after; then a job closes the day, and the months that are over."""
    await stall.sell(*sold(), pay=paid("18.00"))
    stall.at(2026, 12, 2, 9)
    await close_due_tills(stall.deps)
    assert (await stall.done("GET", ""))["standing"]["session"] == 1
    stall.at(2027, 1, 4, 9)
    await close_due_tills(stall.deps)
    await close_due_tills(stall.deps)
    (closing,) = await months(stall, "DAY")
    assert closing["cash"] == {"expected": "68.00", "counted": None, "difference": "0.00"}
    assert [one["period"] for one in await months(stall)] == ["2026-12"]
    entries = await stall.entries()
    assert entries["Caisse C01 du 01/12/2026"][0] == ("530000", "18.00", "0.00")
    opening = await stall.done("POST", "/sessions", {"counted_float": "60.00"})
    assert opening["expected"] == "68.00"
    assert (await stall.entries())["Fond de caisse C01"] in (
        [("530000", "50.00", "0.00"), ("580000", "0.00", "50.00")],
        [("530000", "0.00", "8.00"), ("580000", "8.00", "0.00")],
    )
    await stall.verified()


async def test_inv_11_closed_days_are_told_by_day_category_and_rate(stall: Stall) -> None:
    """INV-11: days that are open are named; a refund lowers the day on which it was made."""
    lines = [*sold("SAC", "2"), *sold("LIVRE"), *sold("RETOUCHE")]
    sale = await stall.sell(*lines, pay=paid("53.25", "card"))
    await stall.close("50.00")
    stall.at(2026, 12, 2, 9)
    await stall.open("50.00")
    back = {"lines": [{"line": 2, "quantity": "1"}], "payments": paid("7.35"), "reason": "retour"}
    await stall.done("POST", f"/sales/{sale['id']}/refunds", back)
    path = f"legal-entities/{SIREN}/e-reporting?from=2026-12-01&to=2026-12-31"
    told = await stall.office.done("GET", path)
    assert told["open_days"] == ["2026-12-02"]
    assert told["days"] == [
        {
            "day": "2026-12-01",
            "count": 1,
            "rates": [
                {"category": "goods", "rate": "20", "base": "30.00", "vat": "6.00", "count": 1},
                {"category": "goods", "rate": "5.5", "base": "9.38", "vat": "0.52", "count": 1},
                {"category": "services", "rate": "20", "base": "6.13", "vat": "1.22", "count": 1},
            ],
        }
    ]
    await stall.close("42.65", 2)
    second = (await stall.office.done("GET", path))["days"][1]
    assert (second["day"], second["count"], second["rates"][0]["base"]) == ("2026-12-02", 1, "-6.13")
    wrong = await stall.office.ask("GET", f"legal-entities/{SIREN}/e-reporting?from=2026-12-02&to=2026-12-01")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "to")


async def test_a_closing_is_told_on_the_bus_with_its_hash(stall: Stall) -> None:
    """``till_closed.v1``: sums and the hash, for whoever keeps proof elsewhere."""
    await stall.sell(*sold("LIVRE"), pay=paid("9.90"))
    closing = await stall.close("59.90")
    document = await stall.deps.till_records.document(f"{stall.till}:{closing['sequence']:010d}")
    (event,) = [one["envelope"] for one in document["outbox"]]
    assert event["type"] == "accounting.till_closed.v1"
    data = event["data"]
    assert data["rates"] == [{"rate": "5.5", "base": "9.38", "vat": "0.52"}]
    assert (data["record_hash"], data["perpetual"], data["period"]) == (closing["hash"], "9.90", "2026-12-01")
    assert "p1" not in json.dumps(data)
