"""Close a financial year, for ever, and hand its balances over to the next one (ACC-05, FEC-08, FEC-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.head import Head
from accounting.domain.opening import check_internal
from accounting.domain.period import Closing, Kind, check_year, sums_of_year, year_bounds
from accounting.domain.record import Record, closing_topic
from accounting.usecases.groups.tell_of_closing import tell_of_closing
from accounting.usecases.ledger.append_record import AppendRecord, append_record
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.periods.list_closings import list_closings
from accounting.usecases.periods.open_year import OpenYear, open_year
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseYear:
    """Which financial year, named after the civil year in which it ends."""

    siren: str
    year: int


async def close_year(command: CloseYear, deps: Deps, cause: Cause) -> Stored[Record]:
    """The closing, and the opening entry of the next year posted. A crash before the entry is mended by a job.

    RuleError unless all its months are closed, and 181, 186 and 187 net to nothing.
    """

    async def decide(head: Head) -> Record:
        closings = await list_closings(command.siren, deps)
        check_year(command.year, head.start_month, head.closed_on, closings)
        first, last = year_bounds(command.year, head.start_month)
        cells = await read_balances(ReadBalances(command.siren, first, last), deps)
        check_internal((one.account, one.balance_cents) for one in cells)
        entry_count, debit_cents, perpetual_cents, last_numbers = sums_of_year(closings, command.year)
        closing = Closing(
            kind=Kind.YEAR,
            fiscal_year=command.year,
            starts_on=first,
            ends_on=last,
            closed_on=deps.clock.today(),
            closed_by=cause.actor,
            entry_count=entry_count,
            debit_cents=debit_cents,
            perpetual_cents=perpetual_cents,
            last_numbers=last_numbers,
        )
        return Record(head.siren, 0, "", "", closing=closing, topic=closing_topic(head.siren))

    stored = await append_record(AppendRecord(command.siren, decide, tell_of_closing), deps, cause)
    await open_year(OpenYear(command.siren, command.year), deps, cause)
    return stored
