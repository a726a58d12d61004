"""Quotes."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict, JsonValue

from accounting.domain.invoice import Invoice
from accounting.domain.quote import PlanShown, Quote, QuoteContent, state_on
from accounting.domain.quote_invoicing import living
from accounting.http.schemas.lines import DiscountModel, LineModel, Lines, VatModel, lines_of, vat_of
from accounting.http.schemas.quote_parts import InstalmentModel, InstalmentOut, LinkOut, instalments_of
from accounting.http.schemas.texts import Line, Short, Text
from essaim.contracts.types import Amount, Id
from essaim.kit.aggregate import Stored

_PLAN: list[JsonValue] = [
    {"label": "Acompte", "percent": "30", "on": "2026-12-15"},
    {"label": "Solde", "percent": "70", "on": "2027-01-31"},
]
EXAMPLE: JsonDict = {
    "customer_id": "dd49c89b-b902-5fdb-badc-0b7982c40628",
    "valid_until": "2026-12-31",
    "title": "Sacs pour la rentrée littéraire",
    "lines": [{"label": "Sac", "quantity": "40", "unit_price": "18.50", "vat_rate": "20", "nature": "goods"}],
    "plan": _PLAN,
}


class QuoteEdit(BaseModel):
    """What a draft says. An empty plan is one invoice."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})
    customer_id: Id
    valid_until: date
    lines: Lines
    discount: DiscountModel | None = None
    title: Line | None = None
    note: Text | None = None
    conditions: Text | None = None
    plan: list[InstalmentModel] = Field(default_factory=list, max_length=12)
    plan_shown: PlanShown = Field(default=PlanShown.ALL, description="How the customer reads the plan")

    def to_content(self) -> QuoteContent:
        """As the domain has it."""
        return QuoteContent(
            customer_id=self.customer_id,
            valid_until=self.valid_until,
            lines=lines_of(self.lines),
            discount=self.discount.to_domain() if self.discount else None,
            title=self.title or "",
            note=self.note or "",
            conditions=self.conditions or "",
            plan=tuple(one.to_domain() for one in self.plan),
            plan_shown=self.plan_shown,
        )


class QuoteIn(QuoteEdit):
    """A new quote."""

    activity_id: Id


class AcceptanceIn(BaseModel):
    """When the customer signed the paper, and under which order number."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"accepted_on": "2026-11-27"}]})
    accepted_on: date
    order_reference: Short | None = None


class SendingIn(BaseModel):
    """The address that the quote goes to; the customer's own when nothing is said."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"email": "achats@exemple.fr"}]})
    email: Short | None = None


class ValidityIn(BaseModel):
    """Until when the new quote is to be valid."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"valid_until": "2026-12-31"}]})
    valid_until: date


class RevisionIn(BaseModel):
    """Until when the new version is to be valid; as long as the former one when nothing is said."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"valid_until": "2027-01-15"}]})
    valid_until: date | None = None


class PlaceIn(BaseModel):
    """Which instalment to invoice, the first being 0; the next one when nothing is said."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"place": 0}]})
    place: int | None = Field(default=None, ge=0, le=11)


class PlanIn(BaseModel):
    """The whole plan as it is to be; instalments that are invoiced stay as they are."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"plan": _PLAN}]})
    plan: list[InstalmentModel] = Field(min_length=1, max_length=12)
    comment: Text = ""


class QuoteOut(BaseModel):
    """A quote as it stands. ``number`` from the sending on; ``invoice_id`` is the last invoice that was made of it."""

    id: str
    activity_id: str
    group_id: str
    customer_id: str
    status: str
    number: str | None
    edition: int
    former_id: str | None
    superseded_by: str | None
    valid_until: date
    title: str
    note: str
    conditions: str
    lines: list[LineModel]
    discount: DiscountModel | None
    plan_shown: PlanShown
    instalments: list[InstalmentOut]
    submitted_by: str | None
    approved_as: str | None
    sent_on: date | None
    pdf_sha256: str | None
    link: LinkOut | None
    accepted_on: date | None
    signed_by: str | None
    declared_by: str | None
    order_reference: str
    refusal: str
    invoice_id: str | None
    total_excluding_vat: Amount
    vat: Amount
    vat_per_rate: list[VatModel]
    total_including_vat: Amount
    version: int

    @classmethod
    def of(cls, stored: Stored[Quote], today: date, invoices: Mapping[str, Invoice] | None = None) -> "QuoteOut":
        """From the stored one. ``invoices`` are those of its instalments, when they were read."""
        one, totals, sending = stored.state, stored.state.totals, stored.state.sending
        made = [billing.invoice_id for _, billing in sorted(living(one).items())]
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            customer_id=one.customer_id,
            status=state_on(one, today),
            number=one.number,
            edition=one.edition,
            former_id=one.former_id,
            superseded_by=one.superseded_by,
            valid_until=one.valid_until,
            title=one.title,
            note=one.note,
            conditions=one.conditions,
            lines=[LineModel.of(line) for line in one.lines],
            discount=DiscountModel.of(one.discount),
            plan_shown=one.plan_shown,
            instalments=instalments_of(one, invoices or {}),
            submitted_by=one.submitted_by,
            approved_as=one.approved_as,
            sent_on=sending.sent_on if sending else None,
            pdf_sha256=sending.pdf_sha256 if sending else None,
            link=LinkOut.of(one),
            accepted_on=one.accepted_on,
            signed_by=one.signature.name if one.signature else None,
            declared_by=one.declared_by,
            order_reference=one.order_reference,
            refusal=one.refusal,
            invoice_id=made[-1] if made else one.invoice_id,
            total_excluding_vat=totals.excluding_vat_cents,
            vat=totals.vat_cents,
            vat_per_rate=vat_of(totals),
            total_including_vat=totals.including_vat_cents,
            version=stored.version,
        )


class SentOut(BaseModel):
    """The quote, and the address of its page, told this once: only its hash is kept.

    With an Idempotency-Key the answer is kept for a day, so the address is left out of it: it is nowhere to be read later.
    """

    quote: QuoteOut
    signing_url: str | None
