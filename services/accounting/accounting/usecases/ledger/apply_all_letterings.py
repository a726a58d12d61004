"""Finish letterings that a crash left half written."""

from accounting.deps import Deps
from accounting.usecases.ledger.apply_letterings import ApplyLetterings, apply_letterings


async def apply_all_letterings(deps: Deps) -> None:
    """Of every legal entity."""
    await apply_letterings(ApplyLetterings(), deps)
