"""Erasure requests: ask, check who asks, extend, reject, follow; and the letter that says what became of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import OPEN, ErasureRequest, Origin, Status
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.schemas.erasures import (
    AcceptanceIn,
    ErasureIn,
    ErasureOut,
    ExtensionIn,
    IdentityIn,
    NewConsentIn,
    NewConsentOut,
    RejectionIn,
    RepublicationIn,
    RepublicationOut,
)
from enrolment.usecases.privacy.accept_erasure import AcceptErasure, accept_erasure
from enrolment.usecases.privacy.check_identity import CheckIdentity, check_identity
from enrolment.usecases.privacy.draw_letter import DrawLetter, draw_letter
from enrolment.usecases.privacy.extend_erasure import ExtendErasure, extend_erasure
from enrolment.usecases.privacy.record_new_consent import RecordNewConsent, record_new_consent
from enrolment.usecases.privacy.reject_erasure import RejectErasure, reject_erasure
from enrolment.usecases.privacy.republish_erasures import RepublishErasures, republish_erasures
from enrolment.usecases.privacy.request_erasure import RequestErasure, request_erasure
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import In, Order, Range, Where

router = APIRouter(tags=["rights of persons"])
BY_TOKEN = "jeton de connexion"


def _shown(stored: Stored[ErasureRequest], deps: Deps, response: Response) -> ErasureOut:
    response.headers["ETag"] = stored.etag
    return ErasureOut.of(stored, deps.settings.answering_deployments, deps.clock.today())


async def _checked(erasure_id: str, action: str, deps: Deps, caller: Principal) -> Stored[ErasureRequest]:
    stored = await deps.erasures.get(erasure_id)
    check(caller, action, Sides(stored.state.coordinator, owner=stored.state.person_id))
    return stored


@router.post("/v1/erasure-requests", status_code=201, summary="Ask to be erased")
async def post_erasure(body: ErasureIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> ErasureOut:
    """By the person, whose token says who they are, or recorded by an officer. A request that is open already is the answer."""
    person = (await deps.persons.get(body.person_id)).state
    check(caller, "erasure.request", Sides(person.coordinator, owner=body.person_id))
    own = caller.sub == body.person_id
    command = RequestErasure(
        body.person_id,
        Origin.PERSON if own else Origin.OFFICE,
        deps.clock.today() if own else body.received_on or deps.clock.today(),
        BY_TOKEN if own else body.identity,
    )
    return _shown(await request_erasure(command, deps, cause), deps, response)


@router.get("/v1/erasure-requests", summary="Requests, the most urgent first")
async def get_erasures(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    status: Annotated[Status | None, Query()] = None,
    person_id: Annotated[Id | None, Query()] = None,
    overdue: Annotated[bool, Query(description="Only those whose day is over")] = False,
) -> PageOut[ErasureOut]:
    """The partner's for its officers, their own for persons; by the day on which the answer is due (GDPR-03)."""
    today = deps.clock.today()
    where: Where = {
        **({"due_on": Range(lt=today.isoformat()), "status": In(tuple(OPEN))} if overdue else {}),
        **({"status": status.value} if status else {}),
        **({"person_id": person_id} if person_id else {}),
        **within(caller, "erasure.read", owner_field="person_id"),
    }
    found = await deps.erasures.find(where, order_by=(Order("due_on"),), limit=page.limit, cursor=page.cursor)
    shown = [ErasureOut.of(one, deps.settings.answering_deployments, today) for one in found.items]
    return PageOut(items=shown, next=found.next)


@router.post("/v1/erasure-requests/republication", summary="Tell again who was erased since a day")
async def post_republication(body: RepublicationIn, deps: Use, cause: CauseOf, caller: Caller) -> RepublicationOut:
    """By operations or the data protection officer of whoever operates this deployment, after another one was restored from a
    backup of that day. Who has forgotten them already changes nothing and writes to nobody."""
    POLICY.require(caller, "erasure.republish")
    if caller.partner != deps.settings.partner:
        raise ForbiddenError("forbidden", f"the erasures here are those of {deps.settings.partner}")
    told = await republish_erasures(RepublishErasures(body.since), deps, cause)
    return RepublicationOut(since=body.since, requests=told.requests, persons=told.persons)


@router.get("/v1/erasure-requests/{erasure_id}", summary="One request")
async def get_erasure(erasure_id: Id, deps: Use, caller: Caller, response: Response) -> ErasureOut:
    """With every answer, and who has not answered."""
    return _shown(await _checked(erasure_id, "erasure.read", deps, caller), deps, response)


@router.post("/v1/erasure-requests/{erasure_id}/identity-check", summary="Record how identity was checked")
async def post_identity(
    erasure_id: Id, body: IdentityIn, deps: Use, cause: CauseOf, caller: Caller, version: IfMatch, response: Response
) -> ErasureOut:
    """By an officer."""
    await _checked(erasure_id, "erasure.decide", deps, caller)
    return _shown(await check_identity(CheckIdentity(erasure_id, body.how, version), deps, cause), deps, response)


@router.post("/v1/erasure-requests/{erasure_id}/extension", summary="Take two months more")
async def post_extension(
    erasure_id: Id, body: ExtensionIn, deps: Use, cause: CauseOf, caller: Caller, version: IfMatch, response: Response
) -> ErasureOut:
    """Once, within the first month; the person is told (GDPR-03)."""
    await _checked(erasure_id, "erasure.decide", deps, caller)
    return _shown(await extend_erasure(ExtendErasure(erasure_id, body.reason, version), deps, cause), deps, response)


@router.post("/v1/erasure-requests/{erasure_id}/rejection", summary="Do not follow it")
async def post_rejection(
    erasure_id: Id, body: RejectionIn, deps: Use, cause: CauseOf, caller: Caller, version: IfMatch, response: Response
) -> ErasureOut:
    """On a legal basis, which the person is told."""
    await _checked(erasure_id, "erasure.decide", deps, caller)
    command = RejectErasure(erasure_id, body.legal_basis, version)
    return _shown(await reject_erasure(command, deps, cause), deps, response)


@router.post("/v1/erasure-requests/{erasure_id}/acceptance", summary="Erase")
async def post_acceptance(
    erasure_id: Id, body: AcceptanceIn, deps: Use, cause: CauseOf, caller: Caller, version: IfMatch, response: Response
) -> ErasureOut:
    """409 with every obstacle and what to do while a contract or a group runs; ``partial`` erases what these do not need."""
    await _checked(erasure_id, "erasure.force" if body.partial else "erasure.decide", deps, caller)
    command = AcceptErasure(erasure_id, body.partial, version)
    return _shown(await accept_erasure(command, deps, cause), deps, response)


@router.get("/v1/erasure-requests/{erasure_id}/letter.pdf", summary="The answer on paper", response_class=Response)
async def get_letter(erasure_id: Id, deps: Use, caller: Caller) -> Response:
    """It names nobody: the person knows who they are, and nobody else has to. 409 as long as there is nothing to say."""
    await _checked(erasure_id, "erasure.read", deps, caller)
    content = await draw_letter(DrawLetter(erasure_id), deps)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'attachment; filename="effacement.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@router.post("/v1/erased-addresses/consent", summary="Somebody who was erased comes back")
async def post_new_consent(body: NewConsentIn, deps: Use, cause: CauseOf, caller: Caller) -> NewConsentOut:
    """The person's own new consent: from then on a form or a list may name the address again."""
    POLICY.require(caller, "address.consent")
    command = RecordNewConsent(caller.partner, body.email, body.given_on, body.how)
    erased = (await record_new_consent(command, deps, cause)).state
    given_on = erased.consent.given_on if erased.consent else body.given_on
    return NewConsentOut(person_id=erased.person_id, erased_on=erased.erased_on, given_on=given_on)
