"""Models of a team's teachers, its books and its end before its time."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from enrolment.domain.mini.abandoning import Reason
from enrolment.http.schemas.texts import Lines
from essaim.contracts.types import Id

Logins = Annotated[list[Id], Field(max_length=10)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), Lines]


class TeachersIn(BaseModel):
    """All teachers of the team, by login (the ``sub`` of their token)."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"teachers": ["a-teacher"]}]})

    teachers: Logins


class AbandonIn(BaseModel):
    """Why a team gives up, and since when: today, unless another day is told."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "members-left", "abandoned_on": "2027-02-01"}]}
    )

    reason: Reason
    words: Words = Field(default="", description="For those who lead the team, and needed for the reason other")
    abandoned_on: date | None = None


class AbandonmentOut(BaseModel):
    """Why a team gave up; ``words`` are shown to those who lead it. ``status`` is where it stood."""

    reason: str
    words: str | None
    on: date
    status: str


class BooksOut(BaseModel):
    """The books of one group. ``settled_on`` is the day on which its share-out was paid."""

    group_id: str
    code: str
    closed: bool
    settled_on: date | None
