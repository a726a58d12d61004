"""All pairs of customers, or of suppliers of a legal entity, that are probably one: for the accountant to merge."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import known_customer
from accounting.domain.duplicates import Pair, pairs_of
from accounting.domain.suppliers import known_supplier
from accounting.usecases.parties.find_twins import LIVING


@dataclass(frozen=True)
class ListDuplicates:
    """Of the suppliers of this legal entity; without one, of the customers. ``most`` pairs, the likeliest first."""

    most: int
    legal_entity: str | None = None


async def list_duplicates(command: ListDuplicates, deps: Deps) -> list[Pair]:
    """Across groups: that two groups sell to the same customer is what the accountant wants to know."""
    if command.legal_entity is None:
        customers = await deps.customers.all()
        known = [known_customer(one.id, one.state) for one in customers if one.state.status in LIVING]
    else:
        suppliers = await deps.suppliers.all({"legal_entity": command.legal_entity})
        known = [known_supplier(one.id, one.state) for one in suppliers if one.state.status in LIVING]
    return pairs_of(known)[: command.most]
