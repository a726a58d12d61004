"""Tills of market stalls and their sessions."""

from fastapi import APIRouter, Response

from accounting.http import till_proofs, till_sales
from accounting.http.dependencies import Use, activity_for
from accounting.http.policy import limited
from accounting.http.schemas.till_closings import TillClosingOut
from accounting.http.schemas.till_in import MovementIn, OpeningIn, SessionClosingIn, TillEdit, TillIn
from accounting.http.schemas.till_out import MovementOut, OpeningOut, TillOut
from accounting.http.till_for import till_for
from accounting.usecases.tills.close_session import CloseSession, close_session
from accounting.usecases.tills.create_till import CreateTill, create_till
from accounting.usecases.tills.edit_till import EditTill, edit_till
from accounting.usecases.tills.open_session import OpenSession, open_session
from accounting.usecases.tills.read_standing import read_standing
from accounting.usecases.tills.record_movement import RecordMovement, record_movement
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/tills", tags=["tills"])
ROUTERS = (router, till_sales.router, till_proofs.router)


@router.post("", status_code=201, summary="A till for an activity (accountant, student of the group)")
async def create(body: TillIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> TillOut:
    """With its articles; prices include VAT."""
    await activity_for(caller, "till.create", body.activity_id, deps)
    articles = tuple(one.to_domain() for one in body.articles)
    stored = await create_till(CreateTill(body.activity_id, body.label, body.place, articles), deps, cause)
    response.headers["ETag"] = stored.etag
    return TillOut.of(stored)


@router.get("", summary="Tills, oldest first")
async def list_tills(deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None) -> PageOut[TillOut]:
    """Those that the caller may read."""
    where = limited(caller, "till.read", deps.settings.partner, group_id)
    found = await deps.tills.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[TillOut.of(one) for one in found.items], next=found.next)


@router.get("/{till_id}", summary="One till, and where it stands")
async def read(till_id: Id, deps: Use, caller: Caller, response: Response) -> TillOut:
    """With the open session, what should be in the drawer, and the perpetual totals."""
    stored = await till_for(caller, "till.read", till_id, deps)
    response.headers["ETag"] = stored.etag
    return TillOut.of(stored, await read_standing(till_id, deps))


@router.put("/{till_id}", summary="Another label, place or list of articles (accountant, student)")
async def edit(
    till_id: Id, body: TillEdit, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> TillOut:
    """What was sold keeps its words and prices."""
    await till_for(caller, "till.edit", till_id, deps)
    command = EditTill(till_id, body.label, body.place, tuple(one.to_domain() for one in body.articles))
    stored = await edit_till(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return TillOut.of(stored)


@router.post("/{till_id}/sessions", status_code=201, summary="Open the day with a counted float (accountant, student)")
async def open_day(till_id: Id, body: OpeningIn, deps: Use, caller: Caller, cause: CauseOf) -> OpeningOut:
    """One session a day. What differs from what was left in the drawer is posted on 580."""
    await till_for(caller, "till.sell", till_id, deps)
    command = OpenSession(till_id, body.counted_float, body.operation_id)
    return OpeningOut.of(await open_session(command, deps, cause))


@router.post(
    "/{till_id}/sessions/{session}/closing", status_code=201, summary="Close the day: the Z (accountant, student)"
)
async def close_day(
    till_id: Id, session: int, body: SessionClosingIn, deps: Use, caller: Caller, cause: CauseOf
) -> TillClosingOut:
    """For ever, with one entry in the books; a difference of cash goes to 658 or 758."""
    await till_for(caller, "till.sell", till_id, deps)
    command = CloseSession(till_id, session, body.counted_cash, body.operation_id)
    return TillClosingOut.of(await close_session(command, deps, cause))


@router.post("/{till_id}/movements", status_code=201, summary="Money in, out or to the bank (accountant, student)")
async def move(till_id: Id, body: MovementIn, deps: Use, caller: Caller, cause: CauseOf) -> MovementOut:
    """In and out in an open session, and cash only; a deposit at any time, up to what there is."""
    await till_for(caller, "till.sell", till_id, deps)
    command = RecordMovement(till_id, body.operation_id, body.type, body.means, body.amount, body.reason)
    return MovementOut.of(await record_movement(command, deps, cause))
