"""A dossier goes on in another programme: proposed by its office, accepted or declined by the other one."""

from fastapi import APIRouter, Response

from enrolment.deps import Deps
from enrolment.http.applications import sides
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check
from enrolment.http.schemas.applications import ApplicationOut
from enrolment.http.schemas.dossiers import TransferIn
from enrolment.usecases.applications.accept_transfer import AcceptTransfer, accept_transfer
from enrolment.usecases.applications.decline_transfer import DeclineTransfer, decline_transfer
from enrolment.usecases.applications.hand_over_application import HandOverApplication, hand_over_application
from enrolment.usecases.applications.propose_transfer import ProposeTransfer, propose_transfer
from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order

router = APIRouter(tags=["dossiers"])


@router.get("/v1/transfers", summary="Dossiers whose transfer waits for the caller's partner, the oldest first")
async def get_transfers(deps: Use, caller: Caller, page: PageQuery) -> PageOut[ApplicationOut]:
    """With the reason of the office that proposes it."""
    POLICY.require(caller, "application.receive")
    where = {"transfer_to": caller.partner}
    found = await deps.applications.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ApplicationOut.from_stored(one) for one in found.items], next=found.next)


@router.post("/v1/applications/{application_id}/transfer", summary="Propose a transfer to another programme")
async def post_transfer(
    application_id: Id,
    body: TransferIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """Of the same scheme and year. Within this deployment the dossier stays where it is until the other office answers; to
    another partner's it is handed over at once, without its files: the applicant attaches them there again."""
    check(caller, "application.transfer", sides((await deps.applications.get(application_id)).state))
    if body.partner in (None, deps.settings.partner):
        proposal = ProposeTransfer(application_id, body.programme_id, body.reason, expected)
        stored = await propose_transfer(proposal, deps, cause)
    else:
        handing = HandOverApplication(application_id, str(body.partner), body.programme_id, body.reason, expected)
        stored = await hand_over_application(handing, deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/v1/applications/{application_id}/transfer/acceptance", summary="Take a dossier that is proposed")
async def post_acceptance(
    application_id: Id, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ApplicationOut:
    """The dossier under the new programme: what was answered so far counts no more."""
    await _check_receiver(application_id, caller, deps)
    stored = await accept_transfer(AcceptTransfer(application_id), deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/v1/applications/{application_id}/transfer/refusal", status_code=204, summary="Leave it where it is")
async def post_refusal(application_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> None:
    """Nothing is told of the dossier any more: it is not the caller's."""
    await _check_receiver(application_id, caller, deps)
    await decline_transfer(DeclineTransfer(application_id), deps, cause)


async def _check_receiver(application_id: str, caller: Principal, deps: Deps) -> None:
    """Only the office that it is proposed to; those who may read it are told that they may not do this."""
    state = (await deps.applications.get(application_id)).state
    receiver = state.transfer.coordinator if state.transfer else None
    if receiver is not None and receiver == caller.partner:
        return check(caller, "application.receive", Sides(coordinator=receiver))
    check(caller, "application.read", sides(state))
    if receiver is None and POLICY.visible(caller, "application.receive").partner == state.coordinator:
        raise NotFoundError("no-transfer", "no transfer of this dossier waits for an answer")
    raise ForbiddenError("forbidden", "the office that the transfer is proposed to answers it")
