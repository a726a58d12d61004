"""Models of programmes and of the roster's report."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from enrolment.domain.applications.roster import RowProblem
from enrolment.domain.programmes.programme import Programme
from enrolment.http.schemas.texts import Name
from enrolment.usecases.applications.import_roster import ImportReport
from enrolment.usecases.applications.submit_application import Submission
from essaim.contracts.types import Code, PartnerId, Scheme, SchoolYear
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

    def programme(self) -> Programme:
        """The programme in the words of the domain."""
        return Programme(**{**self.model_dump(), "scheme": self.scheme.value})


class ProgrammeOut(BaseModel):
    """A programme."""

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

    @classmethod
    def of(cls, stored: Stored[Programme]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id, "version": stored.version})


class ImportedRow(BaseModel):
    """A good row: numbered as in the file, where the header is row 1."""

    row: int
    application_id: str
    person_id: str
    status: str

    @classmethod
    def of(cls, row: int, submission: Submission) -> Self:
        """From what became of the row."""
        application = submission.application
        return cls(
            row=row,
            application_id=submission.application_id,
            person_id=application.person_id,
            status=application.status,
        )


class RowErrorOut(BaseModel):
    """What is wrong with one field of one row, what would be accepted, and what was there."""

    row: int
    field: str
    message: str
    accepted: str
    value: str | None = None

    @classmethod
    def of(cls, found: RowProblem) -> Self:
        """From the problem of a row."""
        problem = found.problem
        return cls(
            row=found.row,
            field=problem.field,
            message=problem.message,
            accepted=problem.accepted,
            value=problem.value or None,
        )


class RosterReport(BaseModel):
    """What became of every row of a roster."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "created": [{"row": 2, "application_id": "a1", "person_id": "p1", "status": "ELIGIBLE"}],
                    "unchanged": [],
                    "errors": [
                        {
                            "row": 3,
                            "field": "birth_date",
                            "message": "is not a date",
                            "accepted": "AAAA-MM-JJ or JJ/MM/AAAA, a day that exists",
                            "value": "31/02/2008",
                        }
                    ],
                }
            ]
        }
    )

    created: list[ImportedRow]
    unchanged: list[ImportedRow]
    errors: list[RowErrorOut]

    @classmethod
    def of(cls, report: ImportReport) -> Self:
        """From the report of the use case."""
        return cls(
            created=[ImportedRow.of(row, one) for row, one in report.created],
            unchanged=[ImportedRow.of(row, one) for row, one in report.unchanged],
            errors=[RowErrorOut.of(one) for one in report.problems],
        )
