"""Drafts and quotes of a merged customer are pointed to the survivor. Each is one write, and repeating it changes nothing."""

from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.domain.invoice import Invoice
from accounting.domain.parties import Customer
from accounting.domain.quote import Quote
from accounting.usecases.parties.find_survivor import find_survivor
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PointDocuments:
    """Of which merged customer."""

    customer_id: str


async def point_documents(command: PointDocuments, deps: Deps, cause: Cause) -> None:
    """Nothing names the merged customer any more but what was issued, or is just being issued; then the record says so."""
    merged = command.customer_id
    survivor = await find_survivor(merged, deps.customers)
    if survivor == merged:
        return

    def invoice(one: Invoice) -> Change[Invoice] | None:
        free = one.order is None and one.number is None and one.customer_id == merged
        return Change(replace(one, customer_id=survivor)) if free else None

    def quote(one: Quote) -> Change[Quote] | None:
        return Change(replace(one, customer_id=survivor)) if one.customer_id == merged else None

    for draft in await deps.invoices.all({"customer_id": merged}):
        if draft.state.order is None:
            await deps.invoices.change(draft.id, invoice, cause, effect="customer")
    for offer in await deps.quotes.all({"customer_id": merged}):
        await deps.quotes.change(offer.id, quote, cause, effect="customer")

    def done(one: Customer) -> Change[Customer]:
        return Change(replace(one, documents_to_point=False))

    await deps.customers.change(merged, done, cause, effect="pointed")
