"""Rosters: the list of a whole class or school as a CSV file or an XLSX workbook. The file is the body."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from enrolment.deps import Deps
from enrolment.domain.applications.roster import ROWS_AT_ONCE
from enrolment.domain.persons.roster_import import RosterImport
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, check
from enrolment.http.programmes import sides
from enrolment.http.schemas.rosters import RosterImportOut, RosterReport
from enrolment.usecases.applications.import_roster import ImportRoster, import_roster
from enrolment.usecases.persons.read_roster_file import ReadRosterFile, read_roster_file
from enrolment.usecases.persons.start_roster_import import StartRosterImport, start_roster_import
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.http.attached import body_of
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["rosters"])
UPLOAD_PATH = "/v1/programmes/{programme_id}/roster"
LIMIT_BYTES = 8 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXAMPLE = (
    "given_name;family_name;email;birth_date;year;employment;guardian_given_name;guardian_family_name;guardian_email\n"
    "Lou-Anne;Vaucheret;lou-anne.vaucheret@example.org;2007-11-23;1;none;;;\n"
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": (
            "CSV (UTF-8, separated by ; or ,) or XLSX, told apart by the content; at most 20000 rows and 8 MiB. Headings in "
            "English as in the example, or in French: prénom, nom, courriel, date de naissance, année, emploi, INE, téléphone, "
            "prénom du représentant légal …"
        ),
        "content": {
            "text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE},
            XLSX: {"schema": {"type": "string", "format": "binary"}},
        },
    },
    "responses": {"413": {"description": "The file has more than 8 MiB"}},
}


@router.post(UPLOAD_PATH, summary="Import a roster (CSV, XLSX)", openapi_extra=_BODY)
async def post_roster(
    programme_id: Id,
    request: Request,
    response: Response,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    dry_run: Annotated[bool, Query(description="Report the same and write nothing")] = False,
    sheet: Annotated[
        str, Query(max_length=100, description="The sheet of a workbook; the first one unless named")
    ] = "",
) -> RosterReport | RosterImportOut:
    """Good rows are taken, bad ones reported by row and field; running it again changes nothing. More than 2000 rows are imported
    from then on: 202, and an import whose progress and report can be read while it runs."""
    programme = await deps.programmes.get(programme_id)
    check(caller, "programme.import", sides(programme.state))
    content = b"".join([part async for part in body_of(request)])
    roster = await read_roster_file(ReadRosterFile(content, programme.state.starts_on, sheet), deps)
    if roster.rows > ROWS_AT_ONCE:
        stored = await start_roster_import(StartRosterImport(programme, roster, dry_run), deps, cause)
        response.status_code = 202
        response.headers["Location"] = f"/v1/roster-imports/{stored.id}"
        return RosterImportOut.of(stored)
    report = await import_roster(ImportRoster(programme, roster, dry_run), deps, cause)
    return RosterReport.of(report, dry_run=dry_run)


@router.get("/v1/roster-imports", summary="Large rosters, the newest first")
async def get_roster_imports(
    deps: Use, caller: Caller, page: PageQuery, programme_id: Annotated[Id | None, Query()] = None
) -> PageOut[RosterImportOut]:
    """Those of the caller's partner."""
    POLICY.require(caller, "programme.import")
    where: Where = {"coordinator": caller.partner, **({"programme_id": programme_id} if programme_id else {})}
    order = (Order("created_at", descending=True),)
    found = await deps.roster_imports.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[RosterImportOut.of(one) for one in found.items], next=found.next)


@router.get("/v1/roster-imports/{import_id}", summary="One large roster, and how far it is")
async def get_roster_import(import_id: Id, deps: Use, caller: Caller) -> RosterImportOut:
    """RECEIVING, RUNNING, then DONE; FAILED when the file was never taken in whole."""
    stored = await _roster_import(import_id, deps, caller)
    return RosterImportOut.of(stored)


@router.get("/v1/roster-imports/{import_id}/report", summary="What became of its rows so far")
async def get_roster_report(import_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[RosterReport]:
    """In the order of the file, 500 rows to an item; parts that are not done yet are left out."""
    dry_run = (await _roster_import(import_id, deps, caller)).state.dry_run
    found = await deps.roster_parts.find(
        {"import_id": import_id, "done": True}, order_by=(Order("place"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[RosterReport.of_part(one.state, dry_run=dry_run) for one in found.items], next=found.next)


async def _roster_import(import_id: str, deps: Deps, caller: Principal) -> Stored[RosterImport]:
    """Whoever reads programmes and imports none is not told that there was an import: NotFoundError."""
    stored = await deps.roster_imports.get(import_id)
    if POLICY.visible(caller, "programme.import").partner != stored.state.coordinator:
        raise NotFoundError("not-found", "there is nothing here under this id")
    return stored
