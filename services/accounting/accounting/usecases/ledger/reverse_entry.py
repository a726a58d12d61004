"""The accountant reverses an entry: a new one says the opposite, and both stay (ACC-03)."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import InputError, RuleError
from accounting.domain.record import Record
from accounting.domain.reversal import reversal
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReverseEntry:
    """Which record, from which day on, and why."""

    record_id: str
    reason: str
    posted_on: date | None = None


async def reverse_entry(command: ReverseEntry, deps: Deps, cause: Cause) -> Stored[Record]:
    """The reversing entry; the same again when it is repeated. RuleError when it was reversed for another reason."""
    stored = await deps.ledger.get(command.record_id)
    today = deps.clock.today()
    on = command.posted_on or today
    entry = stored.state.certain_entry
    if not entry.posted_on <= on <= today:
        raise InputError("posted_on", "is before the entry or in the future", f"{entry.posted_on} to {today}")
    draft = reversal(stored.state, stored.id, command.reason, on)
    posted = await post_entry(PostEntry(draft), deps, cause)
    if posted.state.certain_entry.why.sentence != draft.why.sentence:
        raise RuleError("acc-03-reversed", f"{entry.reference} was reversed before, by {posted.id}")
    return posted
