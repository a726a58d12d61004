"""Partners as people read them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.reference.partner import PartnerKind
from enrolment.http.dependencies import Use
from enrolment.http.reference_access import allow_managing, allow_reading
from enrolment.http.schemas.reference import PartnerIn, PartnerOut
from enrolment.usecases.reference.put_entry import PutEntry, put_entry
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/partners", tags=["reference data"])


@router.get("", summary="Partners in use, by label")
async def get_partners(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    kind: Annotated[PartnerKind | None, Query()] = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of those in use")] = False,
) -> PageOut[PartnerOut]:
    """By kind."""
    allow_reading(caller)
    wanted = {"kind": kind.value if kind else None}
    where: Where = {"retired": retired, **{field: value for field, value in wanted.items() if value is not None}}
    found = await deps.partners.find(where, order_by=(Order("label"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[PartnerOut.of(one) for one in found.items], next=found.next)


@router.get("/{code}", summary="One partner")
async def get_partner(code: Id, deps: Use, caller: Caller, response: Response) -> PartnerOut:
    """Retired ones too."""
    allow_reading(caller)
    stored = await deps.partners.get(code)
    response.headers["ETag"] = stored.etag
    return PartnerOut.of(stored)


@router.put("/{code}", summary="Write a partner under its id")
async def put_partner(
    code: Id, body: PartnerIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> PartnerOut:
    """The whole entry. The id is the one in tokens; it gives nobody any right."""
    allow_managing(caller, deps)
    stored = await put_entry(PutEntry("partners", code, body.entry(), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return PartnerOut.of(stored)
