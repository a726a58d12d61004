"""Parts of quotes: instalments with what they ask for and their invoices, and the signing link without its secret."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from accounting.domain.instalments import Instalment
from accounting.domain.invoice import Invoice
from accounting.domain.quote import Quote
from accounting.domain.quote_invoicing import kind_of, living
from accounting.domain.quote_plan import effective, instalment_amounts
from accounting.http.schemas.texts import Decimal, Short
from essaim.contracts.types import Amount


class InstalmentModel(BaseModel):
    """One part of a plan, in percent of the whole; the parts are 100 % together, and the last one is the final invoice."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"label": "Acompte", "percent": "30", "on": "2026-12-15"}]}
    )
    label: Short
    percent: Decimal
    on: date | None = None

    def to_domain(self) -> Instalment:
        """As the domain has it."""
        return Instalment(self.label, self.percent, self.on)


class InstalmentOut(InstalmentModel):
    """What it asks for, and its invoice. ``invoice_status`` and ``invoice_number`` are told of a single quote only."""

    model_config = ConfigDict(extra="forbid")
    place: int
    kind: str
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    invoice_id: str | None
    invoice_status: str | None
    invoice_number: str | None


def instalments_of(quote: Quote, invoices: Mapping[str, Invoice]) -> list[InstalmentOut]:
    """Every instalment, in order; one of them for a quote without a plan."""
    amounts = instalment_amounts(quote.lines, quote.discount, quote.plan)
    billings, found = living(quote), []
    for place, (one, asks) in enumerate(zip(effective(quote.plan), amounts, strict=True)):
        invoice_id = billings[place].invoice_id if place in billings else None
        invoice = invoices.get(invoice_id) if invoice_id else None
        found.append(
            InstalmentOut(
                label=one.label,
                percent=one.percent,
                on=one.on,
                place=place,
                kind=kind_of(quote, place),
                total_excluding_vat=asks.excluding_vat_cents,
                vat=asks.vat_cents,
                total_including_vat=asks.including_vat_cents,
                invoice_id=invoice_id,
                invoice_status=invoice.status if invoice else None,
                invoice_number=invoice.number if invoice else None,
            )
        )
    return found


class LinkOut(BaseModel):
    """The signing link: to whom it went, until when it leads to the quote, and whether it was revoked."""

    email: str | None
    made_at: datetime
    made_by: str
    valid_until: date
    revoked_at: datetime | None

    @classmethod
    def of(cls, quote: Quote) -> "LinkOut | None":
        """From the domain; nothing of the token."""
        link = quote.link
        if link is None:
            return None
        return cls(
            email=link.email,
            made_at=link.made_at,
            made_by=link.made_by,
            valid_until=quote.valid_until,
            revoked_at=link.revoked_at,
        )
