"""The customer signs a quote behind its link."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening, Visibility
from accounting.domain.quote import Quote
from accounting.domain.quote_signing import CUSTOMER, Visitor, digest_of, sign
from accounting.usecases.quotes.open_link import open_link
from essaim.contracts.accounting import QuoteAccepted
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class SignQuote:
    """Who signs, what sentence they agreed to, and where they came from."""

    token: str
    name: str
    text: str
    visitor: Visitor
    order_reference: str = ""


async def sign_quote(command: SignQuote, deps: Deps, cause: Cause) -> Stored[Quote]:
    """The quote, SIGNED, with its proof. Repeated, the first signature stays."""
    found, today, digest = await open_link(command.token, deps), deps.clock.today(), digest_of(command.token)
    happening = Happening(deps.clock.now(), CUSTOMER, "signed", visibility=Visibility.CUSTOMER)

    def decide(quote: Quote) -> Change[Quote] | None:
        if quote.link is None or quote.link.digest != digest:
            raise NotFoundError("link-unknown", "this link leads to no quote any more")
        signed = sign(quote, command.name, command.order_reference, command.text, command.visitor, happening, today)
        if signed is quote:
            return None
        told = QuoteAccepted(
            quote_id=found.id,
            activity_id=quote.activity_id,
            group_id=quote.group_id,
            total_excluding_vat=quote.totals.excluding_vat_cents,
        )
        return Change(signed, (told,))

    return await deps.quotes.change(found.id, decide, cause)
