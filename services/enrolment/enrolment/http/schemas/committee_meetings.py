"""Models of what is done in a committee's meeting: votes, conflicts of interest, results, the signature."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.programmes.decider import Answer
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Id

Opinion = Annotated[str, Field(max_length=4000)]


class SubIn(BaseModel):
    """A member, by the subject of their token."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"member": "a-member"}]})

    member: Id


class VoteIn(BaseModel):
    """One vote."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"answer": "accept", "opinion": "Projet solide", "answers": {"d2e": True}}]},
    )

    answer: Answer
    opinion: Opinion = ""
    answers: dict[str, str | bool | None] = Field(default_factory=dict, max_length=50)


class HoldingIn(BaseModel):
    """Who was there, the reasons that applicants are given, and the order of the waiting list. ``ranking`` names all who are put
    on it, and whichever were accepted: these get the places that are left in this order, else by votes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"present": ["a-member"], "opinions": {"a-review": "Projet à préciser"}, "ranking": []}]
        },
    )

    present: list[Id] = Field(default_factory=list, max_length=50)
    opinions: dict[Id, Opinion] = Field(default_factory=dict, max_length=200)
    ranking: list[Id] = Field(default_factory=list, max_length=200)


class SignatureIn(BaseModel):
    """The words of the minutes, and who signs."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"minutes": "La séance est levée à 17 h.", "signatory": "La présidence"}]},
    )

    minutes: str = Field(default="", max_length=10_000)
    signatory: Name
