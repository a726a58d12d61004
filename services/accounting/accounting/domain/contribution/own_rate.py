"""A rate that one document has of its own, agreed before it is issued and kept for ever after (CAE-09).

It is on the invoice itself: a rate and an issue at the same moment are two writes of one document, and one of them is refused.
"""

from dataclasses import replace

from accounting.domain.contribution.terms import plain_rate
from accounting.domain.errors import RuleError
from accounting.domain.invoice import EDITABLE, Invoice, InvoiceStatus


def with_own_rate(invoice: Invoice, rate_percent: str | None) -> Invoice:
    """The invoice with this rate, or with none of its own. RuleError once it is being issued."""
    if invoice.status not in (*EDITABLE, InvoiceStatus.SUBMITTED):
        raise RuleError(
            "cae-09-invoice-issued", f"the invoice is {invoice.status}; its rate is fixed from the issue on"
        )
    rate = None if rate_percent is None else plain_rate(rate_percent, "rate_percent")
    return replace(invoice, contribution_rate_percent=rate)
