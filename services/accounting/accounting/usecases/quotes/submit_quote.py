"""A group hands a draft to whoever approves it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import submitted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SubmitQuote:
    """Hand this draft over, with a word if so."""

    quote_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def submit_quote(
    command: SubmitQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, SUBMITTED."""
    happening = Happening(deps.clock.now(), cause.actor, "submitted", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda quote: Change(submitted(quote, happening)),
        cause,
        expected_version=expected_version,
    )
