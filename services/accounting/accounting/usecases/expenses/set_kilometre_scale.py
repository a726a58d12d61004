"""The accountant puts the official kilometre scale of a civil year."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.expenses.kilometre_scale import KilometreScale, check_scale
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetKilometreScale:
    """The scale of one year."""

    siren: str
    scale: KilometreScale


async def set_kilometre_scale(command: SetKilometreScale, deps: Deps, cause: Cause) -> Stored[KilometreScale]:
    """As it is kept. Sheets that were approved stay; whoever drives again in that year gets the difference with it."""
    check_scale(command.scale)
    await deps.legal_entities.get(command.siren)
    id_ = f"{command.siren}:{command.scale.first_year}"
    await deps.kilometre_scales.put(id_, lambda _: Change(command.scale), cause)
    return await deps.kilometre_scales.get(id_)
