"""Give an entry that is being validated its number, and write the number into it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.entry import CENTRAL
from accounting.domain.manual_entry import DraftStatus, ManualEntry, complete_validation as completed, to_post
from accounting.usecases.ledger.post_entry import PostEntry, post_entry
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CompleteValidation:
    """Which draft."""

    draft_id: str


async def complete_validation(command: CompleteValidation, deps: Deps, cause: Cause) -> Stored[ManualEntry]:
    """The draft, VALIDATED. Repeated, it changes nothing: the entry is posted once for its draft."""
    stored = await deps.entry_drafts.get(command.draft_id)
    if stored.state.status is not DraftStatus.VALIDATING:
        return stored
    draft = to_post(stored.state, command.draft_id, await _activity_id(stored.state, deps))
    record = await post_entry(PostEntry(draft), deps, cause)
    return await deps.entry_drafts.change(
        command.draft_id, lambda one: Change(completed(one, record.id)), cause, effect="validation"
    )


async def _activity_id(entry: ManualEntry, deps: Deps) -> str | None:
    """The activity that all lines belong to, if it is one."""
    codes = {line.analytic_code for line in entry.content.lines} - {None, CENTRAL}
    if len(codes) != 1:
        return None
    found = await deps.activities.find_one({"siren": entry.siren, "analytic_code": str(next(iter(codes)))})
    return found.id if found else None
