"""A group writes an offer to a customer."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.activity import check_open
from accounting.domain.history import Happening
from accounting.domain.quote import Quote, QuoteContent, with_words
from accounting.domain.quoting import check_content
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CreateQuote:
    """What is offered in which activity."""

    activity_id: str
    content: QuoteContent


async def create_quote(command: CreateQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The quote, DRAFT."""
    activity, content = (await deps.activities.get(command.activity_id)).state, command.content
    check_open(activity)
    check_content(content, deps.clock.today())
    await find_customer(content.customer_id, activity.group_id, deps, for_new=True)
    quote = Quote(
        activity_id=command.activity_id,
        group_id=activity.group_id,
        scheme=activity.scheme,
        customer_id=content.customer_id,
        valid_until=content.valid_until,
        lines=content.lines,
        history=(Happening(deps.clock.now(), cause.actor, "drafted"),),
    )
    return await deps.quotes.add(cause.new_id("quote"), with_words(quote, content), cause)
