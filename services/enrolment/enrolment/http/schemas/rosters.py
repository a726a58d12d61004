"""Models of rosters: the report by row and field, and a large import with its progress."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.applications.roster import RowProblem
from enrolment.domain.persons.roster_import import RosterImport, RosterPart, Status
from enrolment.usecases.applications.import_roster import ImportReport
from enrolment.usecases.applications.submit_application import Submission
from essaim.kit.aggregate import Stored


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
                    "dry_run": False,
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

    dry_run: bool = Field(description="A rehearsal: nothing was written, and the ids are those that would be")
    created: list[ImportedRow]
    unchanged: list[ImportedRow]
    errors: list[RowErrorOut]
    ignored_columns: list[str] = Field(default=[], description="Headings that nobody knows: their cells were not read")

    @classmethod
    def of(cls, report: ImportReport, *, dry_run: bool) -> Self:
        """From the report of the use case."""
        return cls(
            dry_run=dry_run,
            created=[ImportedRow.of(row, one) for row, one in report.created],
            unchanged=[ImportedRow.of(row, one) for row, one in report.unchanged],
            errors=[RowErrorOut.of(one) for one in report.problems],
            ignored_columns=list(report.ignored_columns),
        )

    @classmethod
    def of_part(cls, part: RosterPart, *, dry_run: bool) -> Self:
        """From the rows of a large roster that are done."""
        return cls(
            dry_run=dry_run,
            created=[ImportedRow.model_validate(vars(one)) for one in part.created],
            unchanged=[ImportedRow.model_validate(vars(one)) for one in part.unchanged],
            errors=[RowErrorOut.of(one) for one in part.problems],
        )


class RosterImportOut(BaseModel):
    """A large roster on its way, with how far it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "5a1f7e0c-7d7c-5f4b-8d55-3a8f1c0b7e10",
                    "programme_id": "a-programme",
                    "status": "RUNNING",
                    "dry_run": False,
                    "rows": 10000,
                    "rows_done": 4500,
                    "created": 4380,
                    "unchanged": 100,
                    "errors": 20,
                    "ignored_columns": ["Groupe"],
                    "asked_at": "2026-09-01T07:00:00Z",
                    "ended_at": None,
                }
            ]
        }
    )

    id: str
    programme_id: str
    status: Status
    dry_run: bool
    rows: int
    rows_done: int
    created: int
    unchanged: int
    errors: int
    ignored_columns: list[str]
    asked_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, stored: Stored[RosterImport]) -> Self:
        """From what is stored."""
        return cls.model_validate({**vars(stored.state), "id": stored.id})
