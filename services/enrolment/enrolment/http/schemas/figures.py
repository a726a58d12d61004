"""Models of figures."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from enrolment.domain.figures.cube import Dimension, Measure
from enrolment.domain.figures.table import MEASURES, OTHERS, Report, Table


class FigureRow(BaseModel):
    """One combination: what it is by each dimension, and its figures. None is "fewer than the base"."""

    values: dict[Dimension, str]
    figures: dict[Measure, int | None]
    others: bool = Field(description="Gathers all combinations with too few dossiers")


class TableOut(BaseModel):
    """Rows and a total, which is rounded by itself and not the sum of the rows."""

    by: list[Dimension]
    rows: list[FigureRow]
    total: dict[Measure, int | None]

    @classmethod
    def of(cls, table: Table) -> Self:
        """From the domain's table."""
        rows = [
            FigureRow(
                values=dict(zip(table.by, row.key, strict=True)),
                figures={measure: one.value for measure, one in zip(MEASURES, row.figures, strict=True)},
                others=OTHERS in row.key,
            )
            for row in table.rows
        ]
        total = {measure: one.value for measure, one in zip(MEASURES, table.total, strict=True)}
        return cls(by=list(table.by), rows=rows, total=total)


class FiguresOut(BaseModel):
    """Figures of a partner's dossiers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "partner": "cmq-mma",
                    "taken_at": "2027-07-02T10:00:00Z",
                    "scheme": None,
                    "school_year": "2026-2027",
                    "base": 5,
                    "tables": {
                        "scheme": {
                            "by": ["scheme"],
                            "rows": [
                                {
                                    "values": {"scheme": "student_cooperative"},
                                    "figures": {"sent": 15, "accepted": 15, "refused": None},
                                    "others": False,
                                }
                            ],
                            "total": {"sent": 15, "accepted": 15, "refused": None},
                        }
                    },
                }
            ]
        }
    )

    partner: str
    taken_at: datetime
    scheme: str | None
    school_year: str | None
    base: int | None = Field(description="What every figure is rounded to; None when they are exact")
    tables: dict[str, TableOut]

    @classmethod
    def of(cls, report: Report, base: int | None) -> Self:
        """From the domain's report."""
        return cls(
            partner=report.partner,
            taken_at=report.taken_at,
            scheme=report.scheme,
            school_year=report.school_year,
            base=base,
            tables={name: TableOut.of(one) for name, one in report.tables.items()},
        )
