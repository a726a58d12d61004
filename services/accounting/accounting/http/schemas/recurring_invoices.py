"""Recurring invoices."""

from datetime import date

from pydantic import Field

from accounting.domain.recurring import Every, RecurringInvoice, RecurringStatus
from accounting.http.schemas.invoices import InvoiceIn
from accounting.http.schemas.lines import DiscountModel, LineModel
from essaim.kit.aggregate import Stored


class RecurringInvoiceIn(InvoiceIn):
    """What a draft says each time. Texts may name the period: {mois}, {annee}, {trimestre}."""

    every: Every
    first_on: date
    last_on: date | None = None
    submits: bool = Field(default=False, description="Hand each draft over to whoever approves it")


class RecurringInvoiceOut(RecurringInvoiceIn):
    """A recurrence as it stands."""

    id: str
    group_id: str
    status: RecurringStatus
    next_on: date
    drafted_invoice_ids: list[str]
    trouble: str = Field(description="Why the last draft could not be made; it is tried again")
    version: int

    @classmethod
    def of(cls, stored: Stored[RecurringInvoice]) -> "RecurringInvoiceOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            customer_id=one.content.customer_id,
            lines=[LineModel.of(line) for line in one.content.lines],
            discount=DiscountModel.of(one.content.discount),
            title=one.content.title or None,
            order_reference=one.content.order_reference or None,
            note=one.content.note or None,
            every=one.every,
            first_on=one.first_on,
            last_on=one.last_on,
            submits=one.submits,
            status=one.status,
            next_on=one.next_on,
            drafted_invoice_ids=list(one.drafted),
            trouble=one.trouble,
            version=stored.version,
        )
