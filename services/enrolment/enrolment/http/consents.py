"""Consents: asked for, given or refused with a proof, withdrawn at any time."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.consent import Consent, How
from enrolment.http.dependencies import Use
from enrolment.http.persons_access import person_for
from enrolment.http.schemas.consents import (
    ConsentIn,
    ConsentOut,
    LinkIn,
    LinkOut,
    ScanOut,
    Sha256,
    WithdrawalIn,
    WordIn,
)
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.persons.attach_scan import AttachScan, attach_scan
from enrolment.usecases.persons.create_consent_link import CreateConsentLink, create_consent_link
from enrolment.usecases.persons.request_consent import RequestConsent, request_consent
from enrolment.usecases.persons.say_word import SayWord, say_word
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1", tags=["consents"])
UPLOAD_PATH = "/v1/consents/{consent_id}/scans"


@router.post("/persons/{person_id}/consents", status_code=201, summary="Ask for a consent")
async def post_consent(
    person_id: Id, body: ConsentIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ConsentOut:
    """200 when it is asked for or given already."""
    await person_for(person_id, "person.consent", deps, caller)
    stored = await request_consent(RequestConsent(person_id, body.kind, body.text_version), deps, cause)
    if stored.document["created_by"] != cause.command_id:
        response.status_code = 200
    response.headers["ETag"] = stored.etag
    return ConsentOut.of(stored)


@router.get("/persons/{person_id}/consents", summary="The consents of a person")
async def get_consents(person_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[ConsentOut]:
    """The oldest first."""
    await person_for(person_id, "person.consent", deps, caller)
    found = await deps.consents.find(
        {"person_id": person_id}, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[ConsentOut.of(one) for one in found.items], next=found.next)


@router.get("/consents/{consent_id}", summary="One consent, with its proof")
async def get_consent(consent_id: Id, deps: Use, caller: Caller, response: Response) -> ConsentOut:
    """For the person, and for coordinators who know them."""
    stored = await _consent(consent_id, deps, caller)
    response.headers["ETag"] = stored.etag
    return ConsentOut.of(stored)


@router.post("/consents/{consent_id}/words", summary="Say yes or no")
async def post_word(
    consent_id: Id, body: WordIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> ConsentOut:
    """GIVEN when everybody who has to has said yes: below 15 the minor and a guardian for DATA (GDPR-01), below 18 a guardian for
    CONTRACT and IMAGE (YOUTH-01). One no is enough for WITHDRAWN."""
    consent = (await _consent(consent_id, deps, caller)).state
    _check_how(body.how, body.guardian_id, consent, caller)
    command = SayWord(
        consent_id=consent_id,
        agrees=body.agrees,
        speaker_id=body.guardian_id or consent.person_id,
        how=body.how,
        name=body.name,
        said_on=body.said_on,
        evidence=body.evidence,
        file_sha256=body.scan,
        expected_version=expected,
    )
    stored = await say_word(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ConsentOut.of(stored)


@router.post("/consents/{consent_id}/withdrawal", summary="Withdraw a consent")
async def post_withdrawal(
    consent_id: Id,
    body: WithdrawalIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ConsentOut:
    """At any time, by the person, or recorded by staff for the person or a guardian."""
    consent = (await _consent(consent_id, deps, caller)).state
    own = caller.sub == consent.person_id
    if own and body.guardian_id is not None:
        raise ForbiddenError("forbidden", "you speak for yourself, a guardian by their own link")
    command = SayWord(
        consent_id=consent_id,
        agrees=False,
        speaker_id=body.guardian_id or consent.person_id,
        how=How.ONLINE if own else How.RECORDED,
        name=body.name,
        said_on=body.said_on,
        evidence=body.evidence,
        reason=body.reason,
        expected_version=expected,
    )
    stored = await say_word(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ConsentOut.of(stored)


@router.post("/consents/{consent_id}/links", status_code=201, summary="Send a guardian a link")
async def post_link(consent_id: Id, body: LinkIn, deps: Use, cause: CauseOf, caller: Caller) -> LinkOut:
    """The guardian gets it by mail and answers without a login. Earlier links of theirs lead nowhere from now on."""
    await _consent(consent_id, deps, caller)
    return LinkOut.of(
        await create_consent_link(CreateConsentLink(consent_id, body.guardian_id, body.days), deps, cause)
    )


@router.post("/consents/{consent_id}/scans", status_code=201, summary="Attach a signed paper", openapi_extra=ATTACHED)
async def post_scan(
    consent_id: Id, request: Request, deps: Use, cause: CauseOf, caller: Caller, name: FileName
) -> ScanOut:
    """PDF, JPEG or PNG, by its content. By staff; its hash is named by the word that it proves."""
    consent = (await _consent(consent_id, deps, caller)).state
    if caller.sub == consent.person_id:
        raise ForbiddenError("forbidden", "a paper is attached by those who received it")
    command = AttachScan(consent_id, body_of(request), name, request.headers.get("content-type"))
    scan, _ = await attach_scan(command, deps, cause)
    return ScanOut.model_validate(vars(scan))


@router.get("/consents/{consent_id}/scans/{sha256}", summary="A signed paper", response_class=Response, responses=GIVEN)
async def get_scan(consent_id: Id, sha256: Sha256, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly the file that was attached."""
    consent = (await _consent(consent_id, deps, caller)).state
    scan = next((one for one in consent.scans if one.sha256 == sha256), None)
    if scan is None:
        raise NotFoundError("not-found", "there is no such file with this consent")
    return attached_response(await deps.attachments.open(sha256), scan.name)


async def _consent(consent_id: str, deps: Deps, caller: Principal) -> Stored[Consent]:
    """A consent that the caller may read and act on: their own, or of somebody whom their partner knows."""
    stored = await deps.consents.get(consent_id)
    await person_for(stored.state.person_id, "person.consent", deps, caller)
    return stored


def _check_how(how: How, guardian_id: str | None, consent: Consent, caller: Principal) -> None:
    """Online is only what somebody says under their own login; what others note is a paper, or told."""
    own = caller.sub == consent.person_id
    if own and (guardian_id is not None or how is not How.ONLINE):
        raise ForbiddenError("forbidden", "you speak for yourself and online, a guardian by their own link")
    if not own and how is How.ONLINE:
        problem = Problem("how", "is only for who speaks under their own login", f"{How.PAPER} or {How.RECORDED}")
        raise InputError(problem)
