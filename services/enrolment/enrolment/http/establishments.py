"""Establishments: lycées, universities, campuses."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.reference.establishment import EstablishmentKind
from enrolment.http.dependencies import Use
from enrolment.http.reference_access import allow_managing, allow_reading
from enrolment.http.schemas.reference import EstablishmentIn, EstablishmentOut
from enrolment.usecases.reference.put_entry import PutEntry, put_entry
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/establishments", tags=["reference data"])
Word = Annotated[str | None, Query(min_length=1, max_length=100)]


@router.get("", summary="Establishments in use, by name")
async def get_establishments(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    kind: Annotated[EstablishmentKind | None, Query()] = None,
    department: Word = None,
    territory: Word = None,
    academy: Word = None,
    city: Word = None,
    uai: Word = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of those in use")] = False,
) -> PageOut[EstablishmentOut]:
    """By kind, department, territory, academy, city or UAI."""
    allow_reading(caller)
    wanted = {
        "kind": kind.value if kind else None,
        "department": department,
        "territory": territory,
        "academy": academy,
        "city": city,
        "uai": uai,
    }
    where: Where = {"retired": retired, **{field: value for field, value in wanted.items() if value is not None}}
    found = await deps.establishments.find(where, order_by=(Order("name"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[EstablishmentOut.of(one) for one in found.items], next=found.next)


@router.get("/{code}", summary="One establishment")
async def get_establishment(code: Id, deps: Use, caller: Caller, response: Response) -> EstablishmentOut:
    """Retired ones too."""
    allow_reading(caller)
    stored = await deps.establishments.get(code)
    response.headers["ETag"] = stored.etag
    return EstablishmentOut.of(stored)


@router.put("/{code}", summary="Write an establishment under its UAI, or under a code of our own")
async def put_establishment(
    code: Id, body: EstablishmentIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> EstablishmentOut:
    """The whole entry. A code that looks like a UAI has to be one, and a UAI belongs to one establishment."""
    allow_managing(caller, deps)
    stored = await put_entry(PutEntry("establishments", code, body.entry(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return EstablishmentOut.of(stored)
