"""The kilometre scale that a legal entity applies in a civil year."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.kilometre_scale import KilometreScale
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ReadKilometreScale:
    """Which year."""

    siren: str
    year: int


async def read_kilometre_scale(command: ReadKilometreScale, deps: Deps) -> KilometreScale | None:
    """What the accountant put for it, if anything: then it replaces the seeded one."""
    try:
        return (await deps.kilometre_scales.get(f"{command.siren}:{command.year}")).state
    except MissingError:
        return None
