"""The agreement of a mini-entreprise: drawn up, signed, scanned, printed."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import StreamingResponse

from enrolment.http.dependencies import Use
from enrolment.http.mini_access import team_for
from enrolment.http.mini_enterprises import PDF_HEADERS, shown
from enrolment.http.schemas.mini import EnterpriseOut
from enrolment.http.schemas.mini_agreements import AgreementIn, SignatureIn
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.mini.attach_agreement import AttachAgreement, attach_agreement
from enrolment.usecases.mini.draw_agreement import DrawAgreement, draw_agreement
from enrolment.usecases.mini.draw_up_agreement import DrawUpAgreement, draw_up_agreement
from enrolment.usecases.mini.sign_agreement import SignAgreement, sign_agreement
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of

router = APIRouter(prefix="/v1/mini-enterprises/{enterprise_id}", tags=["mini-enterprises"])
UPLOAD_PATH = "/v1/mini-enterprises/{enterprise_id}/agreement/scans"
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.put("/agreement", summary="Draw up the agreement between school and EPA")
async def put_agreement(
    enterprise_id: Id,
    body: AgreementIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """In the text of today, for a period inside the school year; a change before both have signed asks for new signatures."""
    await team_for(caller, "mini.agree", enterprise_id, deps)
    command = DrawUpAgreement(
        enterprise_id, body.starts_on, body.ends_on, body.school.signatory(), body.epa.signatory(), expected
    )
    return await shown(await draw_up_agreement(command, deps, cause), caller, deps, response)


@router.post("/agreement/signatures", summary="Record a signature")
async def post_signature(
    enterprise_id: Id, body: SignatureIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """With the second one the team is AGREEMENT_SIGNED."""
    await team_for(caller, "mini.agree", enterprise_id, deps)
    command = SignAgreement(enterprise_id, body.party, body.name, body.signed_on)
    return await shown(await sign_agreement(command, deps, cause), caller, deps, response)


@router.post("/agreement/scans", status_code=201, summary="Attach a scan of the signed paper", openapi_extra=ATTACHED)
async def post_scan(
    enterprise_id: Id, name: FileName, request: Request, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """The body is the file: a PDF or a picture."""
    await team_for(caller, "mini.agree", enterprise_id, deps)
    command = AttachAgreement(enterprise_id, body_of(request), name, request.headers.get("content-type"))
    return await shown(await attach_agreement(command, deps, cause), caller, deps, response)


@router.get("/agreement/scans/{sha256}", summary="A scan", response_class=Response, responses=GIVEN)
async def get_scan(enterprise_id: Id, sha256: Hash, deps: Use, caller: Caller) -> StreamingResponse:
    """For those who deal with the agreement."""
    agreement = (await team_for(caller, "mini.agree", enterprise_id, deps)).state.agreement
    scan = next((one for one in agreement.scans if one.sha256 == sha256), None) if agreement else None
    if scan is None:
        raise NotFoundError("attachment-unknown", "no such file is attached to this agreement")
    return attached_response(await deps.attachments.open(sha256), scan.name)


@router.get("/agreement.pdf", summary="The agreement, to be signed or as it was signed", response_class=Response)
async def get_agreement(enterprise_id: Id, deps: Use, caller: Caller) -> Response:
    """In French."""
    await team_for(caller, "mini.agree", enterprise_id, deps)
    content = await draw_agreement(DrawAgreement(enterprise_id), deps)
    headers = {"Content-Disposition": 'inline; filename="convention-mini-entreprise.pdf"', **PDF_HEADERS}
    return Response(content, media_type="application/pdf", headers=headers)
