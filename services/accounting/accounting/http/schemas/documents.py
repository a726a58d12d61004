"""Quotes, invoices and purchases."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.invoice import Invoice, Means
from accounting.domain.pricing import Line as PricedLine
from accounting.domain.pricing import Nature, totals_of
from accounting.domain.purchase import Purchase
from accounting.domain.quote import Quote
from accounting.http.schemas.texts import Decimal, Line, Short
from essaim.contracts.types import Amount, AmountIn, Id, format_amount
from essaim.kit.aggregate import Stored


class LineModel(BaseModel):
    """One line; the price excludes VAT."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"label": "Sac", "quantity": "2", "unit_price": "18.50", "vat_rate": "20", "nature": "goods"},
            ]
        },
    )
    label: Line
    quantity: Decimal
    unit_price: AmountIn
    vat_rate: Literal["20", "10", "5.5", "2.1"]
    nature: Nature

    def to_domain(self) -> PricedLine:
        """As the domain has it."""
        return PricedLine(self.label, self.quantity, self.unit_price, self.vat_rate, self.nature)

    @classmethod
    def of(cls, line: PricedLine) -> "LineModel":
        """From the domain."""
        return cls.model_validate(
            {
                "label": line.label,
                "quantity": line.quantity,
                "unit_price": format_amount(line.unit_price_cents),
                "vat_rate": line.vat_rate,
                "nature": line.nature,
            }
        )


Lines = Annotated[list[LineModel], Field(min_length=1, max_length=200)]


def lines_of(lines: list[LineModel]) -> tuple[PricedLine, ...]:
    """The lines as the domain has them."""
    return tuple(line.to_domain() for line in lines)


class QuoteIn(BaseModel):
    """A new quote."""

    model_config = ConfigDict(extra="forbid")
    activity_id: Id
    customer_id: Id
    valid_until: date
    lines: Lines


class AcceptanceIn(BaseModel):
    """When the customer accepted."""

    model_config = ConfigDict(extra="forbid")
    accepted_on: date


class QuoteOut(QuoteIn):
    """A quote as it stands."""

    id: str
    group_id: str
    status: str
    accepted_on: date | None
    invoice_id: str | None
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    version: int

    @classmethod
    def of(cls, stored: Stored[Quote]) -> "QuoteOut":
        """From the stored one."""
        one, totals = stored.state, totals_of(stored.state.lines)
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            customer_id=one.customer_id,
            valid_until=one.valid_until,
            lines=[LineModel.of(line) for line in one.lines],
            status=one.status,
            accepted_on=one.accepted_on,
            invoice_id=one.invoice_id,
            total_excluding_vat=totals.excluding_vat_cents,
            vat=totals.vat_cents,
            total_including_vat=totals.including_vat_cents,
            version=stored.version,
        )


class InvoiceIn(BaseModel):
    """A new draft."""

    model_config = ConfigDict(extra="forbid")
    activity_id: Id
    customer_id: Id
    lines: Lines


class InvoiceEdit(BaseModel):
    """The new content of a draft."""

    model_config = ConfigDict(extra="forbid")
    customer_id: Id
    lines: Lines


class IssueIn(BaseModel):
    """What the accountant adds on issuing: the day of the sale, and a due date other than 30 days."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"service_on": "2026-12-01"}]})
    service_on: date
    due_on: date | None = None


class PaymentIn(BaseModel):
    """Money that came in."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"paid_on": "2026-12-15", "amount": "120.00", "means": "transfer"}]},
    )
    paid_on: date
    amount: AmountIn
    means: Means


class InvoiceOut(InvoiceIn):
    """An invoice as it stands; ``number`` from the issue on."""

    id: str
    group_id: str
    siren: str
    status: str
    number: str | None
    issued_on: date | None
    service_on: date | None
    due_on: date | None
    quote_id: str | None
    contribution_rate_percent: str | None
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    paid: Amount
    version: int

    @classmethod
    def of(cls, stored: Stored[Invoice]) -> "InvoiceOut":
        """From the stored one."""
        one, totals, order = stored.state, stored.state.totals, stored.state.order
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            customer_id=one.customer_id,
            siren=one.siren,
            lines=[LineModel.of(line) for line in one.lines],
            status=one.status,
            number=one.number,
            issued_on=one.issued_on,
            service_on=order.service_on if order else None,
            due_on=order.due_on if order else None,
            quote_id=one.quote_id,
            contribution_rate_percent=one.contribution_rate_percent,
            total_excluding_vat=totals.excluding_vat_cents,
            vat=totals.vat_cents,
            total_including_vat=totals.including_vat_cents,
            paid=one.paid_cents,
            version=stored.version,
        )


class PurchaseIn(BaseModel):
    """A supplier's invoice. The account is one of the chart, with or without the zeros that pad it: 601 or 601000."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "activity_id": "01a20000-0000-7000-8000-000000000000",
                    "supplier_name": "Filature Exemple",
                    "supplier_reference": "F-2641",
                    "invoiced_on": "2026-12-03",
                    "account": "601",
                    "label": "Maille recyclée, 34 m",
                    "total_excluding_vat": "326.40",
                    "vat": "65.28",
                }
            ]
        },
    )
    activity_id: Id
    supplier_name: Line
    supplier_reference: Short
    invoiced_on: date
    account: str = Field(pattern=r"^6[0-9]{2,7}$", description="An account of class 6 of the chart")
    label: Line
    total_excluding_vat: AmountIn
    vat: AmountIn


class PurchasePaymentIn(BaseModel):
    """When the supplier was paid."""

    model_config = ConfigDict(extra="forbid")
    paid_on: date


class PurchaseOut(PurchaseIn):
    """A purchase as it stands."""

    id: str
    group_id: str
    status: str
    recorded_on: date
    paid_on: date | None
    version: int

    @classmethod
    def of(cls, stored: Stored[Purchase]) -> "PurchaseOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            supplier_name=one.supplier_name,
            supplier_reference=one.supplier_reference,
            invoiced_on=one.invoiced_on,
            account=one.account,
            label=one.label,
            total_excluding_vat=format_amount(one.total_excluding_vat_cents),
            vat=format_amount(one.vat_cents),
            status=one.status,
            recorded_on=one.recorded_on,
            paid_on=one.paid_on,
            version=stored.version,
        )
