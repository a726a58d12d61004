"""What every statement's route uses: whose books after the policy was asked, which days, which format.

The same statements exist for a legal entity (with ``analytic_code`` for one activity in it) and for an activity by its id, for
those who may see that activity only. So a route is written once and offered under both paths.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from accounting.deps import Deps
from accounting.documents.reports import csv_file, pdf_file
from accounting.documents.reports.sheet import Owner, Sheet
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import POLICY
from accounting.usecases.reports.read_reporting import ReadReporting, Reporting, read_reporting
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, Resource


class Format(StrEnum):
    """In what form a statement is wanted."""

    JSON = "json"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True)
class Books:
    """Whose books: a legal entity's, or one activity's in them; and whether the caller may read who its people are."""

    siren: str
    analytic_code: str | None
    people_named: bool = True


@dataclass(frozen=True)
class Days:
    """The days asked for."""

    year: int | None
    from_on: date | None
    to_on: date | None


async def _entity_books(
    request: Request,
    siren: Siren,
    deps: Use,
    caller: Caller,
    analytic_code: Annotated[str | None, Query(max_length=40, description="One activity in it")] = None,
) -> None:
    allow(caller, "statement.read", deps)
    request.state.books = Books(siren, analytic_code)


async def _activity_books(request: Request, activity_id: Id, deps: Use, caller: Caller) -> None:
    activity = (await activity_for(caller, "activity_statement.read", activity_id, deps)).state
    of_partner = Resource(partner=deps.settings.partner)
    named = POLICY.visible(caller, "statement.read").sees(of_partner)
    request.state.books = Books(activity.siren, activity.analytic_code, named)


def _books(request: Request) -> Books | None:
    # The books are found by the router's own dependency. When the path or the query was refused there are none, and this is
    # still asked before the refusal is told: the route itself is not called then.
    books = getattr(request.state, "books", None)
    assert books is None or isinstance(books, Books)
    return books


def _days(
    year: Annotated[int | None, Query(ge=2000, le=2099, description="A financial year, by its last civil year")] = None,
    from_on: Annotated[date | None, Query(alias="from", description="First day; the year's first by default")] = None,
    to_on: Annotated[date | None, Query(alias="to", description="Last day; the year's last by default")] = None,
) -> Days:
    return Days(year, from_on, to_on)


def _format(
    wanted: Annotated[Format | None, Query(alias="format", description="json, csv or pdf; else by Accept")] = None,
    accept: Annotated[str, Header(max_length=500)] = "",
) -> Format:
    if wanted is not None:
        return wanted
    kinds = [part.split(";")[0].strip() for part in accept.split(",")]
    found = {"text/csv": Format.CSV, "application/pdf": Format.PDF, "application/json": Format.JSON}
    return next((found[kind] for kind in kinds if kind in found), Format.JSON)


WhoseBooks = Annotated[Books, Depends(_books)]
WhichDays = Annotated[Days, Depends(_days)]
WhichFormat = Annotated[Format, Depends(_format)]

_Route = Callable[..., Awaitable[Any]]


class Statements:
    """Two routers with the same routes: under a legal entity, and under an activity."""

    def __init__(self) -> None:
        entity, activity = [Depends(_entity_books)], [Depends(_activity_books)]
        self.entity = APIRouter(prefix="/v1/legal-entities/{siren}", tags=["statements"], dependencies=entity)
        self.activity = APIRouter(prefix="/v1/activities/{activity_id}", tags=["statements"], dependencies=activity)

    def offer(self, path: str, summary: str, model: type[BaseModel]) -> Callable[[_Route], _Route]:
        """Offer a route under both, in three formats."""
        text = {"schema": {"type": "string"}}
        answers: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": text, "application/pdf": text}}}

        def register(route: _Route) -> _Route:
            for router, whose in ((self.entity, "a legal entity"), (self.activity, "an activity")):
                title = f"{summary} of {whose}"
                router.add_api_route(path, route, summary=title, response_model=model, responses=answers)
            return route

        return register


async def reporting_of(books: Books, days: Days, deps: Deps) -> Reporting:
    """The legal entity, its labels and the days, in one financial year."""
    command = ReadReporting(books.siren, books.analytic_code, days.year, days.from_on, days.to_on)
    return await read_reporting(command, deps)


def owner_of(books: Books, reporting: Reporting, deps: Deps) -> Owner:
    """Whose name the document carries."""
    return Owner(reporting.entity.name, books.siren, deps.clock.now(), books.analytic_code)


async def document(wanted: Format, sheet: Sheet, deps: Deps) -> Response:
    """A statement as CSV or PDF. A PDF takes a while, and is made beside the service."""
    if wanted is Format.CSV:
        content, media = csv_file.sheet_csv(sheet), csv_file.MEDIA_TYPE
    else:
        content, media = await deps.aside.run(pdf_file.sheet_pdf, sheet), pdf_file.MEDIA_TYPE
    return Response(content, media_type=media, headers=_named(f"{sheet.file_name}.{wanted.value}"))


def stream(name: str, parts: AsyncIterator[bytes]) -> StreamingResponse:
    """A CSV that is sent while it is read."""
    return StreamingResponse(parts, media_type=csv_file.MEDIA_TYPE, headers=_named(f"{name}.csv"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
