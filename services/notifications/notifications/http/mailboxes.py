"""Mailboxes of roles."""

from fastapi import APIRouter, Response

from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Resource
from essaim.kit.store.port import Order
from notifications.domain.mailbox import Mailbox
from notifications.http.dependencies import Use
from notifications.http.policy import POLICY
from notifications.http.schemas import MailboxIn, MailboxOut, Office
from notifications.usecases.set_mailbox import SetMailbox, set_mailbox

router = APIRouter(prefix="/v1/mailboxes", tags=["mailboxes"])


@router.put("/{role}", summary="Say where the mails for a role at a partner go (coordinator, ops)")
async def put_mailbox(
    role: Office, body: MailboxIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> MailboxOut:
    """New or changed; messages that waited for it are sent."""
    POLICY.require(caller, "mailbox.set")
    POLICY.check(caller, "mailbox.set", Resource(partner=deps.settings.partner))
    stored = await set_mailbox(SetMailbox(Mailbox(role, body.partner, body.name, body.email)), deps, cause)
    response.headers["ETag"] = stored.etag
    return MailboxOut.of(stored)


@router.get("", summary="All mailboxes (coordinator, ops)")
async def list_mailboxes(deps: Use, caller: Caller, page: PageQuery) -> PageOut[MailboxOut]:
    """By partner and role."""
    POLICY.require(caller, "mailbox.read")
    POLICY.check(caller, "mailbox.read", Resource(partner=deps.settings.partner))
    order = (Order("partner"), Order("role"))
    found = await deps.mailboxes.find(order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[MailboxOut.of(one) for one in found.items], next=found.next)
