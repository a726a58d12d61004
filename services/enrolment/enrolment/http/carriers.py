"""Who carries what, from when to when."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.http.dependencies import Use
from enrolment.http.reference_access import allow_managing, allow_reading
from enrolment.http.schemas.reference import CarrierIn, CarrierOut
from enrolment.usecases.reference.put_entry import PutEntry, put_entry
from essaim.contracts.types import Id, PartnerId, Scheme
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/carriers", tags=["reference data"])


@router.get("", summary="Who carries what, by partner and scheme")
async def get_carriers(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    partner: Annotated[PartnerId | None, Query()] = None,
    scheme: Annotated[Scheme | None, Query()] = None,
    confirmed: Annotated[bool | None, Query()] = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of those in use")] = False,
) -> PageOut[CarrierOut]:
    """What is not confirmed is there too: programmes show a warning for it."""
    allow_reading(caller)
    wanted = {"partner": partner, "scheme": scheme.value if scheme else None, "confirmed": confirmed}
    where: Where = {"retired": retired, **{field: value for field, value in wanted.items() if value is not None}}
    found = await deps.carriers.find(
        where, order_by=(Order("partner"), Order("scheme")), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[CarrierOut.of(one) for one in found.items], next=found.next)


@router.get("/{code}", summary="One carrier")
async def get_carrier(code: Id, deps: Use, caller: Caller, response: Response) -> CarrierOut:
    """Retired ones too."""
    allow_reading(caller)
    stored = await deps.carriers.get(code)
    response.headers["ETag"] = stored.etag
    return CarrierOut.of(stored)


@router.put("/{code}", summary="Write who carries a scheme for a partner")
async def put_carrier(
    code: Id, body: CarrierIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> CarrierOut:
    """The whole entry, under a code of its own. One that was an error is retired; one that ends gets its last day."""
    allow_managing(caller, deps)
    stored = await put_entry(PutEntry("carriers", code, body.entry(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return CarrierOut.of(stored)
