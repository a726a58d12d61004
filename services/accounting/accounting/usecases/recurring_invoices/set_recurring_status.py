"""Pause a recurring invoice, take it up again, or end it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.recurring import RecurringInvoice, RecurringStatus, with_status
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetRecurringStatus:
    """Which one, and where it is to stand."""

    recurring_id: str
    status: RecurringStatus


async def set_recurring_status(
    command: SetRecurringStatus, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[RecurringInvoice]:
    """The recurrence as it stands now. RuleError once it has ended."""
    return await deps.recurring_invoices.change(
        command.recurring_id,
        lambda one: Change(with_status(one, command.status)),
        cause,
        expected_version=expected_version,
    )
