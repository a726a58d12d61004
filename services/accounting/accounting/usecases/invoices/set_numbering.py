"""The accountant sets how a legal entity numbers its documents (INV-02, INV-08)."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import RuleError
from accounting.domain.numbering import Numbering, Series
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Range


@dataclass(frozen=True)
class SetNumbering:
    """The templates of the series that have one, and the first numbers of those that go on from another software."""

    siren: str
    templates: Mapping[Series, str]
    first_numbers: Mapping[Series, int]


async def set_numbering(
    command: SetNumbering, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Numbering]:
    """The templates as kept, for what is issued from now on. InputError for one that cannot guarantee unique numbers;
    RuleError for another first number once something was issued."""
    siren = command.siren
    await deps.legal_entities.get(siren)
    has_numbers = await deps.invoices.find_one({"siren": siren, "number": Range(ge=" ")}) is not None

    def decide(known: Numbering | None) -> Change[Numbering]:
        before = known or Numbering(siren)
        if has_numbers and dict(command.first_numbers) != dict(before.first_numbers):
            raise RuleError(
                "inv-02-series-begun", "numbers were given already: the first number cannot change any more"
            )
        former = before.used if has_numbers else ()
        return Change(Numbering(siren, command.templates, command.first_numbers, former))

    if expected_version is not None:
        return await deps.numberings.change(siren, decide, cause, expected_version=expected_version)
    await deps.numberings.put(siren, decide, cause, effect=cause.command_id)
    return await deps.numberings.get(siren)
