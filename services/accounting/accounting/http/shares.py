"""Share-outs: read by the group, approved and paid by the accountant, with a statement for each member."""

from enum import StrEnum

from fastapi import APIRouter, Response

from accounting.documents.share_statement import render_share_statement
from accounting.domain.share import Share
from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.shares import ShareOut, SharePaymentIn, ShareStatementOut
from accounting.usecases.sharing.approve_share import ApproveShare, approve_share
from accounting.usecases.sharing.pay_share import PayShare, pay_share
from accounting.usecases.sharing.state_share import StateShare, state_share
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, Resource

router = APIRouter(prefix="/v1", tags=["shares"])
PDF = "application/pdf"


class Format(StrEnum):
    """As a page to print, or as data."""

    PDF = "pdf"
    JSON = "json"


@router.get("/groups/{group_id}/share", summary="The share-out of a group, with its steps and payments")
async def read_share(group_id: Id, deps: Use, caller: Caller, response: Response) -> ShareOut:
    """Computed when the group was closed, by the rule that its assembly adopted (YOUTH-04)."""
    allow(caller, "share.read", deps, group_id)
    stored = await deps.shares.find_one({"group_id": group_id})
    if stored is None:
        raise NotFoundError("not-found", "nothing has been shared in this group yet")
    return _out(stored, response)


@router.post("/shares/{share_id}/approval", summary="Approve it: it is posted, members get statements (accountant)")
async def approve(
    share_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ShareOut:
    """APPROVED, once. Refused while advances or a donation are open (MINI-03, MINI-04), or figures have changed."""
    allow(caller, "share.approve", deps, (await deps.shares.get(share_id)).state.group_id)
    return _out(await approve_share(ApproveShare(share_id), deps, cause, expected_version=expected), response)


@router.post("/shares/{share_id}/payments", status_code=201, summary="A member received money (accountant)")
async def pay(
    share_id: Id,
    body: SharePaymentIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> ShareOut:
    """Whole or in parts, never more than the share, never before the approval. RECORDED with the last one."""
    allow(caller, "share.pay", deps, (await deps.shares.get(share_id)).state.group_id)
    command = PayShare(share_id, body.person_id, body.paid_on, body.amount, body.means)
    return _out(await pay_share(command, deps, cause, expected_version=expected), response)


@router.get(
    "/shares/{share_id}/statements/{person_id}",
    summary="The statement of one member (that member, accountant)",
    responses={200: {"content": {PDF: {}}}},
    response_model=ShareStatementOut,
)
async def read_statement(
    share_id: Id,
    person_id: Id,
    deps: Use,
    caller: Caller,
    format: Format = Format.PDF,  # the name of the query parameter
) -> ShareStatementOut | Response:
    """Who, by which rule, from which pool, how much, and what was paid. It is no pay slip."""
    share = (await deps.shares.get(share_id)).state
    owner = person_id if share.member(person_id) else None
    resource = Resource(owner=owner, group_id=share.group_id, partner=deps.settings.partner)
    POLICY.check(caller, "share_statement.read", resource)
    statement = await state_share(StateShare(share_id, person_id), deps)
    if format is Format.JSON:
        return ShareStatementOut.of(statement)
    name = f"releve-de-partage-{statement.analytic_code}-{statement.member_number:03d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(await deps.aside.run(render_share_statement, statement), media_type=PDF, headers=headers)


def _out(stored: Stored[Share], response: Response) -> ShareOut:
    response.headers["ETag"] = stored.etag
    return ShareOut.of(stored)
