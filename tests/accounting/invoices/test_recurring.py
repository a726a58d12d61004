"""Recurring invoices: one draft per day, however often the job runs, and what goes out is approved by a person."""

from datetime import UTC, date, datetime
from typing import Any

from accounting.domain.drafting import Content
from accounting.domain.recurring import Every, RecurringInvoice, drafted_on, due_days
from accounting.usecases.recurring_invoices.draft_recurring_invoices import draft_recurring_invoices
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import ACTIVITY, LINE, Office
from tests.accounting.unit.samples import line

LAST_OF_MONTH = RecurringInvoice(
    "a1", "g1", Content("c1", (line(100),)), Every.MONTH, date(2026, 12, 31), date(2026, 12, 31)
)


def at(office: Office, day: date) -> None:
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


async def begun(office: Office, **changes: Any) -> dict[str, Any]:
    body = {
        "activity_id": ACTIVITY,
        "customer_id": await office.customer(),
        "lines": [LINE | {"label": "Location {mois} {annee}"}],
        "every": "month",
        "first_on": "2026-12-05",
    }
    return await office.done("POST", "recurring-invoices", body | changes, role="student")


def test_the_last_of_the_month_comes_back_after_a_short_one() -> None:
    one, days = LAST_OF_MONTH, []
    for _ in range(4):
        (day, *_) = due_days(one, date(2027, 6, 30))
        days.append(day)
        one = drafted_on(one, day, "i")
    assert days == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


async def test_one_draft_per_day_names_its_period_and_waits_for_a_person(office: Office) -> None:
    recurring = await begun(office, last_on="2027-01-31", submits=True)
    await draft_recurring_invoices(office.deps)
    assert (await office.done("GET", "invoices"))["items"] == []
    at(office, date(2027, 1, 6))
    for _ in range(2):
        await draft_recurring_invoices(office.deps)
    drafts = (await office.done("GET", "invoices"))["items"]
    assert [(one["status"], one["number"], one["lines"][0]["label"]) for one in drafts] == [
        ("SUBMITTED", None, "Location décembre 2026"),
        ("SUBMITTED", None, "Location janvier 2027"),
    ]
    now = await office.done("GET", f"recurring-invoices/{recurring['id']}")
    assert (now["status"], len(now["drafted_invoice_ids"])) == ("ENDED", 2)
    path = f"recurring-invoices/{recurring['id']}/status/ACTIVE"
    assert (await office.ask("PUT", path, role="student")).json()["type"].endswith("recurring-ended")


async def test_a_pause_makes_no_drafts_and_days_that_are_over_are_refused(office: Office) -> None:
    recurring = await begun(office)
    await office.done("PUT", f"recurring-invoices/{recurring['id']}/status/PAUSED", role="student")
    at(office, date(2026, 12, 6))
    await draft_recurring_invoices(office.deps)
    assert (await office.done("GET", "invoices"))["items"] == []
    body = {"activity_id": ACTIVITY, "customer_id": await office.customer(), "lines": [LINE], "every": "year"}
    answer = await office.ask("POST", "recurring-invoices", body | {"first_on": "2026-12-01"}, role="student")
    assert answer.json()["errors"][0]["field"] == "first_on"
