"""Suppliers' invoices: what is sent. What is shown is in ``purchases_shown``."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.accounts import unpadded
from accounting.domain.purchase import ActivityPart, MemberPart, Payee, PurchaseKind
from accounting.domain.purchasing.editing import PurchaseContent
from accounting.domain.purchasing.line import MOST_LINES, PurchaseLine, computed_vat
from accounting.domain.vat import VAT_PER_MILLE, VatTreatment
from accounting.http.schemas.texts import Decimal, Line, Short, Text
from essaim.contracts.types import AmountIn, Id


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


_PERCENT = Field(default=None, pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$", description="0.01 to 100")


class PurchaseLineIn(BaseModel):
    """One line of the paper, without VAT. ``vat`` is computed from the rate when it is left out."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"label": "Toile", "account": "601", "total_excluding_vat": "300.00", "vat_rate": "20", "vat": "60.00"}
            ]
        },
    )
    label: Line
    account: str = Field(
        pattern=r"^[26][0-9]{1,7}$", description="Of class 6, or 2 for an asset; with or without zeros"
    )
    total_excluding_vat: AmountIn
    vat_rate: str | None = Field(default=None, pattern=r"^[0-9]{1,2}(\.[0-9]{1,2})?$")
    vat: AmountIn | None = Field(default=None, description="As on the paper; nothing for VAT that the buyer declares")
    treatment: VatTreatment = VatTreatment.STANDARD
    deductible_percent: int = Field(default=100, ge=0, le=100, description="The part of its VAT that is recovered")
    in_contribution: bool = Field(default=True, description="Whether it lowers the margin of the contribution (CAE-09)")
    quantity: Decimal | None = None
    order_line: int | None = Field(
        default=None, ge=0, lt=MOST_LINES, description="Place of the line of the order, from 0"
    )

    def to_domain(self) -> PurchaseLine:
        """As the domain has it."""
        taxed = self.treatment is VatTreatment.STANDARD and self.vat_rate in VAT_PER_MILLE
        computed = computed_vat(self.total_excluding_vat, self.vat_rate) if taxed and self.vat_rate else 0
        return PurchaseLine(
            label=self.label,
            account=unpadded(self.account),
            excluding_vat_cents=self.total_excluding_vat,
            vat_rate=self.vat_rate,
            vat_cents=computed if self.vat is None else self.vat,
            treatment=self.treatment,
            deductible_percent=self.deductible_percent,
            in_contribution=self.in_contribution,
            quantity=self.quantity,
            order_line=self.order_line,
        )


class MemberPartModel(BaseModel):
    """What a member paid the supplier themselves: percent of the total including VAT, or an amount of it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"person_id": "p1", "percent": "40"}]})
    person_id: Id
    percent: str | None = _PERCENT
    amount: AmountIn | None = None


class ActivityPartModel(BaseModel):
    """What another activity of the same legal entity bears: percent, or an amount excluding VAT."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"activity_id": "01a20000-0000-7000-8000-000000000000", "percent": "50"}]},
    )
    activity_id: Id
    percent: str | None = _PERCENT
    amount: AmountIn | None = None


class PurchaseEdit(BaseModel):
    """What a draft says. The supplier is a record, or a name for which a record is found or made."""

    model_config = ConfigDict(extra="forbid")
    supplier_id: Id | None = None
    supplier_name: Line | None = None
    supplier_reference: Short
    invoiced_on: date
    due_on: date | None = Field(default=None, description="By the supplier's terms when it is left out")
    kind: PurchaseKind = PurchaseKind.INVOICE
    original_id: Id | None = Field(default=None, description="Of a credit note: the recorded invoice that it is about")
    lines: list[PurchaseLineIn] = Field(min_length=1, max_length=MOST_LINES)
    stated_total: AmountIn | None = Field(
        default=None, description="What the paper asks for, VAT included; cents of difference are booked as rounding"
    )
    member: MemberPartModel | None = None
    shared_with: list[ActivityPartModel] = Field(default_factory=list, max_length=20)
    order_id: Id | None = None
    note: Text = ""

    def to_content(self) -> PurchaseContent:
        """As the domain has it, not looked up yet."""
        member = self.member
        return PurchaseContent(
            reference=self.supplier_reference,
            invoiced_on=self.invoiced_on,
            lines=tuple(one.to_domain() for one in self.lines),
            due_on=self.due_on,
            kind=self.kind,
            original_id=self.original_id,
            stated_total_cents=self.stated_total,
            member=MemberPart(member.person_id, member.percent, member.amount) if member else None,
            shared_with=tuple(ActivityPart(one.activity_id, "", one.percent, one.amount) for one in self.shared_with),
            order_id=self.order_id,
            note=self.note,
        )


class PurchaseDraftIn(PurchaseEdit):
    """A new draft."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "activity_id": "01a20000-0000-7000-8000-000000000000",
                    "supplier_name": "Filature Exemple",
                    "supplier_reference": "F-2641",
                    "invoiced_on": "2026-12-03",
                    "lines": [
                        {"label": "Maille", "account": "601", "total_excluding_vat": "300.00", "vat_rate": "20"},
                        {"label": "Port", "account": "624", "total_excluding_vat": "26.40", "vat_rate": "20"},
                    ],
                    "stated_total": "391.68",
                    "member": {"person_id": "p1", "amount": "91.68"},
                }
            ]
        },
    )
    activity_id: Id


class PaymentIn(BaseModel):
    """A payment. ``amount`` is all that is left when it is left out; the same ``payment_id`` again changes nothing."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"paid_on": "2026-12-10", "amount": "120.00", "to": "supplier"}]},
    )
    paid_on: date
    amount: AmountIn | None = None
    to: Payee = Payee.SUPPLIER
    payment_id: Id | None = None


class PurchaseReasonIn(BaseModel):
    """Why a purchase is cancelled, or in dispute."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Saisi deux fois"}]})
    reason: Text


class WordsIn(BaseModel):
    """A few words."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"comment": "Il manque la facture."}]})
    comment: Text = ""
