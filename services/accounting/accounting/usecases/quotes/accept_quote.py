"""The customer accepted a quote."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.pricing import totals_of
from accounting.domain.quote import Quote, accept
from essaim.contracts.accounting import QuoteAccepted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AcceptQuote:
    """Accepted on this day."""

    quote_id: str
    accepted_on: date


async def accept_quote(
    command: AcceptQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, ACCEPTED."""

    def decide(quote: Quote) -> Change[Quote]:
        accepted = QuoteAccepted(
            quote_id=command.quote_id,
            activity_id=quote.activity_id,
            group_id=quote.group_id,
            total_excluding_vat=totals_of(quote.lines).excluding_vat_cents,
        )
        return Change(accept(quote, command.accepted_on, deps.clock.today()), (accepted,))

    return await deps.quotes.change(command.quote_id, decide, cause, expected_version=expected_version)
