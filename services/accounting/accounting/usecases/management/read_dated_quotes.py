"""The quotes of activities, each with the day it was made and the day its invoice was issued."""

from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.domain.management.pipeline import DatedQuote
from essaim.kit.store.port import In

AT_ONCE = 500


@dataclass(frozen=True)
class ReadDatedQuotes:
    """Whose."""

    activity_ids: tuple[str, ...]


async def read_dated_quotes(command: ReadDatedQuotes, deps: Deps) -> tuple[DatedQuote, ...]:
    """All of them."""
    dated: list[DatedQuote] = []
    for first in range(0, len(command.activity_ids), AT_ONCE):
        ids = command.activity_ids[first : first + AT_ONCE]
        for stored in await deps.quotes.all({"activity_id": In(ids)}):
            quote = stored.state
            made_on = date.fromisoformat(str(stored.document["created_at"])[:10])
            invoiced_on = None
            if quote.invoice_id is not None:
                invoiced_on = (await deps.invoices.get(quote.invoice_id)).state.issued_on
            dated.append(DatedQuote(quote, made_on, invoiced_on))
    return tuple(dated)
