"""Programmes and their parameters."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.programmes.dating import superseded
from enrolment.domain.programmes.programme import Programme
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.schemas.parameters import ParametersIn, ParametersOut
from enrolment.http.schemas.programmes import ProgrammeIn, ProgrammeOut
from enrolment.usecases.programmes.check_carrier import check_carrier
from enrolment.usecases.programmes.find_programmes import FindProgrammes, find_programmes
from enrolment.usecases.programmes.open_programme import OpenProgramme, open_programme
from enrolment.usecases.programmes.set_parameters import SetParameters, set_parameters
from essaim.contracts.types import Id, Scheme, SchoolYear
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Where

router = APIRouter(prefix="/v1/programmes", tags=["programmes"])
Exactly = Annotated[str | None, Query(min_length=1, max_length=120)]


def sides(programme: Programme) -> Sides:
    """A programme as the policy sees it."""
    return Sides(coordinator=programme.coordinator, carrier=programme.carrier)


async def _shown(found: Sequence[Stored[Programme]], deps: Deps) -> list[ProgrammeOut]:
    today = deps.clock.today()
    warnings = await check_carrier([one.state for one in found], deps)
    return [ProgrammeOut.of(one, today=today, warnings=told) for one, told in zip(found, warnings, strict=True)]


async def _answer(stored: Stored[Programme], deps: Deps, response: Response) -> ProgrammeOut:
    response.headers["ETag"] = stored.etag
    return (await _shown([stored], deps))[0]


@router.post("", status_code=201, summary="Open a programme")
async def post_programme(
    body: ProgrammeIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ProgrammeOut:
    """For the coordinator's own partner, and for a scheme that this deployment serves. Without parameters or a preset nothing is
    limited, and the coordinator alone decides on applications."""
    POLICY.require(caller, "programme.open")
    operator = deps.settings.partner
    if caller.partner not in (operator, *deps.settings.hosted_partners):
        raise ForbiddenError("forbidden", f"programmes are opened here by {operator}, who operates it")
    if body.coordinator != caller.partner:
        raise ForbiddenError("forbidden", "a coordinator opens programmes of their own partner")
    parameters = body.parameters.parameters() if body.parameters else None
    return await _answer(
        await open_programme(OpenProgramme(body.programme(), parameters, body.preset), deps, cause), deps, response
    )


@router.get("", summary="Programmes that the caller's partner coordinates or carries")
async def get_programmes(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    scheme: Annotated[Scheme | None, Query()] = None,
    school_year: Annotated[SchoolYear | None, Query()] = None,
    establishment: Exactly = None,
    formation: Exactly = None,
    establishment_id: Annotated[Id | None, Query()] = None,
    formation_id: Annotated[Id | None, Query()] = None,
    open: Annotated[bool | None, Query(description="Whether it takes applications today")] = None,
) -> PageOut[ProgrammeOut]:
    """The oldest first."""
    wanted = {
        "scheme": scheme.value if scheme else None,
        "school_year": school_year,
        "establishment": establishment,
        "formation": formation,
        "establishment_id": establishment_id,
        "formation_id": formation_id,
    }
    where: Where = {
        **within(caller, "programme.read"),
        **{field: value for field, value in wanted.items() if value is not None},
    }
    found = await find_programmes(FindProgrammes(where, page.limit, page.cursor, open), deps)
    return PageOut(items=await _shown(found.items, deps), next=found.next)


@router.get("/{programme_id}", summary="One programme, with the parameters in force today")
async def get_programme(programme_id: Id, deps: Use, caller: Caller, response: Response) -> ProgrammeOut:
    """For everybody of the partner that coordinates or carries it."""
    stored = await deps.programmes.get(programme_id)
    check(caller, "programme.read", sides(stored.state))
    return await _answer(stored, deps, response)


@router.put("/{programme_id}/parameters", summary="Give it a new dated set of parameters, or correct one")
async def put_parameters(
    programme_id: Id,
    body: ParametersIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ProgrammeOut:
    """The set holds from its day on. Where dossiers were sent from that day on, it needs to be a correction that says why. The
    same set again changes nothing; everything that contradicts itself is told at once."""
    check(caller, "programme.configure", sides((await deps.programmes.get(programme_id)).state))
    command = SetParameters(programme_id, body.parameters(), expected)
    return await _answer(await set_parameters(command, deps, cause), deps, response)


@router.get("/{programme_id}/parameters", summary="All sets of parameters, in the order in which they were recorded")
async def get_parameters(programme_id: Id, deps: Use, caller: Caller) -> PageOut[ParametersOut]:
    """At most two hundred, on one page."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "programme.read", sides(programme))
    gone = superseded(programme)
    items = [ParametersOut.of(one, superseded=place in gone) for place, one in enumerate(programme.parameters)]
    return PageOut(items=items)
