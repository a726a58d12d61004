"""Models of the money for projects of #ICI learners."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.ici.funding import Budget, FundingRequest, FundingStatus
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn, Id
from essaim.kit.aggregate import Stored

Purpose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]
Positive = Annotated[AmountIn, Field(gt=0, le=MAX_CENTS)]


class BudgetIn(BaseModel):
    """The budget of a programme year."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"amount": "6000.00"}]})

    amount: Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]


class BudgetOut(BaseModel):
    """The budget, what is granted out of it, and what can still be granted."""

    version: int
    amount: Amount
    granted: Amount
    remaining: Amount

    @classmethod
    def of(cls, budget: Budget, version: int) -> Self:
        """From the domain."""
        return cls(
            version=version, amount=budget.amount_cents, granted=budget.granted_cents, remaining=budget.remaining_cents
        )


class FundingIn(BaseModel):
    """What for, and how much."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"purpose": "Prototype au fablab", "amount": "350.00"}]}
    )

    purpose: Purpose
    amount: Positive


class FundingOpenIn(FundingIn):
    """A request of a learner."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"enrolment_id": "an-enrolment", "purpose": "Prototype au fablab", "amount": "350.00"}]
        },
    )

    enrolment_id: Id


class FundingDecisionIn(BaseModel):
    """The amount that is granted, null to refuse; conditions or reasons in words."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"granted": "300.00", "conditions": "Sur factures"}]}
    )

    granted: Positive | None
    conditions: str = Field(max_length=2000)


class ReceiptOut(BaseModel):
    """A receipt; its file is at ``receipts/{sha256}``."""

    sha256: str
    name: str
    media_type: str
    size: int
    amount: Amount
    paid_on: date
    label: str


class FundingDecisionOut(BaseModel):
    """What was decided, by whom."""

    granted: bool
    amount: Amount
    conditions: str
    by: str
    on: date


class FundingOut(BaseModel):
    """A request."""

    id: str
    version: int
    enrolment_id: str
    person_id: str
    programme_id: str
    purpose: str
    amount: Amount
    status: FundingStatus
    opened_on: date
    submitted_at: datetime | None
    decision: FundingDecisionOut | None
    receipts: list[ReceiptOut]
    spent: Amount
    spent_on: date | None

    @classmethod
    def of(cls, stored: Stored[FundingRequest]) -> Self:
        """From what is stored."""
        state, decision = stored.state, stored.state.decision
        return cls.model_validate(
            {
                **vars(state),
                "id": stored.id,
                "version": stored.version,
                "amount": state.amount_cents,
                "decision": {**vars(decision), "amount": decision.amount_cents} if decision else None,
                "receipts": [{**vars(one), "amount": one.amount_cents} for one in state.receipts],
                "spent": state.spent_cents,
            }
        )
