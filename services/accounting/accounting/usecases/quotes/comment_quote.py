"""Say something about a quote, to oneself and the accountant, to the team, or to the customer."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import commented
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CommentQuote:
    """What is said, and who may read it."""

    quote_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def comment_quote(
    command: CommentQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote with one more line in its history."""
    happening = Happening(deps.clock.now(), cause.actor, "commented", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda quote: Change(commented(quote, happening)),
        cause,
        expected_version=expected_version,
    )
