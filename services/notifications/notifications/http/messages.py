"""Messages: what was told to whom, and what became of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, PageOut, PageQuery, Resource
from essaim.kit.store.port import Condition, Order
from notifications.domain.message import Status
from notifications.http.dependencies import Use
from notifications.http.policy import POLICY
from notifications.http.schemas import MessageOut

router = APIRouter(prefix="/v1/messages", tags=["messages"])


@router.get("", summary="Messages, oldest first")
async def list_messages(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    template: Annotated[str | None, Query(max_length=80)] = None,
    status: Status | None = None,
    person_id: Id | None = None,
) -> PageOut[MessageOut]:
    """Coordinators and ops of the operating partner see all; everybody else their own."""
    sees = POLICY.visible(caller, "message.read")
    where: dict[str, Condition] = {}
    if sees.partner != deps.settings.partner:
        if sees.owner is None:
            raise ForbiddenError("forbidden", "only one's own messages, or those of the own partner's deployment")
        if person_id is not None and person_id != sees.owner:
            return PageOut(items=[], next=None)
        where["person_id"] = sees.owner
    wanted = {"template": template, "status": status, "person_id": person_id}
    where |= {name: value for name, value in wanted.items() if value is not None}
    found = await deps.messages.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[MessageOut.of(one) for one in found.items], next=found.next)


@router.get("/{message_id}", summary="One message")
async def read_message(message_id: Id, deps: Use, caller: Caller, response: Response) -> MessageOut:
    """With its state and, when it failed, why."""
    stored = await deps.messages.get(message_id)
    POLICY.check(caller, "message.read", Resource(owner=stored.state.person_id, partner=deps.settings.partner))
    response.headers["ETag"] = stored.etag
    return MessageOut.of(stored)
