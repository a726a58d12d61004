"""Models of posts, appointments and elections."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.mini.appointing import How
from enrolment.domain.mini.election import Election
from essaim.contracts.types import Code, Id


class AppointmentOut(BaseModel):
    """Who holds a post, or held it. ``reason`` and ``end_reason`` are shown to those who lead the team."""

    post: str
    member_id: str
    main: bool
    since: date
    until: date | None
    how: How
    end_code: str
    reason: str | None
    end_reason: str | None


class PostOut(BaseModel):
    """A post, and how many of it are vacant."""

    key: str
    service: str
    label: str
    elected: bool
    minimum: int
    number: int
    maximum: int
    vacant: int


class ElectionOut(BaseModel):
    """A ballot. ``counts`` are there once it is closed; what anybody voted is written nowhere. ``stopped``: the team gave up."""

    number: int
    post: str
    opened_on: date
    closed_on: date | None
    candidates: list[str]
    electors: int
    voters: list[str]
    counts: dict[str, int] | None
    blank: int | None
    elected: str | None
    tied: bool
    stopped: bool

    @classmethod
    def of(cls, known: Election) -> Self:
        """From the domain."""
        closed = known.closed_on is not None
        shown = {"electors": len(known.electors), "tied": known.tied, "counts": known.counts if closed else None}
        return cls.model_validate({**vars(known), **shown, "blank": known.blank if closed else None})


class PostNumberIn(BaseModel):
    """How many members hold the post."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"number": 2}]})

    number: int = Field(ge=0, le=100)


class FillIn(BaseModel):
    """A decision: who gets the post, and why. ``main`` is false for a post beside their own."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"member_id": "a-member", "reason": "Projet clair, bon entretien"}]},
    )

    member_id: Id
    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    main: bool = True


class VacateIn(BaseModel):
    """Who leaves the post, and why: a code, and words for those who lead the team."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"member_id": "a-member", "code": "own-wish"}]}
    )

    member_id: Id
    code: Code
    reason: str = Field(default="", max_length=1000)


class ElectionIn(BaseModel):
    """An election to open."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"post": "chief", "candidates": ["a-member", "another"]}]}
    )

    post: Code
    candidates: Annotated[list[Id], Field(min_length=1, max_length=40)]


class VoteIn(BaseModel):
    """A vote: a candidate, or null for a blank one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"choice": "a-member"}]})

    choice: Id | None


class VotedOut(BaseModel):
    """That a vote was taken, and nothing by which it could be told from another."""

    number: int
    voted: bool = True


class CountIn(BaseModel):
    """The ballot box, beside what came by login: who voted, and how many votes each candidate has."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"voters": ["a-member", "another"], "counts": {"a-member": 1}, "blank": 1}]},
    )

    voters: Annotated[list[Id], Field(max_length=100)] = []
    counts: Annotated[dict[Id, int], Field(max_length=40)] = {}
    blank: int = Field(default=0, ge=0, le=100)
