"""Close a month, for ever: nothing is posted in it any more (ACC-05, PCG 1031-4)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.balances import sums_of
from accounting.domain.entry import Journal
from accounting.domain.head import Head
from accounting.domain.period import Closing, Kind, check_month, check_year_before, month_starting
from accounting.domain.record import Record, closing_topic
from accounting.usecases.contribution.contribute_periodically import contribute_periodically
from accounting.usecases.groups.tell_of_closing import tell_of_closing
from accounting.usecases.ledger.append_record import AppendRecord, append_record
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from accounting.usecases.ledger.number_series import NumberSeries, number_series
from accounting.usecases.periods.list_closings import list_closings
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Order, Range, Where


@dataclass(frozen=True)
class CloseMonth:
    """Which month, by its first day."""

    siren: str
    first_on: date


async def close_month(command: CloseMonth, deps: Deps, cause: Cause) -> Stored[Record]:
    """The closing. RuleError unless it is the next month, over, and of a year whose predecessor is closed."""
    siren, first_on = command.siren, command.first_on
    await contribute_periodically(deps, siren=siren)

    async def decide(head: Head) -> Record:
        check_month(first_on, head.closed_on, await _first_entry_on(siren, deps), deps.clock.today())
        check_year_before(first_on, head.start_month, await list_closings(siren, deps))
        return await _closing(head, first_on, deps, cause)

    return await append_record(AppendRecord(siren, decide, tell_of_closing), deps, cause)


async def _first_entry_on(siren: str, deps: Deps) -> date | None:
    where: Where = {"siren": siren, "entry.posted_on": Range(ge="0001-01-01")}
    page = await deps.ledger.find(where, order_by=(Order("entry.posted_on"),), limit=1)
    return page.items[0].state.certain_entry.posted_on if page.items else None


async def _closing(head: Head, first_on: date, deps: Deps, cause: Cause) -> Record:
    await fold_balances(FoldBalances(head.siren), deps)
    until = Range(le=f"{first_on:%Y-%m}")
    months = [one.state for one in await deps.month_balances.all({"siren": head.siren, "month": until})]
    year = head.year_of(first_on)
    series = frozenset((year, journal.value) for journal in Journal)
    numbered = await number_series(NumberSeries(head, series), deps)
    entry_count, debit_cents, perpetual_cents = sums_of(months, f"{first_on:%Y-%m}")
    closing = Closing(
        kind=Kind.MONTH,
        fiscal_year=year,
        starts_on=first_on,
        ends_on=month_starting(first_on)[1],
        closed_on=deps.clock.today(),
        closed_by=cause.actor,
        entry_count=entry_count,
        debit_cents=debit_cents,
        perpetual_cents=perpetual_cents,
        last_numbers={
            journal: number for (of, journal), number in sorted(numbered.numbers.items()) if of == year and number
        },
    )
    return Record(head.siren, 0, "", "", closing=closing, topic=closing_topic(head.siren))
