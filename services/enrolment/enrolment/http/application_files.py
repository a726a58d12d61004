"""The documents of a dossier: attached, listed, read, taken off."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from enrolment.http.applications import readable, sides
from enrolment.http.dependencies import Use
from enrolment.http.policy import check
from enrolment.http.schemas.dossiers import AttachmentOut
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.applications.attach_document import AttachDocument, attach_document
from enrolment.usecases.applications.detach_document import DetachDocument, detach_document
from essaim.contracts.types import Code, Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of

router = APIRouter(tags=["dossiers"])
UPLOAD_PATH = "/v1/applications/{application_id}/attachments"
Kind = Annotated[Code, Query(description="What it proves: one of the documents that the programme asks for")]


@router.post(UPLOAD_PATH, status_code=201, summary="Attach a document", openapi_extra=ATTACHED)
async def attach(
    application_id: Id, kind: Kind, name: FileName, request: Request, deps: Use, caller: Caller, cause: CauseOf
) -> AttachmentOut:
    """The body is the file: a PDF, a JPEG or a PNG. ``scanned`` tells whether a virus scanner has looked at it."""
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    declared = request.headers.get("content-type")
    command = AttachDocument(application_id, kind, body_of(request), name, declared)
    attaching = await attach_document(command, deps, cause)
    return AttachmentOut.of(attaching.document, attaching.scanned)


@router.get(UPLOAD_PATH, summary="The documents of a dossier")
async def list_documents(application_id: Id, deps: Use, caller: Caller) -> list[AttachmentOut]:
    """In the order in which they were attached."""
    stored = await readable(application_id, caller, deps)
    return [AttachmentOut.of(one) for one in stored.state.attachments]


@router.get(UPLOAD_PATH + "/{sha256}", summary="A document", response_class=Response, responses=GIVEN)
async def read(application_id: Id, sha256: str, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly what was attached, to be stored and not shown by the browser."""
    stored = await readable(application_id, caller, deps)
    document = next((one for one in stored.state.attachments if one.sha256 == sha256), None)
    if document is None:
        raise NotFoundError("attachment-unknown", "no such file is attached to this dossier")
    return attached_response(await deps.attachments.open(sha256), document.name)


@router.delete(UPLOAD_PATH + "/{sha256}", summary="Take a document off")
async def detach(
    application_id: Id, sha256: str, kind: Kind, deps: Use, caller: Caller, cause: CauseOf
) -> list[AttachmentOut]:
    """What is left. A dossier that was sent has to stay complete: attach the other file first."""
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    stored = await detach_document(DetachDocument(application_id, kind, sha256), deps, cause)
    return [AttachmentOut.of(one) for one in stored.state.attachments]
