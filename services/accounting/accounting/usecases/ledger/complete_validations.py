"""Complete entries that were being validated when a process died."""

from accounting.deps import Deps
from accounting.domain.manual_entry import DraftStatus
from accounting.usecases.ledger.complete_validation import CompleteValidation, complete_validation
from essaim.kit.cause import fresh_cause


async def complete_validations(deps: Deps) -> None:
    """Each gets its number; one that is in good hands gets the same."""
    for stored in await deps.entry_drafts.all({"status": DraftStatus.VALIDATING.value}):
        await complete_validation(CompleteValidation(stored.id), deps, fresh_cause("complete-validations"))
