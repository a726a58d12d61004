"""What happens to an invoice before it has a number: edited, submitted, returned, withdrawn, discarded, commented.

Every step is a line of its history, so that a student reads why a draft came back and the accountant who sent what.
"""

from dataclasses import dataclass, replace

from accounting.domain.errors import RuleError
from accounting.domain.history import Happening, check_comment, check_room
from accounting.domain.invoice import EDITABLE, Invoice, InvoiceStatus, with_happening
from accounting.domain.invoice_parts import InvoiceKind
from accounting.domain.pricing import Discount, Line, check_lines

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Content:
    """What a draft says."""

    customer_id: str
    lines: tuple[Line, ...]
    discount: Discount | None = None
    title: str = ""
    order_reference: str = ""
    note: str = ""


def with_content(invoice: Invoice, content: Content) -> Invoice:
    """Replace what a draft says. Nothing else can be edited (ACC-03); a credit note keeps its customer."""
    if invoice.status not in EDITABLE:
        detail = f"the invoice is {invoice.status}; only a draft or a returned one can be changed"
        raise RuleError("acc-03-invoice-not-draft", detail)
    if invoice.kind is not InvoiceKind.INVOICE and content.customer_id != invoice.customer_id:
        raise RuleError("inv-07-other-customer", f"a {invoice.kind} stays with the customer of its invoice")
    if invoice.kind is InvoiceKind.DEPOSIT:
        raise RuleError("deposit-of-quote", "a deposit follows its quote: discard it and change the plan of the quote")
    check_lines(content.lines, content.discount)
    return replace(
        invoice,
        customer_id=content.customer_id,
        lines=content.lines,
        discount=content.discount,
        title=content.title,
        order_reference=content.order_reference,
        note=content.note,
    )


def submitted(invoice: Invoice, happening: Happening) -> Invoice:
    """The draft is handed to whoever approves it."""
    if invoice.status not in EDITABLE:
        raise RuleError(
            "invoice-not-draft", f"the invoice is {invoice.status}; only a draft or a returned one is submitted"
        )
    handed = replace(invoice, submitted_by=happening.actor)
    return with_happening(handed, happening, status=InvoiceStatus.SUBMITTED)


def sent_back(invoice: Invoice, happening: Happening) -> Invoice:
    """It goes back to the group, with what has to be changed."""
    _check_submitted(invoice, "handed back")
    check_comment(happening.comment)
    return with_happening(invoice, happening, status=InvoiceStatus.RETURNED)


def withdrawn(invoice: Invoice, happening: Happening) -> Invoice:
    """The group takes back what it submitted, as long as nobody decided."""
    _check_submitted(invoice, "withdrawn")
    return with_happening(invoice, happening, status=InvoiceStatus.DRAFT)


def discarded(invoice: Invoice, happening: Happening) -> Invoice:
    """A draft that nobody wants any more: it stays as a trace, and takes no number."""
    if invoice.status not in EDITABLE:
        slug = "inv-07-no-deletion" if invoice.number else "invoice-not-draft"
        what = "an issued invoice is taken back by a credit note" if invoice.number else "return or withdraw it first"
        raise RuleError(slug, f"the invoice is {invoice.status} and cannot be discarded: {what}")
    return with_happening(invoice, happening, status=InvoiceStatus.DISCARDED)


def commented(invoice: Invoice, happening: Happening) -> Invoice:
    """Somebody said something about it, in any state."""
    check_comment(happening.comment, required=True)
    check_room(invoice.history)
    return with_happening(invoice, happening)


def _check_submitted(invoice: Invoice, what: str) -> None:
    if invoice.status is not InvoiceStatus.SUBMITTED:
        raise RuleError("invoice-not-submitted", f"the invoice is {invoice.status}; only a submitted one is {what}")
