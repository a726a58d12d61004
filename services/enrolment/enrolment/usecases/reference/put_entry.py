"""Write one entry of reference data under its code: a new one, or in the place of what was there."""

from dataclasses import dataclass, replace
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.reference.establishment import Establishment
from enrolment.domain.reference.kinds import KINDS, Entry, check_entry
from enrolment.usecases.reference.find_entry import find_entry
from enrolment.usecases.reference.repository_of import repository_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.store.errors import DuplicateError


@dataclass(frozen=True)
class PutEntry:
    """The whole entry. ``expected_version`` is the version that its author read; there has to be one then."""

    kind: str
    code: str
    entry: Entry
    expected_version: int | None = None


async def put_entry(command: PutEntry, deps: Deps, cause: Cause) -> Stored[Any]:
    """The entry as it is stored. The same again changes nothing; a UAI belongs to one establishment."""
    kind, entry = KINDS[command.kind], command.entry
    if isinstance(entry, Establishment) and entry.uai is None and command.code.isupper():
        entry = replace(entry, uai=command.code)
    check_entry(kind, command.code, entry)
    known = await find_entry(kind, command.code, entry, deps)
    if known is not None and known.id != command.code:
        raise _uai_taken(known.id)
    repository = repository_of(kind, deps)
    try:
        if command.expected_version is not None:
            return await repository.change(
                command.code, lambda _: Change(entry), cause, expected_version=command.expected_version
            )
        stored = await repository.put(command.code, lambda _: Change(entry), cause)
    except DuplicateError as error:
        raise _uai_taken("another establishment") from error
    return stored or await repository.get(command.code)


def _uai_taken(code: str) -> RuleError:
    return RuleError("", "uai-taken", f"this UAI is that of {code}: change that one, or retire it without its UAI")
