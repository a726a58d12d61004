"""Close an entry of a carrier's lists, its own or a shipped one: for this carrier it gets a last day."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.screening.lists import OwnEntry, close
from enrolment.usecases.screening.find_lists import find_lists
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class CloseEntry:
    """Which entry of which carrier, its last day, and why."""

    partner: str
    entry_id: str
    until: date
    reason: str


async def close_entry(command: CloseEntry, deps: Deps, cause: Cause) -> Stored[OwnEntry]:
    """The entry with its last day. Other carriers keep a shipped entry as it is."""
    lists = await find_lists(command.partner, deps)
    found = next((one for one in lists if derived_id(command.partner, one.entry.key) == command.entry_id), None)
    if found is None:
        raise NotFoundError("not-found", "the lists of this carrier have no such entry")
    today = deps.clock.today()

    def change(stored: OwnEntry | None) -> Change[OwnEntry]:
        known = stored or OwnEntry(command.partner, found.entry, shipped=True)
        return Change(close(known, until=command.until, reason=command.reason, today=today, actor=cause.actor))

    stored = await deps.screening_entries.put(command.entry_id, change, cause)
    return stored or await deps.screening_entries.get(command.entry_id)
