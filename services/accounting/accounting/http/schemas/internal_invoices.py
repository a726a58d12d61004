"""Internal invoices between two activities."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from accounting.domain.internal_invoice import InternalInvoice, InternalLine, InternalStatus
from accounting.domain.pricing import Unit
from accounting.http.schemas.invoices import HappeningOut
from accounting.http.schemas.texts import Decimal, Line
from essaim.contracts.types import Amount, AmountIn, Id, format_amount
from essaim.kit.aggregate import Stored


class InternalLineModel(BaseModel):
    """One line, without VAT."""

    model_config = ConfigDict(extra="forbid")
    label: Line
    quantity: Decimal
    unit_price: AmountIn
    unit: Unit = Unit.PIECE

    @classmethod
    def of(cls, line: InternalLine) -> "InternalLineModel":
        """From the domain."""
        price = format_amount(line.unit_price_cents)
        return cls.model_validate(
            {"label": line.label, "quantity": line.quantity, "unit_price": price, "unit": line.unit}
        )


class InternalInvoiceIn(BaseModel):
    """What one activity did for another of the same legal entity."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "seller_activity_id": "01a20000-0000-7000-8000-000000000000",
                    "buyer_activity_id": "01a20000-0000-7000-8000-000000000001",
                    "title": "Photos du catalogue",
                    "lines": [{"label": "Séance photo", "quantity": "2", "unit_price": "40.00", "unit": "HUR"}],
                }
            ]
        },
    )
    seller_activity_id: Id
    buyer_activity_id: Id
    title: Line
    lines: Annotated[list[InternalLineModel], Field(min_length=1, max_length=200)]

    def to_lines(self) -> tuple[InternalLine, ...]:
        """The lines as the domain has them."""
        return tuple(InternalLine(one.label, one.quantity, one.unit_price, one.unit) for one in self.lines)


class WordsIn(BaseModel):
    """Why it is refused or taken back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"comment": "Une heure, pas deux"}]})
    comment: Line | None = None


class InternalInvoiceOut(BaseModel):
    """An internal invoice as it stands; ``number`` once the buying group agreed."""

    id: str
    siren: str
    seller_activity_id: str
    seller_group_id: str
    buyer_activity_id: str
    buyer_group_id: str
    title: str
    lines: list[InternalLineModel]
    total: Amount
    status: InternalStatus
    proposed_on: date
    number: str | None
    accepted_on: date | None
    history: list[HappeningOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[InternalInvoice]) -> "InternalInvoiceOut":
        """From the stored one."""
        one = stored.state
        return cls(
            id=stored.id,
            siren=one.siren,
            seller_activity_id=one.seller_activity_id,
            seller_group_id=one.seller_group_id,
            buyer_activity_id=one.buyer_activity_id,
            buyer_group_id=one.buyer_group_id,
            title=one.title,
            lines=[InternalLineModel.of(line) for line in one.lines],
            total=one.total_cents,
            status=one.status,
            proposed_on=one.proposed_on,
            number=one.number,
            accepted_on=one.accepted_on,
            history=[HappeningOut.of(line) for line in one.history],
            version=stored.version,
        )
