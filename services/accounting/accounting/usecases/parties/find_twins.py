"""The records that may be of the same customer or supplier: looked for by what they could have in common."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.customers import known_customer
from accounting.domain.duplicates import Known, Twin, twins_of
from accounting.domain.suppliers import known_supplier
from accounting.domain.third_party import PartyStatus, name_key
from essaim.kit.store.port import Condition

MOST_PER_QUESTION = 500
LIVING = (PartyStatus.ACTIVE, PartyStatus.ARCHIVED)


@dataclass(frozen=True)
class FindTwins:
    """Of whom. ``legal_entity`` for suppliers, which are of one; customers are of all."""

    known: Known
    legal_entity: str | None = None


async def find_twins(command: FindTwins, deps: Deps) -> list[Twin]:
    """The likeliest first, of all owners: whoever answers a person leaves out what that person may not know of."""
    others: dict[str, Known] = {}
    for where in _questions(command):
        if command.legal_entity is None:
            customers = (await deps.customers.find(where, limit=MOST_PER_QUESTION)).items
            others |= {one.id: known_customer(one.id, one.state) for one in customers if one.state.status in LIVING}
        else:
            asked = {**where, "legal_entity": command.legal_entity}
            suppliers = (await deps.suppliers.find(asked, limit=MOST_PER_QUESTION)).items
            others |= {one.id: known_supplier(one.id, one.state) for one in suppliers if one.state.status in LIVING}
    return twins_of(command.known, others.values())


def _questions(command: FindTwins) -> list[dict[str, Condition]]:
    known = command.known
    asked: list[dict[str, Condition]] = [{"name_key": name_key(known.name)}]
    if known.siren:
        asked.append({"siren": known.siren})
    if known.vat_number:
        asked.append({"vat_number": known.vat_number})
    if known.iban and command.legal_entity is not None:
        asked.append({"iban": known.iban})
    return asked
