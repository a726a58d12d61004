"""What each journal posted on each account in each month of a span (PCG 1021-2). It goes through the entries once."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.reports.centralisation import CentralJournal, JournalSums, centralised
from accounting.domain.reports.labels import Labels
from accounting.domain.reports.span import Span
from accounting.usecases.ledger.walk_entries import WalkEntries, walk_entries


@dataclass(frozen=True)
class ReadCentralisation:
    """Whose, which days, which activity's."""

    siren: str
    span: Span
    labels: Labels
    analytic_code: str | None = None


async def read_centralisation(command: ReadCentralisation, deps: Deps) -> tuple[CentralJournal, ...]:
    """Month by month, journal by journal."""
    sums = JournalSums()
    async for record in walk_entries(WalkEntries(command.siren, command.span.starts_on, command.span.ends_on), deps):
        sums.add(record.certain_entry, command.analytic_code)
    return centralised(sums, command.labels)
