"""Make the drafts of recurring invoices whose day has come."""

import logging
from dataclasses import replace
from datetime import date

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.invoice import InvoiceStatus
from accounting.domain.recurring import RecurringInvoice, RecurringStatus, content_of, drafted_on, due_days
from accounting.usecases.invoices.draft_invoice import DraftInvoice, draft_invoice
from accounting.usecases.invoices.submit_invoice import SubmitInvoice, submit_invoice
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.errors import EssaimError
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Range, Where

_LOG = logging.getLogger(__name__)


async def draft_recurring_invoices(deps: Deps) -> None:
    """One draft per recurrence and day, however often this runs; one that cannot be made says why and does not stop others."""
    today, cause = deps.clock.today(), fresh_cause("recurring-invoices")
    due: Where = {"status": RecurringStatus.ACTIVE.value, "next_on": Range(le=today.isoformat())}
    for stored in await deps.recurring_invoices.all(due):
        try:
            for day in due_days(stored.state, today):
                await _draft(stored, day, deps, cause)
        except (DomainError, EssaimError) as error:
            _LOG.warning("the draft of recurring invoice %s could not be made: %s", stored.id, error)
            await _note(stored.id, str(error), deps, cause)


async def _draft(stored: Stored[RecurringInvoice], day: date, deps: Deps, cause: Cause) -> None:
    one = stored.state
    invoice_id = derived_id(stored.id, f"invoice:{day}")
    command = DraftInvoice(
        one.activity_id, content_of(one, day), invoice_id=invoice_id, source=f"recurring:{stored.id}"
    )
    try:
        invoice = await draft_invoice(command, deps, cause)
    except DuplicateError:
        invoice = await deps.invoices.get(invoice_id)
    if one.submits and invoice.state.status is InvoiceStatus.DRAFT and invoice.version == 1:
        await submit_invoice(SubmitInvoice(invoice_id), deps, cause)
    await deps.recurring_invoices.change(
        stored.id,
        lambda now: Change(drafted_on(now, day, invoice_id)) if now.next_on == day else None,
        cause,
        effect=f"drafted:{day}",
    )


async def _note(recurring_id: str, trouble: str, deps: Deps, cause: Cause) -> None:
    await deps.recurring_invoices.change(
        recurring_id,
        lambda one: None if one.trouble == trouble else Change(replace(one, trouble=trouble)),
        cause,
        effect="trouble",
    )
