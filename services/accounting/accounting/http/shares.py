"""Share-outs."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.books import ShareOut
from accounting.usecases.approve_share import ApproveShare, approve_share
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1", tags=["shares"])


@router.get("/groups/{group_id}/share", summary="The share-out of a group, with its steps")
async def read_share(group_id: Id, deps: Use, caller: Caller, response: Response) -> ShareOut:
    """Computed when the group was closed, by the rule that its assembly adopted."""
    allow(caller, "share.read", deps, group_id)
    stored = await deps.shares.find_one({"group_id": group_id})
    if stored is None:
        raise NotFoundError("not-found", "nothing has been shared in this group yet")
    response.headers["ETag"] = stored.etag
    return ShareOut.of(stored)


@router.post("/shares/{share_id}/approval", summary="Approve it: it is posted, members get statements (accountant)")
async def approve(
    share_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> ShareOut:
    """APPROVED, once."""
    allow(caller, "share.approve", deps, (await deps.shares.get(share_id)).state.group_id)
    stored = await approve_share(ApproveShare(share_id), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return ShareOut.of(stored)
