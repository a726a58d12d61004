"""The quotes of activities, each with what its issued invoices asked for."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.management.pipeline import DatedQuote, InvoicedPart
from accounting.domain.quote import Quote
from accounting.usecases.quotes.read_instalments import ReadInstalments, read_instalments
from essaim.kit.store.port import In

AT_ONCE = 500


@dataclass(frozen=True)
class ReadDatedQuotes:
    """Whose."""

    activity_ids: tuple[str, ...]


async def read_dated_quotes(command: ReadDatedQuotes, deps: Deps) -> tuple[DatedQuote, ...]:
    """All of them that were sent."""
    dated: list[DatedQuote] = []
    for first in range(0, len(command.activity_ids), AT_ONCE):
        ids = command.activity_ids[first : first + AT_ONCE]
        for stored in await deps.quotes.all({"activity_id": In(ids)}):
            if stored.state.sending is not None:
                dated.append(DatedQuote(stored.state, await _invoiced(stored.state, deps)))
    return tuple(dated)


async def _invoiced(quote: Quote, deps: Deps) -> tuple[InvoicedPart, ...]:
    made = (await read_instalments(ReadInstalments(quote), deps)).values()
    return tuple(InvoicedPart(one.issued_on, one.due_excluding_vat_cents) for one in made if one.issued_on is not None)
