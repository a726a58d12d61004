"""The figures of a VAT return from the entries of a period, checked against the kept sums of the accounts."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.entry import EntryDraft
from accounting.domain.reports.span import Span
from accounting.domain.reports.vat_clearing import Period, clearing_entry
from accounting.domain.reports.vat_return import VatReturn, vat_return
from accounting.domain.reports.vat_sums import CARRIED, VatSums, followed_moves, other_moves
from accounting.usecases.ledger.read_year_sums import ReadYearSums, read_year_sums
from accounting.usecases.ledger.walk_entries import WalkEntries, walk_entries


@dataclass(frozen=True)
class ReadVatReturn:
    """Whose return, of which days; with an activity's code its part of it."""

    siren: str
    span: Span
    analytic_code: str | None = None


@dataclass(frozen=True)
class VatReport:
    """The return, and the entry that would clear it: only of a whole legal entity, and when everything is in a box."""

    period: Period
    made: VatReturn
    clearing: EntryDraft | None


async def read_vat_return(command: ReadVatReturn, deps: Deps) -> VatReport:
    """Nothing is posted. The credit carried is what 44567 had on the eve of the period."""
    span, code = command.span, command.analytic_code
    sums = VatSums()
    async for record in walk_entries(WalkEntries(command.siren, span.starts_on, span.ends_on), deps):
        sums.add(record.certain_entry, code)
    kept = await read_year_sums(ReadYearSums(command.siren, span, code), deps)
    carried = sum(cell.balance_cents for cell in (*kept.before, *kept.opening) if cell.account.startswith(CARRIED))
    made = vat_return(sums, followed_moves(kept.moved), carried, other_moves(kept.moved))
    period = Period(command.siren, span.starts_on, span.ends_on)
    clearing = clearing_entry(period, sums, made, carried) if code is None else None
    return VatReport(period, made, clearing)
