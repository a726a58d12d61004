"""Somebody of the group or the accountant declares that the customer signed a quote on paper."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.quote import Quote
from accounting.domain.quote_signing import accept
from essaim.contracts.accounting import QuoteAccepted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AcceptQuote:
    """Accepted on this day, under this order number of the customer."""

    quote_id: str
    accepted_on: date
    order_reference: str = ""


async def accept_quote(
    command: AcceptQuote, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[Quote]:
    """The quote, SIGNED, with who declared it."""
    happening, today = Happening(deps.clock.now(), cause.actor, "declared_signed"), deps.clock.today()

    def decide(quote: Quote) -> Change[Quote]:
        told = QuoteAccepted(
            quote_id=command.quote_id,
            activity_id=quote.activity_id,
            group_id=quote.group_id,
            total_excluding_vat=quote.totals.excluding_vat_cents,
        )
        return Change(accept(quote, command.accepted_on, command.order_reference, happening, today), (told,))

    return await deps.quotes.change(command.quote_id, decide, cause, expected_version=expected_version)
