"""The accountant registers a legal entity of the cooperative, or corrects it."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.mentions import check_mentions
from accounting.domain.parties import LegalEntity
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RegisterLegalEntity:
    """All of it, new or replaced, but its logo, which is set apart."""

    entity: LegalEntity


async def register_legal_entity(command: RegisterLegalEntity, deps: Deps, cause: Cause) -> Stored[LegalEntity]:
    """The legal entity. Refused when this deployment does not keep its books."""
    entity = command.entity
    if not deps.settings.keeps(entity.siren):
        raise RuleError("cae-01-foreign-legal-entity", f"the books of {entity.siren} are not kept here")

    check_mentions(entity)

    def decide(known: LegalEntity | None) -> Change[LegalEntity]:
        if known is not None and known.fiscal_year_start_month != entity.fiscal_year_start_month:
            raise RuleError("fiscal-year-fixed", "the month in which the financial year starts cannot be changed")
        return Change(replace(entity, logo=known.logo if known else None))

    await deps.legal_entities.put(entity.siren, decide, cause)
    return await deps.legal_entities.get(entity.siren)
