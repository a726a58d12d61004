"""Post the opening balances that a crash left out after the closing of a year."""

from accounting.deps import Deps
from accounting.domain.period import Kind
from accounting.usecases.periods.list_closings import list_closings
from accounting.usecases.periods.open_year import OpenYear, open_year
from essaim.kit.cause import fresh_cause


async def complete_closings(deps: Deps) -> None:
    """Of the last closed year of every legal entity; an opening that is there already stays."""
    for entity in await deps.legal_entities.all():
        years = [one.fiscal_year for one in await list_closings(entity.id, deps) if one.kind is Kind.YEAR]
        if not years or await _is_open(entity.id, max(years) + 1, deps):
            continue
        await open_year(OpenYear(entity.id, max(years)), deps, fresh_cause("complete-closings"))


async def _is_open(siren: str, year: int, deps: Deps) -> bool:
    return await deps.ledger.find_one({"entry.source_key": f"opening:{siren}:{year}"}) is not None
