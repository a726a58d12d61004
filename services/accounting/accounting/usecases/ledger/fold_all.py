"""Keep the sums of the months close behind the books of every legal entity."""

from accounting.deps import Deps
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances


async def fold_all(deps: Deps) -> None:
    """A job: readers add what is left themselves."""
    for entity in await deps.legal_entities.all():
        await fold_balances(FoldBalances(entity.id), deps)
