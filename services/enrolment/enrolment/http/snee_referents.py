"""Local referents, first contacts, and the terms of the status."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.snee.contact import Contact, ContactStatus
from enrolment.domain.snee.terms import PartnerTerms, shipped
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.schemas.snee import TermsIn, TermsOut
from enrolment.http.schemas.snee_people import (
    ContactAnswerIn,
    ContactClosingIn,
    ContactIn,
    ContactOut,
    ReferentIn,
    ReferentOut,
)
from enrolment.usecases.snee.answer_contact import AnswerContact, answer_contact
from enrolment.usecases.snee.close_contact import CloseContact, close_contact
from enrolment.usecases.snee.find_referents import FindReferents, find_referents
from enrolment.usecases.snee.put_referent import PutReferent, put_referent
from enrolment.usecases.snee.put_terms import PutTerms, put_terms
from enrolment.usecases.snee.request_contact import RequestContact, request_contact
from essaim.contracts.types import Id
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/snee", tags=["snee"])


def contact_sides(contact: Contact) -> Sides:
    """A contact as the policy sees it: the asker's own, and the referent's partner's."""
    return Sides(coordinator=contact.coordinator, owner=contact.person_id)


@router.get("/referents", summary="Who answers for a place")
async def get_referents(
    deps: Use,
    caller: Caller,
    establishment_id: Annotated[Id | None, Query(description="Its code in the register, such as a UAI")] = None,
    territory: Annotated[str | None, Query(max_length=120)] = None,
) -> list[ReferentOut]:
    """Today's referents of the establishment, else of its territory, else of the whole region."""
    POLICY.require(caller, "snee_referent.read")
    found = await find_referents(FindReferents(establishment_id, territory), deps)
    return [ReferentOut.of(id_, one) for id_, one in found]


@router.put("/referents/{referent_id}", summary="Say who the referent of some places is")
async def put_one_referent(
    referent_id: Id, body: ReferentIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> ReferentOut:
    """With the days on which they are."""
    POLICY.require(caller, "snee_referent.write")
    stored = await put_referent(PutReferent(referent_id, body.referent(caller.partner), expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ReferentOut.of(stored.id, stored.state)


@router.post("/contacts", status_code=201, summary="Ask a first question about the status")
async def post_contact(body: ContactIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> ContactOut:
    """By a student or a teacher of an establishment that is no partner; it goes to the referent of the place."""
    POLICY.require(caller, "snee_contact.ask")
    if body.asker not in caller.roles:
        raise ForbiddenError("forbidden", f"a {body.asker} asks with a login of their own")
    command = RequestContact(**body.model_dump(), person_id=caller.sub)
    stored = await request_contact(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ContactOut.of(stored)


@router.get("/contacts", summary="First questions, the oldest first")
async def get_contacts(
    deps: Use, caller: Caller, page: PageQuery, status: Annotated[ContactStatus | None, Query()] = None
) -> PageOut[ContactOut]:
    """Those of the partner's referents, or one's own."""
    where: Where = {
        **within(caller, "snee_contact.read", owner_field="person_id"),
        **({"status": status.value} if status else {}),
    }
    found = await deps.snee_contacts.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[ContactOut.of(one) for one in found.items], next=found.next)


@router.get("/contacts/{contact_id}", summary="One first question")
async def get_contact(contact_id: Id, deps: Use, caller: Caller, response: Response) -> ContactOut:
    """With its answers."""
    stored = await deps.snee_contacts.get(contact_id)
    check(caller, "snee_contact.read", contact_sides(stored.state))
    response.headers["ETag"] = stored.etag
    return ContactOut.of(stored)


@router.post("/contacts/{contact_id}/answers", status_code=201, summary="Answer")
async def post_contact_answer(
    contact_id: Id,
    body: ContactAnswerIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ContactOut:
    """By the referent; ANSWERED."""
    check(caller, "snee_contact.answer", contact_sides((await deps.snee_contacts.get(contact_id)).state))
    stored = await answer_contact(AnswerContact(contact_id, body.words, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ContactOut.of(stored)


@router.post("/contacts/{contact_id}/closing", summary="Say what it led to")
async def post_contact_closing(
    contact_id: Id,
    body: ContactClosingIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ContactOut:
    """APPLIED or CLOSED."""
    check(caller, "snee_contact.answer", contact_sides((await deps.snee_contacts.get(contact_id)).state))
    applied = body.outcome == "applied"
    if not applied and body.reason is None:
        raise InputError(Problem("reason", "is missing", "why it is closed without an application"))
    if not applied and body.application_id is not None:
        raise InputError(Problem("application_id", "is for applied only", "nothing"))
    command = CloseContact(contact_id, applied, body.application_id, body.reason or "", expected)
    stored = await close_contact(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ContactOut.of(stored)


@router.get("/terms", summary="The terms of the caller's partner, and those that come with the service")
async def get_terms(deps: Use, caller: Caller) -> list[TermsOut]:
    """The oldest first."""
    POLICY.require(caller, "snee.terms")
    try:
        own = (await deps.snee_terms.get(caller.partner)).state
    except NotFoundError:
        own = PartnerTerms(caller.partner)
    given = [TermsOut.of(one, own=False) for one in shipped()]
    return given + [TermsOut.of(one, own=True) for one in own.versions]


@router.post("/terms", status_code=201, summary="Say what holds from a day on")
async def post_terms(body: TermsIn, deps: Use, cause: CauseOf, caller: Caller) -> list[TermsOut]:
    """A new charter, label or cap, for the caller's partner. What is in force already is never rewritten."""
    POLICY.require(caller, "snee.terms")
    known = await put_terms(PutTerms(caller.partner, body.terms()), deps, cause)
    return [TermsOut.of(one, own=True) for one in known.versions]
