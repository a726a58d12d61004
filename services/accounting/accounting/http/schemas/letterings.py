"""Letterings, and what undoes them."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.domain.lettering import LineRef
from accounting.domain.record import Record
from accounting.http.schemas.texts import Line
from essaim.contracts.types import Id


class LineRefModel(BaseModel):
    """A line of an entry, by its place from 0."""

    model_config = ConfigDict(extra="forbid")
    entry_id: Id
    line: int = Field(ge=0, le=19_999)

    def to_domain(self) -> LineRef:
        """As the domain has it; the sequence is the end of the entry's id."""
        return LineRef(int(self.entry_id.rpartition(":")[2]), self.line)


class LetteringIn(BaseModel):
    """Lines of one account and third party that settle each other."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "lines": [
                        {"entry_id": "999999121:0000000001", "line": 0},
                        {"entry_id": "999999121:0000000003", "line": 1},
                    ]
                }
            ]
        },
    )
    lines: Annotated[list[LineRefModel], Field(min_length=2, max_length=500)]
    reason: Annotated[str, StringConstraints(max_length=200)] = ""


class UndoingIn(BaseModel):
    """Why lines no longer settle each other."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "mauvaise facture"}]})
    reason: Line


class LetteringOut(BaseModel):
    """A lettering, or an un-lettering when ``undone`` names the record that it undoes."""

    record: int
    account: str
    third_party: str | None
    code: str
    lines: list[LineRefModel]
    done_on: date
    done_by: str
    reason: str
    undone: int | None

    @classmethod
    def of(cls, record: Record) -> "LetteringOut":
        """From the stored one. ValueError for another record."""
        one = record.lettering
        if one is None:
            raise ValueError(f"record {record.sequence} is no lettering")
        return cls(
            record=record.sequence,
            account=one.account,
            third_party=one.auxiliary,
            code=one.code,
            lines=[LineRefModel(entry_id=f"{record.siren}:{ref.sequence:010d}", line=ref.place) for ref in one.lines],
            done_on=one.done_on,
            done_by=one.done_by,
            reason=one.reason,
            undone=one.undone,
        )
