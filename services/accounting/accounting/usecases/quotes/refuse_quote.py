"""The customer refuses a quote behind its link."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.quote import Quote, sent
from accounting.domain.quote_signing import digest_of, refuse
from accounting.usecases.quotes.open_link import open_link
from essaim.contracts.accounting import QuoteRefused
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class RefuseQuote:
    """Why, in the words of the customer."""

    token: str
    reason: str = ""


async def refuse_quote(command: RefuseQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The quote, REFUSED. The reason is not in the event: it is what a person wrote."""
    found, digest = await open_link(command.token, deps), digest_of(command.token)
    now, today = deps.clock.now(), deps.clock.today()

    def decide(quote: Quote) -> Change[Quote] | None:
        if quote.link is None or quote.link.digest != digest:
            raise NotFoundError("link-unknown", "this link leads to no quote any more")
        refused = refuse(quote, command.reason, now, today)
        if refused is quote:
            return None
        told = QuoteRefused(
            quote_id=found.id,
            activity_id=quote.activity_id,
            group_id=quote.group_id,
            number=sent(quote).number,
            refused_on=today,
            total_excluding_vat=quote.totals.excluding_vat_cents,
        )
        return Change(refused, (told,))

    return await deps.quotes.change(found.id, decide, cause)
