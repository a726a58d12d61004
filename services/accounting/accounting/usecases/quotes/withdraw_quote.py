"""The group takes a quote back, before the customer agreed to it."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quoting import withdrawn
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawQuote:
    """Take this one back, with a word if so."""

    quote_id: str
    comment: str = ""
    visibility: Visibility = Visibility.TEAM


async def withdraw_quote(
    command: WithdrawQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote: DRAFT again when it was not sent, WITHDRAWN for good when the customer had it."""
    happening = Happening(deps.clock.now(), cause.actor, "withdrawn", command.comment, command.visibility)
    return await deps.quotes.change(
        command.quote_id,
        lambda quote: Change(withdrawn(quote, happening, deps.clock.today())),
        cause,
        expected_version=expected_version,
    )
