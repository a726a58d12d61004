"""The student-entrepreneur status: read it, accept the charter, print the attestation, end it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.snee.status import SneeStatus, Status
from enrolment.http.dependencies import Use
from enrolment.http.policy import within
from enrolment.http.schemas.snee import AlternanceIn, CharterIn, CharterOut, EndingIn, SneeStatusOut
from enrolment.http.snee_access import sees_all, status_for
from enrolment.usecases.snee.accept_charter import AcceptCharter, accept_charter
from enrolment.usecases.snee.draw_attestation import DrawAttestation, draw_attestation
from enrolment.usecases.snee.end_status import EndStatus, end_status
from enrolment.usecases.snee.read_terms import read_terms
from enrolment.usecases.snee.set_alternance import SetAlternance, set_alternance
from essaim.contracts.types import Id, SchoolYear
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/snee-statuses", tags=["snee"])
PDF_HEADERS = {
    "Content-Disposition": 'inline; filename="attestation-snee.pdf"',
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}


@router.get("", summary="Statuses, the oldest first")
async def get_statuses(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    status: Annotated[Status | None, Query()] = None,
    school_year: Annotated[SchoolYear | None, Query()] = None,
    programme_id: Annotated[Id | None, Query()] = None,
    open_requests: Annotated[bool | None, Query(description="With a request that waits for a teacher")] = None,
) -> PageOut[SneeStatusOut]:
    """The partner's for its office, their own for students; tutors ask for what they follow at /v1/snee-tutorings."""
    where: Where = {
        **within(caller, "snee.read", owner_field="person_id"),
        **({"status": status.value} if status else {}),
        **({"school_year": school_year} if school_year else {}),
        **({"programme_id": programme_id} if programme_id else {}),
        **({"open_requests": open_requests} if open_requests is not None else {}),
    }
    found = await deps.snee_statuses.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[_out(one, caller) for one in found.items], next=found.next)


@router.get("/{status_id}", summary="One status")
async def get_status(status_id: Id, deps: Use, caller: Caller, response: Response) -> SneeStatusOut:
    """With its diploma and its requests."""
    return shown(await status_for(caller, "snee.read", status_id, deps), caller, response)


@router.get("/{status_id}/charter", summary="The charter in force, to be read before it is accepted")
async def get_charter(status_id: Id, deps: Use, caller: Caller) -> CharterOut:
    """The address of its official text, and a summary."""
    state = (await status_for(caller, "snee.read", status_id, deps)).state
    return CharterOut.of((await read_terms(state.coordinator, deps)).charter, state)


@router.post("/{status_id}/charter", summary="Accept the charter (SNEE-07)")
async def post_charter(
    status_id: Id, body: CharterIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """By the student themself and nobody else. The status becomes ACTIVE, and there is an attestation."""
    await status_for(caller, "snee.sign", status_id, deps)
    stored = await accept_charter(AcceptCharter(status_id, body.version, expected), deps, cause)
    return shown(stored, caller, response)


@router.get("/{status_id}/attestation.pdf", summary="The attestation", response_class=Response)
async def get_attestation(status_id: Id, deps: Use, caller: Caller) -> Response:
    """A PDF with a code that anybody can check; refused for every status that is not ACTIVE."""
    await status_for(caller, "snee.attest", status_id, deps)
    content = await draw_attestation(DrawAttestation(status_id), deps)
    return Response(content, media_type="application/pdf", headers=PDF_HEADERS)


@router.post("/{status_id}/renunciation", summary="Renounce the status")
async def post_renunciation(
    status_id: Id, body: EndingIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """By the student, or by the office for them."""
    await status_for(caller, "snee.renounce", status_id, deps)
    command = EndStatus(status_id, Status.RENOUNCED, body.reason, body.words, expected)
    return shown(await end_status(command, deps, cause), caller, response)


@router.post("/{status_id}/revocation", summary="Revoke the status")
async def post_revocation(
    status_id: Id, body: EndingIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """By the Pépite; the attestation is shown as revoked from then on."""
    await status_for(caller, "snee.revoke", status_id, deps)
    command = EndStatus(status_id, Status.REVOKED, body.reason, body.words, expected)
    return shown(await end_status(command, deps, cause), caller, response)


@router.put("/{status_id}/alternance", summary="Alternance, and whether the employer knows")
async def put_alternance(
    status_id: Id, body: AlternanceIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> SneeStatusOut:
    """An alternant's internship cannot be replaced by the project."""
    await status_for(caller, "snee.alternance", status_id, deps)
    command = SetAlternance(status_id, body.alternant, body.employer_informed_on, expected)
    return shown(await set_alternance(command, deps, cause), caller, response)


def shown(stored: Stored[SneeStatus], caller: Principal, response: Response) -> SneeStatusOut:
    """The answer of every route that changes a status."""
    response.headers["ETag"] = stored.etag
    return _out(stored, caller)


def _out(stored: Stored[SneeStatus], caller: Principal) -> SneeStatusOut:
    return SneeStatusOut.of(stored, everything=sees_all(caller, stored.state))
