"""Models of the screening of activities (CAE-10)."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from enrolment.domain.screening.activities import ListedActivity
from enrolment.domain.screening.runs import (
    ActivityScreening,
    CarrierDecision,
    PlannedActivity,
    Proof,
    Run,
    Standing,
)
from enrolment.domain.screening.screening import Outcome
from enrolment.http.schemas.texts import ActivityCode, Name, Text
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn
from essaim.kit.aggregate import Stored

NotNegative = Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]


class ScreeningIn(BaseModel):
    """The planned activity; without any of it, the activity of the last screening is screened again."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "activity_code": "96.02A",
                    "activity_label": "Coiffure à domicile",
                    "planned_investment": "800.00",
                    "proof_of_qualification": "CAP coiffure",
                }
            ]
        },
    )

    activity_code: ActivityCode | None = None
    activity_label: Name | None = None
    planned_investment: NotNegative | None = None
    proof_of_qualification: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = [self.activity_code, self.activity_label, self.planned_investment]
        if any(one is not None for one in (*given, self.proof_of_qualification)) and None in given:
            raise ValueError("activity_code, activity_label and planned_investment are given together, or none of them")
        return self

    def activity(self) -> PlannedActivity | None:
        """In the words of the domain."""
        if self.activity_code is None or self.activity_label is None or self.planned_investment is None:
            return None
        return PlannedActivity(
            self.activity_code, self.activity_label, self.planned_investment, self.proof_of_qualification
        )


class CarrierDecisionIn(BaseModel):
    """The officer's decision on an activity that needs a review."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"accepted": True, "reason": "Diplôme vu", "proof": "CAP coiffure de Lou-Anne V."}]
        },
    )

    accepted: bool
    reason: Text
    proof: Text | None = Field(default=None, description="The diploma or card, and its holder")
    proof_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="An attached file"
    )
    run: int | None = Field(default=None, ge=1, description="Which screening was read; the last one when left out")


class RunOut(BaseModel):
    """One screening, with all that it relied on."""

    number: int
    at: datetime
    on: date
    by: str
    activity_code: str
    activity_label: str
    planned_investment: Amount
    proof_of_qualification: str | None
    threshold: Amount
    threshold_source: str
    list_versions: dict[str, str]
    matched: list[ListedActivity]
    above_threshold: bool
    outcome: Outcome

    @classmethod
    def of(cls, run: Run) -> Self:
        """From the domain."""
        return cls(
            number=run.number,
            at=run.at,
            on=run.on,
            by=run.by,
            activity_code=run.activity.code,
            activity_label=run.activity.label,
            planned_investment=run.activity.investment_cents,
            proof_of_qualification=run.activity.proof,
            threshold=run.basis.threshold_cents,
            threshold_source=run.basis.threshold_source,
            list_versions=dict(run.basis.versions),
            matched=list(run.matched),
            above_threshold=run.above_threshold,
            outcome=run.outcome,
        )


class ScreeningOut(BaseModel):
    """Where the activity stands, and its history, the oldest first. ``lists_changed``: the carrier's lists or its threshold say
    something else now than at the last screening, so it is worth screening again."""

    id: str
    version: int
    programme_id: str
    carrier: str
    application_id: str | None
    group_id: str | None
    standing: Standing | None
    lists_changed: bool
    runs: list[RunOut]
    decisions: list[CarrierDecision]
    proofs: list[Proof]

    @classmethod
    def of(cls, stored: Stored[ActivityScreening], *, lists_changed: bool = False) -> Self:
        """From what is stored."""
        screening = stored.state
        return cls(
            id=stored.id,
            version=stored.version,
            programme_id=screening.programme_id,
            carrier=screening.carrier,
            application_id=screening.application_id,
            group_id=screening.group_id,
            standing=screening.standing,
            lists_changed=lists_changed,
            runs=[RunOut.of(one) for one in screening.runs],
            decisions=list(screening.decisions),
            proofs=list(screening.proofs),
        )
