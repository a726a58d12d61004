"""The draft invoice of an instalment was discarded: the quote can be invoiced there again."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.history import Happening
from accounting.domain.quote import Quote
from accounting.domain.quote_invoicing import freed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class FreeInstalment:
    """Which quote, and which of its invoices is none any more."""

    quote_id: str
    invoice_id: str


async def free_instalment(command: FreeInstalment, deps: Deps, cause: Cause) -> None:
    """Note it once. An invoice that is no instalment of the quote changes nothing."""
    happening = Happening(deps.clock.now(), cause.actor, "invoice_discarded")

    def decide(quote: Quote) -> Change[Quote] | None:
        changed = freed(quote, command.invoice_id, happening)
        return None if changed is None else Change(changed)

    await deps.quotes.change(command.quote_id, decide, cause, effect=f"freed:{command.invoice_id}")
