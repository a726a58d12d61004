"""Orders to suppliers."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.accounts import unpadded
from accounting.domain.pricing import Unit
from accounting.domain.purchasing.order import MOST_LINES, OrderContent, OrderLine, Reception, SupplierOrder
from accounting.http.schemas.texts import Decimal, Line, Short, Text
from essaim.contracts.types import Amount, AmountIn, Id, format_amount
from essaim.kit.aggregate import Stored


class OrderLineModel(BaseModel):
    """What is ordered; the price excludes VAT, the account is where the invoice will be booked."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "label": "Maille",
                    "quantity": "34",
                    "unit": "MTR",
                    "unit_price": "9.60",
                    "vat_rate": "20",
                    "account": "601",
                }
            ]
        },
    )
    label: Line
    quantity: Decimal
    unit: Unit = Unit.PIECE
    unit_price: AmountIn
    vat_rate: str = Field(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2})?$")
    account: str = Field(pattern=r"^[26][0-9]{1,7}$")

    def to_domain(self) -> OrderLine:
        """As the domain has it."""
        return OrderLine(self.label, self.quantity, self.unit_price, self.vat_rate, unpadded(self.account), self.unit)

    @classmethod
    def of(cls, line: OrderLine) -> "OrderLineModel":
        """From the domain."""
        return cls.model_validate(
            {
                "label": line.label,
                "quantity": line.quantity,
                "unit": line.unit,
                "unit_price": format_amount(line.unit_price_cents),
                "vat_rate": line.vat_rate,
                "account": line.account,
            }
        )


class OrderEdit(BaseModel):
    """What a draft says."""

    model_config = ConfigDict(extra="forbid")
    supplier_id: Id
    lines: list[OrderLineModel] = Field(min_length=1, max_length=MOST_LINES)
    wanted_on: date | None = None
    note: Text = ""

    def to_content(self) -> OrderContent:
        """As the domain has it."""
        return OrderContent(self.supplier_id, tuple(one.to_domain() for one in self.lines), self.wanted_on, self.note)


class OrderIn(OrderEdit):
    """A new draft."""

    activity_id: Id


class SentIn(BaseModel):
    """When it went to the supplier."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"sent_on": "2026-12-01"}]})
    sent_on: date


class ReceptionIn(BaseModel):
    """What came: a quantity for each line, 0 for none; without quantities all that is left."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"received_on": "2026-12-08", "quantities": ["20"]}]}
    )
    received_on: date
    quantities: list[Decimal] = Field(default_factory=list, max_length=MOST_LINES)
    comment: Text = ""


class OrderPurchaseIn(BaseModel):
    """The supplier's invoice for it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"supplier_reference": "F-2641", "invoiced_on": "2026-12-09"}]},
    )
    supplier_reference: Short
    invoiced_on: date
    due_on: date | None = None
    received_only: bool = Field(default=False, description="Only what came, and not all that was ordered")


class ReceptionOut(BaseModel):
    """What came on a day."""

    id: str
    received_on: date
    quantities: list[str]
    comment: str

    @classmethod
    def of(cls, one: Reception) -> "ReceptionOut":
        """From the domain."""
        return cls(id=one.id, received_on=one.received_on, quantities=list(one.quantities), comment=one.comment)


class OrderOut(BaseModel):
    """An order as it stands; ``number`` from the approval on."""

    id: str
    activity_id: str
    group_id: str
    siren: str
    supplier_id: str
    lines: list[OrderLineModel]
    wanted_on: date | None
    note: str
    status: str
    number: str | None
    approved_on: date | None
    approved_as: str | None
    submitted_by: str | None
    sent_on: date | None
    receptions: list[ReceptionOut]
    quantities_left: list[str]
    invoiced_by: list[str]
    total_excluding_vat: Amount
    vat: Amount
    total_including_vat: Amount
    version: int

    @classmethod
    def of(cls, stored: Stored[SupplierOrder]) -> "OrderOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            activity_id=one.activity_id,
            group_id=one.group_id,
            siren=one.siren,
            supplier_id=one.supplier_id,
            lines=[OrderLineModel.of(line) for line in one.lines],
            wanted_on=one.wanted_on,
            note=one.note,
            status=one.status,
            number=one.number,
            approved_on=one.approved_on,
            approved_as=one.approved_as,
            submitted_by=one.submitted_by,
            sent_on=one.sent_on,
            receptions=[ReceptionOut.of(reception) for reception in one.receptions],
            quantities_left=list(one.quantities_left),
            invoiced_by=list(one.invoiced_by),
            total_excluding_vat=one.total_excluding_vat_cents,
            vat=one.total_including_vat_cents - one.total_excluding_vat_cents,
            total_including_vat=one.total_including_vat_cents,
            version=stored.version,
        )
