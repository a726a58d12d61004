"""Unpaid invoices: told once, reminded level by level with what the law adds, held on a dispute (INV-05, L441-10, D441-5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from accounting.domain.dunning import DunningPolicy, half_year, penalty_cents
from accounting.domain.errors import InputError
from accounting.usecases.dunning.tell_overdue import tell_overdue
from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import SIREN, Office
from tests.accounting.unit.samples import issued

RATES = {"2026-S2": "12.15", "2027-S1": "12.5"}


def at(office: Office, day: date) -> None:
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


async def told(office: Office, invoice: dict[str, Any]) -> list[dict[str, Any]]:
    document = (await office.deps.invoices.get(invoice["id"])).document
    events = [one["envelope"] for one in document["outbox"]]
    return [one["data"] for one in events if one["type"] == "accounting.invoice_overdue.v1"]


def test_penalties_are_counted_day_by_day_at_the_rate_of_their_half_year() -> None:
    """120.00 due on 31 December 2026: 31 days of January at 12.5 % make 1.27; without a rate nothing is invented."""
    policy = DunningPolicy(SIREN, rates=RATES)
    assert penalty_cents(policy, issued(), date(2027, 1, 31)) == 127
    assert penalty_cents(DunningPolicy(SIREN), issued(), date(2027, 1, 31)) == 0
    assert (half_year(date(2027, 6, 30)), half_year(date(2027, 7, 1))) == ("2027-S1", "2027-S2")


@pytest.mark.parametrize("days", [(8, 8), (20, 8), (0,)])
def test_levels_come_one_after_the_other(days: tuple[int, ...]) -> None:
    level = DunningPolicy(SIREN).levels[0]
    with pytest.raises(InputError):
        DunningPolicy(SIREN, tuple(replace(level, days=one) for one in days))


async def test_an_unpaid_invoice_is_told_once_on_the_day_after(office: Office) -> None:
    invoice = await office.issued()
    at(office, date(2026, 12, 31))
    await tell_overdue(office.deps)
    assert await told(office, invoice) == []
    at(office, date(2027, 1, 1))
    for _ in range(2):
        await tell_overdue(office.deps)
    assert [(one["left"], one["due_on"]) for one in await told(office, invoice)] == [("1200.00", "2026-12-31")]
    assert (await office.done("GET", f"invoices/{invoice['id']}"))["overdue"] is True


async def test_letters_go_out_level_by_level_and_say_what_the_law_adds(office: Office) -> None:
    levels = [
        {"days": 8, "title": "Rappel", "text": "Un oubli ?"},
        {"days": 21, "title": "Relance", "text": "Merci de régler.", "names_penalties": True},
    ]
    await office.done("PUT", f"legal-entities/{SIREN}/dunning-policy", {"levels": levels, "rates": RATES})
    invoice = await office.issued()
    path = f"invoices/{invoice['id']}"
    assert (await office.ask("POST", f"{path}/reminders", {})).status_code == 409
    at(office, date(2027, 1, 8))
    due = await office.ask("GET", f"legal-entities/{SIREN}/reminders-due")
    assert [(one["number"], one["level"], one["days_late"]) for one in due.json()] == [("2026-000001", 1, 8)]
    await office.done("POST", f"{path}/reminders", {"level": 1})
    assert (await office.ask("POST", f"{path}/reminders", {})).status_code == 409
    await office.done("PUT", f"{path}/dunning-hold", {"reason": "Contesté", "until": "2027-01-25"})
    at(office, date(2027, 1, 21))
    assert (await office.ask("GET", f"legal-entities/{SIREN}/reminders-due")).json() == []
    at(office, date(2027, 1, 31))
    file = await office.done("POST", f"{path}/reminders", {"level": 2})
    second = file["reminders"][1]
    assert (second["asked"], second["indemnity"], second["penalty"]) == ("1200.00", "40.00", "12.74")
    answer = await office.ask("GET", f"{path}/reminders/2/pdf")
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    for said in ("RELANCE", "2026-000001", "Merci de régler.", "1 252,74", "40,00", "R127-3", "31 juillet 2027"):
        assert said in text.replace("\u202f", " ").replace("\xa0", " ")
    assert (await office.ask("GET", f"{path}/reminders/3/pdf")).status_code == 404
