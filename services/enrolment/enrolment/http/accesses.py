"""What is held of a person (GDPR art. 15): ask every service, read it, read it on paper, fetch the files."""

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from enrolment.deps import Deps
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.accesses import AccessOut, AccessRequestOut
from enrolment.usecases.privacy.compile_access import CompileAccess, compile_access
from enrolment.usecases.privacy.draw_access import draw_access
from enrolment.usecases.privacy.request_access import RequestAccess, request_access
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, Principal
from essaim.kit.http.attached import GIVEN, attached_response

router = APIRouter(tags=["rights of persons"])
NO_STORE = {"Cache-Control": "private, no-store"}


async def _check(person_id: str, action: str, deps: Deps, caller: Principal) -> None:
    person = (await deps.persons.get(person_id)).state
    check(caller, action, Sides(person.coordinator, owner=person_id))


@router.post("/v1/persons/{person_id}/access-requests", status_code=201, summary="Ask every service what it holds")
async def post_access_request(person_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> AccessRequestOut:
    """By the person, or by an officer for them. Each service answers in its own time."""
    await _check(person_id, "access.request", deps, caller)
    stored = await request_access(RequestAccess(person_id), deps, cause)
    return AccessRequestOut.of(stored, deps.settings.answering_deployments)


@router.get("/v1/access-requests/{request_id}", summary="Who has answered")
async def get_access_request(request_id: Id, deps: Use, caller: Caller) -> AccessRequestOut:
    """OPEN until every service has answered in full."""
    stored = await deps.accesses.get(request_id)
    check(caller, "access.read", Sides(stored.state.coordinator, owner=stored.state.person_id))
    return AccessRequestOut.of(stored, deps.settings.answering_deployments)


@router.get("/v1/persons/{person_id}/access", summary="Everything that is held of a person")
async def get_access(person_id: Id, deps: Use, caller: Caller, response: Response) -> AccessOut:
    """This service's part as it is now, the others' as they answered the last request."""
    response.headers.update(NO_STORE)
    await _check(person_id, "access.read", deps, caller)
    return AccessOut.of(await compile_access(CompileAccess(person_id), deps))


@router.get("/v1/persons/{person_id}/access.pdf", summary="The same on paper", response_class=Response)
async def get_access_pdf(person_id: Id, deps: Use, caller: Caller) -> Response:
    """In French: what, why, since when, for whom, how long."""
    await _check(person_id, "access.read", deps, caller)
    content = await draw_access(CompileAccess(person_id), deps)
    headers = {**NO_STORE, "Content-Disposition": 'attachment; filename="donnees-personnelles.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@router.get(
    "/v1/persons/{person_id}/access/files/{sha256}",
    summary="A file of the person",
    response_class=Response,
    responses=GIVEN,
)
async def get_access_file(person_id: Id, sha256: Id, deps: Use, caller: Caller) -> StreamingResponse:
    """One that a dossier or a consent of the person names."""
    await _check(person_id, "access.read", deps, caller)
    for dossier in await deps.applications.all({"person_id": person_id}):
        for one in dossier.state.attachments:
            if one.sha256 == sha256:
                return attached_response(await deps.attachments.open(sha256), one.name)
    for consent in await deps.consents.all({"person_id": person_id}):
        for scan in consent.state.scans:
            if scan.sha256 == sha256:
                return attached_response(await deps.attachments.open(sha256), scan.name)
    raise NotFoundError("not-found", "there is nothing here under this id")
