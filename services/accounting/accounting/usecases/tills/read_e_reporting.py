"""The sales of a legal entity that go through no electronic invoice, per day and rate (e-reporting, INV-11).

Closed days of tills, and invoices to private customers or to other countries.
"""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.e_reported_invoice import invoice_day, is_reported
from accounting.domain.errors import InputError
from accounting.domain.invoice import Invoice, Issued, issued
from accounting.domain.till.e_reporting import DayTotal, report, till_day
from accounting.domain.till.link import Span
from accounting.usecases.tills.list_till_closings import ListTillClosings, list_till_closings
from accounting.usecases.tills.read_standing import read_standing
from essaim.kit.store.port import Range, Where

MOST_DAYS = 366


@dataclass(frozen=True)
class ReadEReporting:
    """Whose sales, from the first day to the last one."""

    siren: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class EReporting:
    """The days, and those of them on which a till is still open: their sums are not complete."""

    days: tuple[DayTotal, ...]
    open_days: tuple[date, ...]


async def read_e_reporting(command: ReadEReporting, deps: Deps) -> EReporting:
    """What cannot change any more: closed days of tills, issued invoices; one that was replaced is told by what replaced it."""
    if not 0 <= (command.last_on - command.first_on).days < MOST_DAYS:
        raise InputError("to", "is before from, or more than a year after it", f"a day from {command.first_on} on")
    await deps.legal_entities.get(command.siren)
    days: list[DayTotal] = []
    open_days: set[date] = set()
    for till in await deps.tills.all({"siren": command.siren}):
        order = ListTillClosings(till.id, Span.DAY, command.first_on, command.last_on)
        days += [till_day(one.certain_closing) for one in await list_till_closings(order, deps)]
        session_on = (await read_standing(till.id, deps)).session_on
        if session_on is not None and command.first_on <= session_on <= command.last_on:
            open_days.add(session_on)
    days += [
        invoice_day(invoice, certain)
        for invoice, certain in await _invoices(command, deps)
        if is_reported(certain) and invoice.corrected_by is None
    ]
    return EReporting(report(days), tuple(sorted(open_days)))


async def _invoices(command: ReadEReporting, deps: Deps) -> list[tuple[Invoice, Issued]]:
    days = Range(ge=command.first_on.isoformat(), le=command.last_on.isoformat())
    where: Where = {"siren": command.siren, "issued_on": days}
    return [(one.state, issued(one.state)) for one in await deps.invoices.all(where)]
