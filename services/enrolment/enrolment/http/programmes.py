"""Programmes, and the import of their rosters."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from enrolment.domain.programmes.programme import Programme
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.schemas.programmes import ProgrammeIn, ProgrammeOut, RosterReport
from enrolment.usecases.applications.import_roster import ImportRoster, import_roster
from enrolment.usecases.programmes.open_programme import OpenProgramme, open_programme
from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/programmes", tags=["programmes"])

_CSV_BODY = {
    "requestBody": {
        "required": True,
        "description": "UTF-8, separated by ; or ,; at most 2000 rows",
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": (
                    "given_name;family_name;email;birth_date;year;employment;"
                    "guardian_given_name;guardian_family_name;guardian_email\n"
                    "Lou-Anne;Vaucheret;lou-anne.vaucheret@example.org;2007-11-23;1;none;;;\n"
                ),
            }
        },
    }
}


def sides(programme: Programme) -> Sides:
    """A programme as the policy sees it."""
    return Sides(coordinator=programme.coordinator, carrier=programme.carrier)


@router.post("", status_code=201, summary="Open a programme")
async def post_programme(
    body: ProgrammeIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ProgrammeOut:
    """For the coordinator's own partner, and for a scheme that this deployment serves."""
    POLICY.require(caller, "programme.open")
    if caller.partner != deps.settings.partner:
        raise ForbiddenError("forbidden", f"programmes are opened here by {deps.settings.partner}, who operates it")
    if body.coordinator != caller.partner:
        raise ForbiddenError("forbidden", "a coordinator opens programmes of their own partner")
    stored = await open_programme(OpenProgramme(body.programme()), deps, cause)
    response.headers["ETag"] = stored.etag
    return ProgrammeOut.of(stored)


@router.get("", summary="Programmes that the caller's partner coordinates or carries")
async def get_programmes(deps: Use, caller: Caller, page: PageQuery) -> PageOut[ProgrammeOut]:
    """The oldest first."""
    found = await deps.programmes.find(
        within(caller, "programme.read"), order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[ProgrammeOut.of(one) for one in found.items], next=found.next)


@router.get("/{programme_id}", summary="One programme")
async def get_programme(programme_id: Id, deps: Use, caller: Caller, response: Response) -> ProgrammeOut:
    """For everybody of the partner that coordinates or carries it."""
    stored = await deps.programmes.get(programme_id)
    check(caller, "programme.read", sides(stored.state))
    response.headers["ETag"] = stored.etag
    return ProgrammeOut.of(stored)


@router.post("/{programme_id}/roster", summary="Import a roster (CSV)", openapi_extra=_CSV_BODY)
async def post_roster(
    programme_id: Id,
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    dry_run: Annotated[bool, Query(description="Report the same and write nothing")] = False,
) -> RosterReport:
    """Good rows are taken, bad ones reported by row and field; running it again changes nothing."""
    programme = await deps.programmes.get(programme_id)
    check(caller, "programme.import", sides(programme.state))
    command = ImportRoster(programme, await request.body(), dry_run=dry_run)
    return RosterReport.of(await import_roster(command, deps, cause))
