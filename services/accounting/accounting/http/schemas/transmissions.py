"""Invoices on their way through an accredited platform."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from accounting.documents.electronic_files import ElectronicFormat
from accounting.domain.transmission import RateAmount, Step, Transmission
from accounting.http.schemas.texts import Line, Short
from essaim.contracts.types import Amount, AmountIn
from essaim.kit.aggregate import Stored


class TransmissionIn(BaseModel):
    """In which format it is sent."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"format": "facturx"}]})
    format: ElectronicFormat = ElectronicFormat.FACTUR_X


class RateAmountModel(BaseModel):
    """What was cashed at one rate, VAT included."""

    model_config = ConfigDict(extra="forbid")
    rate: Short
    amount: AmountIn


class StatusIn(BaseModel):
    """A status that the accountant read at the platform."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"code": 210, "reason": "TX_TVA_ERR", "comment": "Le taux est de 5,5 %"}]},
    )
    code: int
    reason: Short | None = None
    comment: Line | None = None
    amounts: Annotated[list[RateAmountModel], Field(max_length=10)] = []

    def to_step(self, at: datetime, message_id: str, by: str) -> Step:
        """As the domain has it."""
        amounts = tuple(RateAmount(one.rate, one.amount) for one in self.amounts)
        return Step(self.code, at, message_id, by, self.reason or "", self.comment or "", amounts)


class RateAmountOut(BaseModel):
    """What was cashed at one rate, VAT included."""

    rate: str
    amount: Amount


class StepOut(BaseModel):
    """One status of the life cycle."""

    code: int
    label: str
    at: datetime
    by: str
    reason: str
    comment: str
    amounts: list[RateAmountOut]

    @classmethod
    def of(cls, step: Step) -> "StepOut":
        """From the domain."""
        amounts = [RateAmountOut(rate=one.rate, amount=one.amount_cents) for one in step.amounts]
        return cls(
            code=step.code,
            label=step.label,
            at=step.at,
            by=step.by,
            reason=step.reason,
            comment=step.comment,
            amounts=amounts,
        )


class TransmissionOut(BaseModel):
    """An invoice on its way, and what was told of it."""

    invoice_id: str
    number: str
    format: str
    file_name: str
    sha256: str
    size: int
    attempt: int
    pending: bool = Field(description="Whether something is still to be handed to the platform")
    platform_reference: str
    status: int | None
    steps: list[StepOut]
    version: int

    @classmethod
    def of(cls, stored: Stored[Transmission]) -> "TransmissionOut":
        """From the stored one."""
        one = stored.state
        return cls(
            invoice_id=one.invoice_id,
            number=one.number,
            format=one.format,
            file_name=one.file_name,
            sha256=one.sha256,
            size=one.size,
            attempt=one.attempt,
            pending=one.to_hand_over,
            platform_reference=one.platform_reference,
            status=one.status.value if one.status else None,
            steps=[StepOut.of(step) for step in one.steps],
            version=stored.version,
        )
