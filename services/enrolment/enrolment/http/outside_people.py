"""The rights of people who are no persons of the programmes: tutors, contacts of companies, mentors, whoever a dossier names."""

from fastapi import APIRouter

from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, within
from enrolment.http.schemas.outside_people import (
    OutsiderErasureIn,
    OutsiderErasureOut,
    OutsiderOut,
    OutsiderSearchIn,
)
from enrolment.usecases.privacy.erase_outsider import EraseOutsider, erase_outsider
from enrolment.usecases.privacy.find_outsider import FindOutsider, find_outsider
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/outside-people", tags=["rights of persons"])


@router.post("/search", summary="What is held of an address")
async def post_search(body: OutsiderSearchIn, deps: Use, caller: Caller) -> OutsiderOut:
    """By an officer, for somebody who asks: among what the caller's partner coordinates. Nothing is written."""
    POLICY.require(caller, "outsider.read")
    return OutsiderOut.of(await find_outsider(FindOutsider(caller.partner, body.email), deps))


@router.post("/erasure", summary="Erase somebody who is no person of the programmes")
async def post_erasure(body: OutsiderErasureIn, deps: Use, cause: CauseOf, caller: Caller) -> OutsiderErasureOut:
    """Wherever the caller's partner holds the address: what they follow as a mentor ends, a student may name another tutor. 409
    for somebody who is registered too, whose ``erasure-requests`` take these places along, and when nothing is held."""
    POLICY.require(caller, "outsider.erase")
    command = EraseOutsider(caller.partner, body.email, body.received_on, body.identity)
    return OutsiderErasureOut.of(await erase_outsider(command, deps, cause))


@router.get("/erasures", summary="Who was erased that way, the newest first")
async def get_erasures(deps: Use, caller: Caller, page: PageQuery) -> PageOut[OutsiderErasureOut]:
    """Days, how identity was checked, and from how many documents."""
    where = within(caller, "outsider.read")
    order = (Order("created_at", descending=True),)
    found = await deps.outsider_erasures.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[OutsiderErasureOut.of(one) for one in found.items], next=found.next)
