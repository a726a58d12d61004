"""Add an entry to a carrier's lists."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.screening.activities import ListedActivity
from enrolment.domain.screening.lists import OwnEntry, add
from enrolment.usecases.screening.find_lists import find_lists
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import ConflictError
from essaim.kit.ids import derived_id

MOST_ENTRIES = 2000


@dataclass(frozen=True)
class AddEntry:
    """Whose lists, and what is on them from now on."""

    partner: str
    entry: ListedActivity


async def add_entry(command: AddEntry, deps: Deps, cause: Cause) -> Stored[OwnEntry]:
    """The entry under the id that follows from carrier, list, code and first day. Refused when the lists say it already."""
    lists = await find_lists(command.partner, deps)
    if len(lists) >= MOST_ENTRIES:
        raise RuleError("CAE-10", "too-many-entries", f"the lists of a carrier have at most {MOST_ENTRIES} entries")
    id_ = derived_id(command.partner, command.entry.key)
    known = [one.entry for one in lists if not (one.partner and one.entry == command.entry)]
    own = add(command.entry, known, partner=command.partner, today=deps.clock.today(), actor=cause.actor)
    try:
        return await deps.screening_entries.add(id_, own, cause)
    except ConflictError as error:
        raise RuleError("CAE-10", "listed-already", f"{command.entry.key} is listed already") from error
