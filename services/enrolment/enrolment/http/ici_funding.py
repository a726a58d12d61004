"""Money for projects of #ICI learners: the budget, requests, decisions, receipts."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.ici.funding import Budget, FundingRequest, FundingStatus
from enrolment.http.dependencies import Use
from enrolment.http.ici_learners import sides as learner_sides
from enrolment.http.policy import Sides, check, within
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.ici_funding import (
    BudgetIn,
    BudgetOut,
    FundingDecisionIn,
    FundingIn,
    FundingOpenIn,
    FundingOut,
)
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.ici.add_receipt import AddReceipt, add_receipt
from enrolment.usecases.ici.close_funding import CloseFunding, close_funding
from enrolment.usecases.ici.decide_funding import DecideFunding, decide_funding
from enrolment.usecases.ici.edit_funding import EditFunding, edit_funding
from enrolment.usecases.ici.open_funding import OpenFunding, open_funding
from enrolment.usecases.ici.set_budget import SetBudget, set_budget
from enrolment.usecases.ici.submit_funding import SubmitFunding, submit_funding
from essaim.contracts.types import MAX_CENTS, Id, parse_amount
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/ici", tags=["ici"])
UPLOAD_PATH = "/v1/ici/funding-requests/{request_id}/receipts"
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
AmountText = Annotated[str, Query(pattern=r"^(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$", examples=["49.90"])]


@router.get("/budgets/{programme_id}", summary="The budget of a programme year, and what remains")
async def get_budget(programme_id: Id, deps: Use, caller: Caller) -> BudgetOut:
    """0.00 before anybody has said one."""
    programme = (await deps.programmes.get(programme_id)).state
    check(caller, "ici_budget.read", programme_sides(programme))
    try:
        stored = await deps.ici_budgets.get(programme_id)
    except NotFoundError:
        return BudgetOut.of(Budget(programme.coordinator), 0)
    return BudgetOut.of(stored.state, stored.version)


@router.put("/budgets/{programme_id}", summary="Set the budget")
async def put_budget(programme_id: Id, body: BudgetIn, deps: Use, cause: CauseOf, caller: Caller) -> BudgetOut:
    """Never less than what is granted."""
    check(caller, "ici_budget.write", programme_sides((await deps.programmes.get(programme_id)).state))
    stored = await set_budget(SetBudget(programme_id, body.amount), deps, cause)
    return BudgetOut.of(stored.state, stored.version)


@router.post("/funding-requests", status_code=201, summary="Begin a request for money")
async def post_request(
    body: FundingOpenIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> FundingOut:
    """By an enrolled learner, or by the coordinator for them. OPEN."""
    learner = (await deps.ici_learners.get(body.enrolment_id)).state
    check(caller, "ici_funding.ask", learner_sides(learner))
    return _shown(await open_funding(OpenFunding(body.enrolment_id, body.purpose, body.amount), deps, cause), response)


@router.get("/funding-requests", summary="Requests for money, the oldest first")
async def get_requests(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    programme_id: Annotated[Id | None, Query()] = None,
    status: Annotated[FundingStatus | None, Query()] = None,
) -> PageOut[FundingOut]:
    """The partner's, or one's own."""
    where: Where = {
        **within(caller, "ici_funding.read", owner_field="person_id"),
        **({"programme_id": programme_id} if programme_id else {}),
        **({"status": status.value} if status else {}),
    }
    found = await deps.ici_funding.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[FundingOut.of(one) for one in found.items], next=found.next)


@router.get("/funding-requests/{request_id}", summary="One request")
async def get_request(request_id: Id, deps: Use, caller: Caller, response: Response) -> FundingOut:
    """With its decision and its receipts."""
    return _shown(await _request_for(caller, "ici_funding.read", request_id, deps), response)


@router.put("/funding-requests/{request_id}", summary="Change a request that is not submitted")
async def put_request(
    request_id: Id, body: FundingIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> FundingOut:
    """Still OPEN."""
    await _request_for(caller, "ici_funding.ask", request_id, deps)
    command = EditFunding(request_id, body.purpose, body.amount, expected)
    return _shown(await edit_funding(command, deps, cause), response)


@router.post("/funding-requests/{request_id}/submission", summary="Submit a request")
async def post_submission(
    request_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> FundingOut:
    """SUBMITTED."""
    await _request_for(caller, "ici_funding.ask", request_id, deps)
    return _shown(await submit_funding(SubmitFunding(request_id, expected), deps, cause), response)


@router.post("/funding-requests/{request_id}/decision", summary="Grant or refuse")
async def post_decision(
    request_id: Id, body: FundingDecisionIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> FundingOut:
    """Never more than was asked, and never more than the budget leaves. A refusal is given with its reasons."""
    await _request_for(caller, "ici_funding.decide", request_id, deps)
    if body.granted is None and not body.conditions.strip():
        raise InputError(Problem("conditions", "are missing", "a refusal is given with its reasons"))
    command = DecideFunding(request_id, body.granted, body.conditions.strip())
    return _shown(await decide_funding(command, deps, cause), response)


@router.post(
    "/funding-requests/{request_id}/receipts", status_code=201, summary="Add a receipt", openapi_extra=ATTACHED
)
async def post_receipt(
    request_id: Id,
    name: FileName,
    amount: AmountText,
    paid_on: Annotated[date, Query()],
    label: Annotated[str, Query(min_length=1, max_length=120)],
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> FundingOut:
    """The body is the file: a PDF or a picture. The same file is listed once."""
    await _request_for(caller, "ici_funding.spend", request_id, deps)
    cents = parse_amount(amount)
    if not 0 < cents <= MAX_CENTS:
        raise InputError(Problem("amount", "is no amount of a receipt", "more than 0.00"))
    command = AddReceipt(
        request_id, body_of(request), name, request.headers.get("content-type"), cents, paid_on, label.strip()
    )
    return _shown(await add_receipt(command, deps, cause), response)


@router.get(
    "/funding-requests/{request_id}/receipts/{sha256}",
    summary="The file of a receipt",
    response_class=Response,
    responses=GIVEN,
)
async def get_receipt(request_id: Id, sha256: Hash, deps: Use, caller: Caller) -> StreamingResponse:
    """Its hash is checked before the first byte is sent."""
    stored = await _request_for(caller, "ici_funding.read", request_id, deps)
    receipt = next((one for one in stored.state.receipts if one.sha256 == sha256), None)
    if receipt is None:
        raise NotFoundError("not-found", "there is no receipt here under this hash")
    return attached_response(await deps.attachments.open(sha256), receipt.name)


@router.post("/funding-requests/{request_id}/closing", summary="All receipts are there")
async def post_closing(
    request_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> FundingOut:
    """SPENT; what was not spent goes back to the budget."""
    await _request_for(caller, "ici_funding.decide", request_id, deps)
    return _shown(await close_funding(CloseFunding(request_id, expected), deps, cause), response)


async def _request_for(caller: Principal, action: str, request_id: str, deps: Deps) -> Stored[FundingRequest]:
    stored = await deps.ici_funding.get(request_id)
    check(caller, action, Sides(stored.state.coordinator, owner=stored.state.person_id))
    return stored


def _shown(stored: Stored[FundingRequest], response: Response) -> FundingOut:
    response.headers["ETag"] = stored.etag
    return FundingOut.of(stored)
