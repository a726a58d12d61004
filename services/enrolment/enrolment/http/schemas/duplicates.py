"""Models of pairs that may be one human, and of their merging."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.persons.duplicate import Duplicate, Reason, Status
from enrolment.http.schemas.persons import PersonOut
from enrolment.http.schemas.texts import Text
from enrolment.usecases.persons.plan_merge import MergePlan
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored


class DuplicateOut(BaseModel):
    """Two registrations, and why they may be one."""

    id: str
    first_id: str
    second_id: str
    reasons: list[Reason]
    status: Status
    found_at: datetime
    closed_at: datetime | None
    closed_by: str
    close_reason: str

    @classmethod
    def of(cls, stored: Stored[Duplicate]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id})


class DismissalIn(BaseModel):
    """Why they are two."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Jumelles, même adresse"}]})

    reason: Text


class MergeIn(BaseModel):
    """Who goes into the person of the path; ``take`` names fields of theirs that count although the kept one has them too."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"merged_id": "p2", "take": ["email"]}]})

    merged_id: Id
    take: list[Annotated[str, StringConstraints(max_length=40)]] = Field(default=[], max_length=20)
    dry_run: bool = Field(default=False, description="Only say what would happen")


class ConflictOut(BaseModel):
    """What stands in the way."""

    field: str
    message: str
    accepted: str


class MergePlanOut(BaseModel):
    """What a merge does: documents that move, by place, and fields that the kept person gets."""

    kept_id: str
    merged_id: str
    moves: dict[str, int]
    fields: list[str]
    conflicts: list[ConflictOut]

    @classmethod
    def of(cls, kept_id: str, merged_id: str, plan: MergePlan) -> Self:
        """From the plan."""
        conflicts = [ConflictOut(field=one.field, message=one.message, accepted=one.accepted) for one in plan.conflicts]
        return cls(
            kept_id=kept_id, merged_id=merged_id, moves=plan.moves, fields=list(plan.fields), conflicts=conflicts
        )


class MergedOut(BaseModel):
    """The kept person after a merge."""

    kept: PersonOut
