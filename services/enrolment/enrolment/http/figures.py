"""Figures: as JSON, CSV, a workbook, and a report with charts for the funder.

What leaves the house is protected; exact figures are JSON only, for those who can read the dossiers one by one anyway.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.documents.figures.report_pdf import render_report
from enrolment.documents.figures.table_csv import figures_csv
from enrolment.documents.figures.workbook import MEDIA_TYPE as XLSX, figures_xlsx
from enrolment.domain.figures.cube import Dimension
from enrolment.domain.figures.table import Report, read_dimensions
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, within
from enrolment.http.schemas.figures import FiguresOut
from enrolment.usecases.figures.read_figures import ReadFigures, read_figures
from essaim.contracts.types import Scheme, SchoolYear
from essaim.kit.csv_text import MEDIA_TYPE as CSV
from essaim.kit.http import Caller, Principal

router = APIRouter(prefix="/v1/figures", tags=["figures"])
By = Annotated[
    str,
    Query(max_length=100, description="One to three dimensions with commas", examples=["establishment,gender"]),
]
OfScheme = Annotated[Scheme | None, Query(description="One scheme only")]
OfYear = Annotated[SchoolYear | None, Query(description="One school year only", examples=["2026-2027"])]
Exact = Annotated[bool, Query(description="Exact figures, not to be passed on")]


async def _report(
    caller: Principal,
    deps: Deps,
    scheme: Scheme | None,
    school_year: str | None,
    *,
    tables: dict[str, tuple[Dimension, ...]] | None = None,
    exact: bool = False,
) -> Report:
    where = within(caller, "figures.exact" if exact else "figures.read")
    base = None if exact else deps.settings.figures_base
    command = ReadFigures(caller.partner, where, tables, scheme.value if scheme else None, school_year, base)
    return await read_figures(command, deps)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _produces(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {}}}}


@router.get(
    "", summary="Dossiers and what became of them, by scheme, year, territory, establishment, formation, gender, month"
)
async def get_figures(
    deps: Use,
    caller: Caller,
    by: Annotated[
        str | None, Query(max_length=100, description="Dimensions with commas; without them all tables of the report")
    ] = None,
    scheme: OfScheme = None,
    school_year: OfYear = None,
    exact: Exact = False,
) -> FiguresOut:
    """Of the caller's partner. Rounded, and small cells hidden, unless exact ones are asked for by whoever may."""
    POLICY.require(caller, "figures.read")
    tables = None if by is None else {by: read_dimensions(by.split(","))}
    report = await _report(caller, deps, scheme, school_year, tables=tables, exact=exact)
    return FiguresOut.of(report, None if exact else deps.settings.figures_base)


@router.get("/table.csv", summary="One table as CSV", response_class=Response, responses=_produces("text/csv"))
async def get_csv(deps: Use, caller: Caller, by: By, scheme: OfScheme = None, school_year: OfYear = None) -> Response:
    """Protected, for French spreadsheets."""
    POLICY.require(caller, "figures.read")
    report = await _report(caller, deps, scheme, school_year, tables={"table": read_dimensions(by.split(","))})
    return _file(figures_csv(report.tables["table"]), CSV, "chiffres.csv")


@router.get("/report.xlsx", summary="All tables as a workbook", response_class=Response, responses=_produces(XLSX))
async def get_xlsx(deps: Use, caller: Caller, scheme: OfScheme = None, school_year: OfYear = None) -> Response:
    """Protected; one sheet per table."""
    report = await _report(caller, deps, scheme, school_year)
    return _file(await deps.aside.run(figures_xlsx, report), XLSX, "chiffres.xlsx")


@router.get(
    "/report.pdf", summary="The report for the funder", response_class=Response, responses=_produces("application/pdf")
)
async def get_pdf(deps: Use, caller: Caller, scheme: OfScheme = None, school_year: OfYear = None) -> Response:
    """Protected; with charts, in French."""
    report = await _report(caller, deps, scheme, school_year)
    organisation = deps.settings.organisation_names.get(caller.partner, caller.partner)
    content = await deps.aside.run(render_report, report, organisation)
    return _file(content, "application/pdf", "chiffres.pdf")
