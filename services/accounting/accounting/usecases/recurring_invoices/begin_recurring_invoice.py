"""A group invoices the same again and again."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.drafting import Content
from accounting.domain.pricing import check_lines
from accounting.domain.recurring import Every, RecurringInvoice, check_recurring
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class BeginRecurringInvoice:
    """What, how often, and from when; ``submits`` hands each draft over to whoever approves it."""

    activity_id: str
    content: Content
    every: Every
    first_on: date
    last_on: date | None = None
    submits: bool = False


async def begin_recurring_invoice(command: BeginRecurringInvoice, deps: Deps, cause: Cause) -> Stored[RecurringInvoice]:
    """ACTIVE; its first draft is made on its day."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    check_lines(command.content.lines, command.content.discount)
    await find_customer(command.content.customer_id, activity.group_id, deps, for_new=True)
    one = RecurringInvoice(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        content=command.content,
        every=command.every,
        first_on=command.first_on,
        next_on=command.first_on,
        last_on=command.last_on,
        submits=command.submits,
    )
    check_recurring(one, deps.clock.today())
    return await deps.recurring_invoices.add(cause.new_id("recurring"), one, cause)
