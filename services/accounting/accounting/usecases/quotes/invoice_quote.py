"""Draft the next invoice of a signed quote: a deposit, or the final invoice that takes the deposits off."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.errors import DomainError
from accounting.domain.history import Happening
from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.quote import Quote
from accounting.domain.quote_invoicing import (
    attempts,
    billed,
    invoice_content,
    kind_of,
    living,
    next_place,
    prepaid_of,
)
from accounting.domain.quote_parts import Billing
from accounting.usecases.invoices.draft_invoice import DraftInvoice, draft_invoice
from accounting.usecases.quotes.free_instalment import FreeInstalment, free_instalment
from accounting.usecases.quotes.read_instalments import ReadInstalments, read_instalments
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError, MissingError


@dataclass(frozen=True)
class InvoiceQuote:
    """Which quote, and which instalment when it is not simply the next one (the first is 0)."""

    quote_id: str
    place: int | None = None


async def invoice_quote(command: InvoiceQuote, deps: Deps, cause: Cause) -> Stored[Invoice]:
    """The draft. Asked twice, it is the same one until it is issued; RuleError once everything is invoiced.

    The quote notes first which invoice it will be, so that no draft exists that the quote does not know; the id follows from
    quote, place and attempt, so that what a crash cut off is completed by asking again.
    """
    quote = await _healed(command.quote_id, deps, cause)
    invoices = await read_instalments(ReadInstalments(quote), deps)
    unfinished = [one for one in living(quote).values() if one.invoice_id not in invoices]
    if unfinished:
        return await _draft(command.quote_id, quote, unfinished[0], invoices, deps, cause)
    place = next_place(quote, command.place, invoices)
    known = living(quote).get(place)
    if known is not None:
        return await deps.invoices.get(known.invoice_id)
    attempt = attempts(quote, place)
    billing = Billing(place, attempt, derived_id(command.quote_id, f"instalment:{place}:{attempt}"))
    happening = Happening(deps.clock.now(), cause.actor, "invoiced")

    def decide(one: Quote) -> Change[Quote] | None:
        changed = billed(one, place, billing, happening)
        return None if changed is one else Change(changed)

    noted = (await deps.quotes.change(command.quote_id, decide, cause, effect=billing.invoice_id)).state
    return await _draft(command.quote_id, noted, billing, invoices, deps, cause)


async def _healed(quote_id: str, deps: Deps, cause: Cause) -> Quote:
    """The quote once it knows of every draft that was discarded."""
    quote = (await deps.quotes.get(quote_id)).state
    for invoice_id, invoice in (await read_instalments(ReadInstalments(quote), deps)).items():
        if invoice.status is InvoiceStatus.DISCARDED:
            await free_instalment(FreeInstalment(quote_id, invoice_id), deps, cause)
    return (await deps.quotes.get(quote_id)).state


async def _draft(
    quote_id: str, quote: Quote, billing: Billing, invoices: dict[str, Invoice], deps: Deps, cause: Cause
) -> Stored[Invoice]:
    kind = kind_of(quote, billing.place)
    others = [one.invoice_id for _, one in sorted(living(quote).items()) if one != billing]
    deposits = [(id_, invoices[id_]) for id_ in others if id_ in invoices]
    draft = DraftInvoice(
        activity_id=quote.activity_id,
        content=invoice_content(quote, billing.place),
        quote_id=quote_id,
        invoice_id=billing.invoice_id,
        kind=kind,
        prepaid=prepaid_of(deposits) if kind is InvoiceKind.INVOICE else (),
    )
    try:
        return await draft_invoice(draft, deps, cause)
    except DuplicateError:
        return await deps.invoices.get(billing.invoice_id)
    except (DomainError, MissingError):
        # A rule says no. Unless somebody else was just in time nothing was drafted, and the instalment stays to be invoiced.
        if billing.invoice_id in await read_instalments(ReadInstalments(quote), deps):
            return await deps.invoices.get(billing.invoice_id)
        await free_instalment(FreeInstalment(quote_id, billing.invoice_id), deps, cause)
        raise
