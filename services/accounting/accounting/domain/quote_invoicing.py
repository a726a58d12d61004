"""The invoices of a signed quote: which instalment comes next, what it says, and which deposits the final one takes off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from accounting.domain.drafting import Content
from accounting.domain.errors import InputError, RuleError
from accounting.domain.history import Happening
from accounting.domain.instalments import Instalment, deposit_lines
from accounting.domain.invoice import Invoice, InvoiceStatus, reference_to
from accounting.domain.invoice_parts import InvoiceKind, Prepaid
from accounting.domain.quote import AGREED, Quote, QuoteStatus, with_happening
from accounting.domain.quote_parts import Billing
from accounting.domain.quote_plan import check_changed_plan, check_plan_of, effective, taken_off


def living(quote: Quote) -> dict[int, Billing]:
    """The instalments that have an invoice, by their place in the plan."""
    return {one.place: one for one in quote.billings if not one.discarded}


def next_place(quote: Quote, wanted: int | None, invoices: Mapping[str, Invoice]) -> int:
    """The instalment to invoice now; the one of a draft that waits for its issue is the same again.

    RuleError when all are invoiced, when an earlier one is not, and for the final one while a deposit is not issued.
    """
    parts, done = effective(quote.plan), living(quote)
    _check_agreed(quote)
    if len(done) == len(parts):
        numbers = ", ".join(_name(invoices.get(done[place].invoice_id)) for place in sorted(done))
        raise RuleError("quote-invoiced", f"the quote is invoiced already: {numbers}")
    waiting = [place for place in sorted(done) if not _issued(invoices.get(done[place].invoice_id))]
    missing = next(place for place in range(len(parts)) if place not in done)
    place = wanted if wanted is not None else min([*waiting, missing])
    if not 0 <= place < len(parts):
        raise InputError("place", "is not an instalment of the plan", f"0 to {len(parts) - 1}")
    if place not in done and place > missing:
        raise RuleError("instalment-order", f"{parts[missing].label} comes before {parts[place].label}")
    if place == len(parts) - 1 and waiting:
        label = parts[waiting[0]].label
        detail = f"{label} is not issued yet: the final invoice takes off what was invoiced before; issue it, or change the plan"
        raise RuleError("instalment-not-issued", detail)
    return place


def billed(quote: Quote, place: int, billing: Billing, happening: Happening) -> Quote:
    """An invoice is drafted for this instalment. RuleError when somebody was faster with another one."""
    _check_agreed(quote)
    known = living(quote).get(place)
    if known == billing:
        return quote
    if known is not None:
        raise RuleError("instalment-invoiced", f"the instalment has the invoice {known.invoice_id} already")
    return with_happening(_settled(replace(quote, billings=(*quote.billings, billing))), happening)


def freed(quote: Quote, invoice_id: str, happening: Happening) -> Quote | None:
    """The draft of an instalment was discarded: it can be invoiced again. None when it was known or is none of this quote."""
    if all(one.invoice_id != invoice_id or one.discarded for one in quote.billings):
        return None
    billings = tuple(replace(one, discarded=True) if one.invoice_id == invoice_id else one for one in quote.billings)
    return with_happening(_settled(replace(quote, billings=billings)), happening)


def attempts(quote: Quote, place: int) -> int:
    """How many invoices this instalment had so far."""
    return sum(one.place == place for one in quote.billings)


def with_plan(quote: Quote, plan: tuple[Instalment, ...], happening: Happening) -> Quote:
    """Another plan for what is not invoiced yet."""
    _check_agreed(quote)
    check_changed_plan(quote.plan, plan, tuple(living(quote)))
    check_plan_of(quote.lines, quote.discount, plan)
    return with_happening(_settled(replace(quote, plan=plan)), happening)


def kind_of(quote: Quote, place: int) -> InvoiceKind:
    """A deposit, or for the last instalment the invoice over everything."""
    return InvoiceKind.INVOICE if place == len(effective(quote.plan)) - 1 else InvoiceKind.DEPOSIT


def invoice_content(quote: Quote, place: int) -> Content:
    """What the invoice of an instalment says."""
    about = f"devis {quote.number}" if quote.number else "devis"
    if kind_of(quote, place) is InvoiceKind.INVOICE:
        title = quote.title or f"Selon {about}"
        return Content(quote.customer_id, quote.lines, quote.discount, title, quote.order_reference, quote.note)
    parts = effective(quote.plan)
    lines = deposit_lines(quote.lines, quote.discount, parts, place, about)
    return Content(
        quote.customer_id, lines, title=f"{parts[place].label} — {about}", order_reference=quote.order_reference
    )


def prepaid_of(deposits: Sequence[tuple[str, Invoice]]) -> tuple[Prepaid, ...]:
    """What issued deposits take off the final invoice: all that no credit note took back."""
    found = []
    for invoice_id, deposit in deposits:
        left = taken_off(deposit.totals.vat, [one for credit in deposit.credits for one in credit.vat])
        if left and deposit.number is not None:
            found.append(Prepaid(reference_to(invoice_id, deposit), left))
    return tuple(found)


def _settled(quote: Quote) -> Quote:
    """With the status that its invoices give it."""
    done = len(living(quote))
    if done == len(effective(quote.plan)):
        return replace(quote, status=QuoteStatus.INVOICED)
    return replace(quote, status=QuoteStatus.INVOICING if done else QuoteStatus.SIGNED)


def _check_agreed(quote: Quote) -> None:
    if quote.status not in AGREED:
        raise RuleError("quote-not-signed", f"only a signed quote is invoiced, this one is {quote.status}")


def _issued(invoice: Invoice | None) -> bool:
    return invoice is not None and invoice.number is not None


def _name(invoice: Invoice | None) -> str:
    if invoice is None:
        return "a draft"
    return invoice.number or ("a draft" if invoice.status is not InvoiceStatus.ISSUING else "one that is being issued")
