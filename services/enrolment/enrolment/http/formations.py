"""Formations: what people study."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.reference.formation import DiplomaKind
from enrolment.http.dependencies import Use
from enrolment.http.reference_access import allow_managing, allow_reading
from enrolment.http.schemas.reference import FormationIn, FormationOut
from enrolment.usecases.reference.put_entry import PutEntry, put_entry
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/formations", tags=["reference data"])


@router.get("", summary="Formations in use, by label")
async def get_formations(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    diploma: Annotated[DiplomaKind | None, Query()] = None,
    level: Annotated[int | None, Query(ge=3, le=8)] = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of those in use")] = False,
) -> PageOut[FormationOut]:
    """By diploma or level."""
    allow_reading(caller)
    wanted = {"diploma": diploma.value if diploma else None, "level": level}
    where: Where = {"retired": retired, **{field: value for field, value in wanted.items() if value is not None}}
    found = await deps.formations.find(where, order_by=(Order("label"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[FormationOut.of(one) for one in found.items], next=found.next)


@router.get("/{code}", summary="One formation")
async def get_formation(code: Id, deps: Use, caller: Caller, response: Response) -> FormationOut:
    """Retired ones too."""
    allow_reading(caller)
    stored = await deps.formations.get(code)
    response.headers["ETag"] = stored.etag
    return FormationOut.of(stored)


@router.put("/{code}", summary="Write a formation under its code")
async def put_formation(
    code: Id, body: FormationIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> FormationOut:
    """The whole entry."""
    allow_managing(caller, deps)
    stored = await put_entry(PutEntry("formations", code, body.entry(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return FormationOut.of(stored)
