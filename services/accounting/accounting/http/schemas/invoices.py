"""Invoices, deposits, credit notes and corrective invoices."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.drafting import Content
from accounting.domain.history import Happening, Visibility
from accounting.domain.invoice import Invoice, Means, is_overdue
from accounting.domain.invoice_parts import InvoiceKind, Reference
from accounting.http.schemas.lines import DiscountModel, LineModel, Lines, VatModel, lines_of, vat_of
from accounting.http.schemas.texts import Line, Short, Text
from essaim.contracts.types import Amount, AmountIn, Id
from essaim.kit.aggregate import Stored


class InvoiceEdit(BaseModel):
    """What a draft says."""

    model_config = ConfigDict(extra="forbid")
    customer_id: Id
    lines: Lines
    discount: DiscountModel | None = None
    title: Line | None = None
    order_reference: Short | None = Field(default=None, description="The customer's own order number")
    note: Text | None = None

    def to_content(self) -> Content:
        """As the domain has it."""
        return Content(
            customer_id=self.customer_id,
            lines=lines_of(self.lines),
            discount=self.discount.to_domain() if self.discount else None,
            title=self.title or "",
            order_reference=self.order_reference or "",
            note=self.note or "",
        )


class InvoiceIn(InvoiceEdit):
    """A new draft."""

    activity_id: Id


class IssueIn(BaseModel):
    """What is added on issuing: the day of the sale, which only an invoice needs, and a due date other than the customer's
    terms."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"service_on": "2026-12-01"}]})
    service_on: date | None = None
    due_on: date | None = None


class CommentIn(BaseModel):
    """A few words, and who may read them: oneself and the accountant, the team, or the customer too."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"comment": "Il manque la taille.", "visibility": "team"}]}
    )
    comment: Text = ""
    visibility: Visibility = Visibility.TEAM


class ReasonIn(BaseModel):
    """Why a credit note or a corrective invoice is made; it is printed on it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Un sac rendu"}]})
    reason: Line


class PaymentIn(BaseModel):
    """Money that came in."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"paid_on": "2026-12-15", "amount": "120.00", "means": "transfer"}]},
    )
    paid_on: date
    amount: AmountIn
    means: Means


class ReferenceOut(BaseModel):
    """Another invoice: its id, number and date."""

    invoice_id: str
    number: str
    issued_on: date

    @classmethod
    def of(cls, reference: Reference | None) -> "ReferenceOut | None":
        """From the domain."""
        if reference is None:
            return None
        return cls(invoice_id=reference.invoice_id, number=reference.number, issued_on=reference.issued_on)


class HappeningOut(BaseModel):
    """One line of the history."""

    at: datetime
    actor: str
    action: str
    comment: str
    visibility: Visibility

    @classmethod
    def of(cls, line: Happening) -> "HappeningOut":
        """From the domain."""
        return cls(at=line.at, actor=line.actor, action=line.action, comment=line.comment, visibility=line.visibility)


class MissingMentionOut(BaseModel):
    """A mention that is missing or wrong: its field, the rule that wants it, and what would be accepted."""

    field: str
    message: str
    accepted: str


class InvoiceOut(BaseModel):
    """An invoice as it stands; ``number`` from the issue on. Of a credit note, amounts are what it takes back."""

    id: str
    kind: InvoiceKind
    activity_id: str
    group_id: str
    siren: str
    customer_id: str
    lines: list[LineModel]
    discount: DiscountModel | None
    title: str
    order_reference: str
    note: str
    status: str
    overdue: bool
    number: str | None
    issued_on: date | None
    service_on: date | None
    due_on: date | None
    quote_id: str | None
    original: ReferenceOut | None
    corrected_by: str | None
    credit_note_ids: list[str]
    deposits: list[ReferenceOut]
    submitted_by: str | None
    approved_as: str | None
    contribution_rate_percent: str | None
    total_excluding_vat: Amount
    vat: Amount
    vat_per_rate: list[VatModel]
    total_including_vat: Amount
    deposits_taken_off: Amount
    credited: Amount
    paid: Amount
    left: Amount
    version: int

    @classmethod
    def of(cls, stored: Stored[Invoice], today: date) -> "InvoiceOut":
        """From the stored one."""
        one, totals, order = stored.state, stored.state.totals, stored.state.order
        return cls(
            id=stored.id,
            kind=one.kind,
            activity_id=one.activity_id,
            group_id=one.group_id,
            siren=one.siren,
            customer_id=one.customer_id,
            lines=[LineModel.of(line) for line in one.lines],
            discount=DiscountModel.of(one.discount),
            title=one.title,
            order_reference=one.order_reference,
            note=one.note,
            status=one.status,
            overdue=is_overdue(one, today),
            number=one.number,
            issued_on=one.issued_on,
            service_on=order.service_on if order else None,
            due_on=order.due_on if order else None,
            quote_id=one.quote_id,
            original=ReferenceOut.of(one.original),
            corrected_by=one.corrected_by,
            credit_note_ids=[credit.invoice_id for credit in one.credits],
            deposits=[found for prepaid in one.prepaid if (found := ReferenceOut.of(prepaid.deposit))],
            submitted_by=one.submitted_by,
            approved_as=one.approved_as,
            contribution_rate_percent=one.contribution_rate_percent,
            total_excluding_vat=totals.excluding_vat_cents,
            vat=totals.vat_cents,
            vat_per_rate=vat_of(totals),
            total_including_vat=totals.including_vat_cents,
            deposits_taken_off=one.prepaid_cents,
            credited=one.credited_cents,
            paid=one.paid_cents,
            left=one.left_cents,
            version=stored.version,
        )
