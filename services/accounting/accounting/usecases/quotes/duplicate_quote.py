"""A new draft that says what another quote says, in whatever state that one is."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.errors import InputError
from accounting.domain.history import Happening
from accounting.domain.quote import Quote
from accounting.domain.quoting import copy_of
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DuplicateQuote:
    """Which one, and until when the new one is to be valid."""

    quote_id: str
    valid_until: date


async def duplicate_quote(command: DuplicateQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The new quote, DRAFT."""
    quote = (await deps.quotes.get(command.quote_id)).state
    check_open((await deps.activities.get(quote.activity_id)).state)
    await find_customer(quote.customer_id, quote.group_id, deps, for_new=True)
    if command.valid_until < deps.clock.today():
        raise InputError("valid_until", "is over", f"a day from {deps.clock.today()} on")
    happening = Happening(deps.clock.now(), cause.actor, "duplicated")
    return await deps.quotes.add(cause.new_id("quote"), copy_of(quote, command.valid_until, happening), cause)
