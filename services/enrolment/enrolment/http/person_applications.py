"""All dossiers of one person: each in its own programme, independent of the others."""

from fastapi import APIRouter

from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY
from enrolment.http.schemas.applications import ApplicationOut
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/persons", tags=["dossiers"])


@router.get("/{person_id}/applications", summary="The dossiers of one person, the oldest first")
async def get_applications(person_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[ApplicationOut]:
    """All for themselves; for an office, those of its own programmes: the others are none of its business."""
    POLICY.require(caller, "application.read")
    reach = POLICY.visible(caller, "application.read")
    where: Where = {"person_id": person_id}
    if reach.owner != person_id:
        if reach.partner is None:
            raise NotFoundError("not-found", "there is nothing here under this id")
        where = {**where, "coordinator": reach.partner}
    found = await deps.applications.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ApplicationOut.from_stored(one) for one in found.items], next=found.next)
