"""Put away a draft that nobody wants any more."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import discarded
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DiscardQuote:
    """Put this one away."""

    quote_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def discard_quote(
    command: DiscardQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, DISCARDED."""
    happening = Happening(deps.clock.now(), cause.actor, "discarded", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda quote: Change(discarded(quote, happening)),
        cause,
        expected_version=expected_version,
    )
