"""The terms of a legal entity's contribution: its dated policies, and the default rate that it carries itself (CAE-09)."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.contribution.policy import Agreed
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ReadAgreed:
    """Whose terms."""

    siren: str


async def read_agreed(command: ReadAgreed, deps: Deps) -> Agreed:
    """The terms; those of an activity itself are on the activity. NotFoundError while the legal entity is not registered."""
    entity = (await deps.legal_entities.get(command.siren)).state
    try:
        policies = (await deps.contribution_schedules.get(command.siren)).state.policies
    except MissingError:
        policies = ()
    return Agreed(entity.fiscal_year_start_month, entity.contribution_rate_percent, policies)
