"""The invoices of a quote as they stand."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.invoice import Invoice
from accounting.domain.quote import Quote
from accounting.domain.quote_invoicing import living
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class ReadInstalments:
    """Of which quote."""

    quote: Quote


async def read_instalments(command: ReadInstalments, deps: Deps) -> dict[str, Invoice]:
    """By id, without those that a crash left undrafted."""
    found: dict[str, Invoice] = {}
    for billing in living(command.quote).values():
        try:
            found[billing.invoice_id] = (await deps.invoices.get(billing.invoice_id)).state
        except MissingError:
            continue
    return found
