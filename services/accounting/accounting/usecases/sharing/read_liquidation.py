"""What the liquidation of a group is judged by: its documents, what the ledger has left, and what others told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.closing import expected_source_keys
from accounting.domain.expenses.expense_entries import source_keys
from accounting.domain.fiscal_year import fiscal_year_of, last_day
from accounting.domain.liquidation.balances import CUSTOMERS, SUPPLIERS
from accounting.domain.liquidation.facts import LiquidationFacts
from accounting.domain.parties import LegalEntity
from accounting.domain.record import Record
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_books_start import ReadBooksStart, read_books_start
from accounting.usecases.periods.read_closed_until import read_closed_until
from accounting.usecases.tills.read_standing import read_standing
from essaim.kit.aggregate import Stored
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ReadLiquidation:
    """Of this group, which is carried here."""

    group_id: str


async def read_liquidation(command: ReadLiquidation, deps: Deps) -> LiquidationFacts:
    """The facts of this moment. MissingError when the group has no activity here."""
    id_ = derived_id(command.group_id, "activity")
    activity = (await deps.activities.get(id_)).state
    records = await deps.ledger.all({"entry.activity_id": id_})
    share = await deps.shares.find_one({"group_id": command.group_id})
    book = await deps.advance_books.find_one({"group_id": command.group_id})
    facts = LiquidationFacts(
        today=deps.clock.today(),
        activity=activity,
        group=(await deps.groups.get(command.group_id)).state,
        invoices={one.id: one.state for one in await deps.invoices.all({"group_id": command.group_id})},
        quotes={one.id: one.state for one in await deps.quotes.all({"group_id": command.group_id})},
        purchases={one.id: one.state for one in await deps.purchases.all({"group_id": command.group_id})},
        expense_sheets={one.id: one.state for one in await deps.expense_sheets.all({"group_id": command.group_id})},
        tills={
            one.id: (one.state.code, await read_standing(one.id, deps))
            for one in await deps.tills.all({"group_id": command.group_id})
        },
        third_parties=_third_parties(records),
        unlettered_count=_unlettered(records),
        book=book.state if book else None,
        share_id=share.id if share else "",
        share=share.state if share else None,
    )
    facts = replace(facts, unposted=_unposted(facts, records))
    entity = await _entity(activity.siren, deps)
    return facts if entity is None else await _of_entity(facts, entity, deps)


def _unposted(facts: LiquidationFacts, records: Sequence[Stored[Record]]) -> tuple[str, ...]:
    expected = expected_source_keys(facts.activity, facts.invoices, facts.purchases)
    claimed = [key for id_, one in facts.expense_sheets.items() for key in source_keys(id_, one)]
    pending = (*claimed, *(facts.book.pending if facts.book else ()))
    known = {one.state.certain_entry.source_key for one in records}
    return tuple(key for key in (*expected, *pending) if key not in known)


def _third_parties(records: Sequence[Stored[Record]]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for record in records:
        for line in record.state.certain_entry.lines:
            if line.account.startswith("4"):
                sums[line.account, line.auxiliary.account if line.auxiliary else ""] += line.balance_cents
    return {key: cents for key, cents in sums.items() if cents}


def _unlettered(records: Sequence[Stored[Record]]) -> int:
    """The lines of customers and suppliers that have no letters."""
    return sum(
        1
        for record in records
        for place, line in enumerate(record.state.certain_entry.lines)
        if line.account.startswith((CUSTOMERS, SUPPLIERS)) and place not in record.state.letters
    )


async def _of_entity(facts: LiquidationFacts, entity: LegalEntity, deps: Deps) -> LiquidationFacts:
    """The facts with what the books of the legal entity tell."""
    siren, code = entity.siren, facts.activity.analytic_code
    starts_on = await read_books_start(ReadBooksStart(siren, facts.today), deps)
    cells = await read_balances(ReadBalances(siren, starts_on, max(starts_on, facts.today)), deps)
    stocks: dict[str, int] = defaultdict(int)
    for cell in cells:
        if cell.analytic_code == code and cell.account.startswith("3"):
            stocks[cell.account] += cell.balance_cents
    year = fiscal_year_of(facts.group.closed_on or facts.today, entity.fiscal_year_start_month)
    exports = await deps.fec_exports.all({"siren": siren})
    return replace(
        facts,
        stocks=dict(stocks),
        closed_until=await read_closed_until(siren, deps),
        entity_name=entity.name,
        year_ends_on=last_day(year, entity.fiscal_year_start_month),
        fec_written=any(one.state.year == year and one.state.year_is_closed for one in exports),
    )


async def _entity(siren: str, deps: Deps) -> LegalEntity | None:
    """The legal entity; None while it is not registered, and nothing can be posted."""
    try:
        return (await deps.legal_entities.get(siren)).state
    except MissingError:
        return None
