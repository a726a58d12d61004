"""Models of groups and of their closing."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.groups.closing import Closing
from enrolment.domain.groups.group import Group, Member, Proposal, Status
from enrolment.http.schemas.texts import ActivityCode, Name, Text
from essaim.contracts.types import MAX_CENTS, Amount, AmountIn, Id, Siren
from essaim.kit.aggregate import Stored

NotNegative = Annotated[AmountIn, Field(ge=0, le=MAX_CENTS)]


class GroupIn(BaseModel):
    """A group to propose. Members are numbered in the order of the applications."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "programme_id": "a-programme",
                    "name": "Atelier Maille",
                    "activity_code": "13.92Z",
                    "activity_label": "Confection d’articles textiles en maille",
                    "planned_investment": "450.00",
                    "application_ids": ["an-application"],
                }
            ]
        },
    )

    programme_id: Id
    name: Name
    activity_code: ActivityCode
    activity_label: Name
    planned_investment: NotNegative
    application_ids: list[Id] = Field(min_length=1, max_length=200)
    proof_of_qualification: Text | None = Field(
        default=None, description="For a regulated activity: the diploma or card, and its holder"
    )

    def proposal(self) -> Proposal:
        """The proposal in the words of the domain."""
        return Proposal(
            name=self.name,
            activity_code=self.activity_code,
            activity_label=self.activity_label,
            planned_investment_cents=self.planned_investment,
            proof_of_qualification=self.proof_of_qualification,
        )


class ApprovalIn(BaseModel):
    """In which legal entity the carrier takes the group."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"legal_entity_siren": "999999121"}]})

    legal_entity_siren: Siren
    review_note: Text | None = Field(default=None, description="Needed when the group's activity asks for a review")


class GroupOut(BaseModel):
    """A group."""

    id: str
    version: int
    programme_id: str
    scheme: str
    school_year: str
    name: str
    group_code: str
    activity_code: str
    activity_label: str
    planned_investment: Amount
    coordinator: str
    carrier: str
    status: Status
    members: list[Member]
    proposed_on: date
    review_required: bool
    review_reasons: list[str]
    proof_of_qualification: str | None
    review_note: str | None
    legal_entity_siren: str | None
    contracts_start_on: date | None
    contracts_end_on: date | None
    started_on: date | None
    closed_on: date | None
    closing: Closing | None

    @classmethod
    def of(cls, stored: Stored[Group]) -> Self:
        """From what is stored."""
        group = stored.state
        renamed = {"group_code": group.code, "planned_investment": group.planned_investment_cents}
        return cls.model_validate({**vars(group), **renamed, "id": stored.id, "version": stored.version})
