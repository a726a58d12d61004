"""Change what a draft or a returned quote says."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.quote import Quote, QuoteContent
from accounting.domain.quoting import with_content
from accounting.usecases.parties.find_customer import find_customer
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EditQuote:
    """What it is to say."""

    quote_id: str
    content: QuoteContent


async def edit_quote(
    command: EditQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote with its new content."""
    quote = (await deps.quotes.get(command.quote_id)).state
    await find_customer(command.content.customer_id, quote.group_id, deps, for_new=True)
    happening, today = Happening(deps.clock.now(), cause.actor, "edited"), deps.clock.today()
    return await deps.quotes.change(
        command.quote_id,
        lambda one: Change(with_content(one, command.content, happening, today)),
        cause,
        expected_version=expected_version,
    )
