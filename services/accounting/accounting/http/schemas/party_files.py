"""What became of the rows of a file of customers or suppliers."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from accounting.domain.party_import import Outcome, RowOutcome
from accounting.http.schemas.third_parties import EXAMPLE_ID


class RowOutcomeOut(BaseModel):
    """A row by its line in the file: ``created``, or ``known`` already under this id and left as it was."""

    line: int
    name: str
    outcome: Outcome
    id: str


class PartyImportOut(BaseModel):
    """What became of the file; with ``dry_run``, what would become of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "dry_run": False,
                    "created": 1,
                    "known": 0,
                    "rows": [{"line": 2, "name": "Librairie Exemple", "outcome": "created", "id": EXAMPLE_ID}],
                }
            ]
        }
    )
    dry_run: bool
    created: int
    known: int
    rows: list[RowOutcomeOut]

    @classmethod
    def of(cls, rows: Sequence[RowOutcome], dry_run: bool) -> "PartyImportOut":
        """From what happened."""
        created = sum(one.outcome is Outcome.CREATED for one in rows)
        return cls(
            dry_run=dry_run,
            created=created,
            known=len(rows) - created,
            rows=[RowOutcomeOut(line=one.line, name=one.name, outcome=one.outcome, id=one.id) for one in rows],
        )
