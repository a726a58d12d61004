"""A group offers something to a customer."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.errors import InputError
from accounting.domain.pricing import Line, check_lines
from accounting.domain.quote import Quote
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreateQuote:
    """An offer, valid until a day."""

    activity_id: str
    customer_id: str
    valid_until: date
    lines: tuple[Line, ...]


async def create_quote(command: CreateQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The quote, OPEN."""
    activity = (await deps.activities.get(command.activity_id)).state
    check_open(activity)
    check_lines(command.lines)
    await find_customer(command.customer_id, activity.group_id, deps)
    if command.valid_until < deps.clock.today():
        raise InputError("valid_until", "is over", f"a day from {deps.clock.today()} on")
    quote = Quote(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        customer_id=command.customer_id,
        valid_until=command.valid_until,
        lines=command.lines,
    )
    return await deps.quotes.add(cause.new_id("quote"), quote, cause)
