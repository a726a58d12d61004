"""Models of programmes."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from enrolment.domain.programmes.parameters import NO_PARAMETERS
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.reference.carrier import CarrierWarning
from enrolment.http.schemas.parameters import ParametersIn, ParametersOut
from enrolment.http.schemas.texts import Name
from essaim.contracts.types import Code, Id, PartnerId, Scheme, SchoolYear
from essaim.kit.aggregate import Stored

_EXAMPLE: JsonDict = {
    "scheme": "student_cooperative",
    "school_year": "2026-2027",
    "formation": "BTS Métiers de la Mode – Vêtement",
    "establishment": "Lycée des métiers de la mode",
    "starts_on": "2026-09-01",
    "ends_on": "2027-07-02",
    "coordinator": "cmq-mma",
    "carrier": "coopilote",
    "minimum_members": 6,
    "maximum_members": 20,
    "consent_text_version": "2026-09",
}


class ProgrammeIn(BaseModel):
    """A programme to open."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})

    scheme: Scheme
    school_year: SchoolYear
    formation: Name
    establishment: Name
    starts_on: date
    ends_on: date
    coordinator: PartnerId
    carrier: PartnerId
    minimum_members: int = Field(ge=1, le=200)
    maximum_members: int = Field(ge=1, le=200)
    consent_text_version: Code
    establishment_id: Id | None = Field(default=None, description="A code of /v1/establishments")
    formation_id: Id | None = Field(default=None, description="A code of /v1/formations")
    parameters: ParametersIn | None = None
    preset: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)] | None = Field(
        default=None, description="Copy the parameters of this preset of the scheme, instead of giving them"
    )

    def programme(self) -> Programme:
        """The programme in the words of the domain."""
        given = self.model_dump(exclude={"parameters", "preset"})
        return Programme(**{**given, "scheme": self.scheme.value})


class ProgrammeOut(BaseModel):
    """A programme, with the parameters in force today (null: none were set) and what is doubtful about its carrier."""

    id: str
    version: int
    scheme: Scheme
    school_year: str
    formation: str
    establishment: str
    starts_on: date
    ends_on: date
    coordinator: str
    carrier: str
    minimum_members: int
    maximum_members: int
    consent_text_version: str
    establishment_id: str | None
    formation_id: str | None
    open: bool = Field(description="Whether it takes applications today")
    parameters: ParametersOut | None
    carrier_warnings: list[CarrierWarning]

    @classmethod
    def of(cls, stored: Stored[Programme], *, today: date, warnings: Sequence[CarrierWarning] = ()) -> Self:
        """From what is stored."""
        programme = stored.state
        in_force = programme.parameters_on(today)
        told = {
            "id": stored.id,
            "version": stored.version,
            "open": programme.takes_applications_on(today),
            "parameters": None if in_force is NO_PARAMETERS else ParametersOut.of(in_force),
            "carrier_warnings": list(warnings),
        }
        return cls.model_validate({**vars(programme), **told})
