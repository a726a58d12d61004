"""A coach or the accountant gives a quote back to the group."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import sent_back
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReturnQuote:
    """Give this one back, and say what has to be changed."""

    quote_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def return_quote(
    command: ReturnQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, RETURNED."""
    happening = Happening(deps.clock.now(), cause.actor, "returned", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda quote: Change(sent_back(quote, happening)),
        cause,
        expected_version=expected_version,
    )
