"""Candidacies for posts: CV, letter and wishes, interviews, and what was decided."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import StreamingResponse

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.mini.member import Member
from enrolment.http.dependencies import Use
from enrolment.http.mini_access import member_for, sees_candidacies
from enrolment.http.schemas.mini_members import CandidacyIn, CandidacyOut, FileKind, GridIn, InterviewIn, RefusalIn
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.mini.attach_candidacy import AttachCandidacy, attach_candidacy
from enrolment.usecases.mini.cancel_interview import CancelInterview, cancel_interview
from enrolment.usecases.mini.detach_candidacy import DetachCandidacy, detach_candidacy
from enrolment.usecases.mini.plan_interview import PlanInterview, plan_interview
from enrolment.usecases.mini.refuse_post import RefusePost, refuse_post
from enrolment.usecases.mini.score_interview import ScoreInterview, score_interview
from enrolment.usecases.mini.write_candidacy import WriteCandidacy, write_candidacy
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, Principal
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of

_MEMBER = "/v1/mini-enterprises/{enterprise_id}/members/{member_id}"
router = APIRouter(prefix=_MEMBER, tags=["mini-enterprises"])
UPLOAD_PATH = _MEMBER + "/files"
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.get("/candidacy", summary="A candidacy")
async def get_candidacy(
    enterprise_id: Id, member_id: Id, deps: Use, caller: Caller, response: Response
) -> CandidacyOut:
    """For the member, their interviewers, the teacher and EPA's facilitator."""
    stored = await member_for(caller, "mini_candidacy.read", enterprise_id, member_id, deps)
    return await _shown(stored, caller, deps, response)


@router.put("/candidacy", summary="Write a candidacy")
async def put_candidacy(
    enterprise_id: Id,
    member_id: Id,
    body: CandidacyIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> CandidacyOut:
    """By the member, or by the teacher for the paper of one without a login."""
    await member_for(caller, "mini_candidacy.write", enterprise_id, member_id, deps)
    command = WriteCandidacy(enterprise_id, member_id, body.cv.strip(), body.letter.strip(), body.wishes)
    return await _shown(await write_candidacy(command, deps, cause), caller, deps, response)


@router.post("/files", status_code=201, summary="Attach a CV or a letter", openapi_extra=ATTACHED)
async def post_file(
    enterprise_id: Id,
    member_id: Id,
    kind: Annotated[FileKind, Query()],
    name: FileName,
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> CandidacyOut:
    """The body is the file: a PDF or a picture."""
    await member_for(caller, "mini_candidacy.write", enterprise_id, member_id, deps)
    command = AttachCandidacy(member_id, kind, body_of(request), name, request.headers.get("content-type"))
    return await _shown(await attach_candidacy(command, deps, cause), caller, deps, response)


@router.get("/files/{sha256}", summary="A CV or a letter", response_class=Response, responses=GIVEN)
async def get_file(enterprise_id: Id, member_id: Id, sha256: Hash, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly what was attached."""
    stored = await member_for(caller, "mini_candidacy.read", enterprise_id, member_id, deps)
    file = next((one for one in stored.state.files if one.sha256 == sha256), None)
    if file is None:
        raise NotFoundError("attachment-unknown", "no such file is attached to this candidacy")
    return attached_response(await deps.attachments.open(sha256), file.name)


@router.delete("/files/{sha256}", summary="Take a file off")
async def delete_file(
    enterprise_id: Id, member_id: Id, sha256: Hash, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> CandidacyOut:
    """It is removed for good."""
    await member_for(caller, "mini_candidacy.write", enterprise_id, member_id, deps)
    return await _shown(await detach_candidacy(DetachCandidacy(member_id, sha256), deps, cause), caller, deps, response)


@router.post("/interviews", status_code=201, summary="Plan an interview")
async def post_interview(
    enterprise_id: Id,
    member_id: Id,
    body: InterviewIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> CandidacyOut:
    """Once there is a CV; its interviewers read the candidacy from then on."""
    await member_for(caller, "mini_candidacy.interview", enterprise_id, member_id, deps)
    command = PlanInterview(enterprise_id, member_id, body.starts_at, body.minutes, body.people(), body.post)
    return await _shown(await plan_interview(command, deps, cause), caller, deps, response)


@router.post("/interviews/{interview_id}/cancellation", summary="Cancel an interview")
async def post_cancellation(
    enterprise_id: Id, member_id: Id, interview_id: Id, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> CandidacyOut:
    """One that was not held."""
    await member_for(caller, "mini_candidacy.interview", enterprise_id, member_id, deps)
    command = CancelInterview(member_id, interview_id)
    return await _shown(await cancel_interview(command, deps, cause), caller, deps, response)


@router.put("/interviews/{interview_id}/grid", summary="Fill the grid of an interview")
async def put_grid(
    enterprise_id: Id,
    member_id: Id,
    interview_id: Id,
    body: GridIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> CandidacyOut:
    """By an interviewer for themself; by those who lead the team for the paper of any interviewer."""
    stored = await member_for(caller, "mini_candidacy.score", enterprise_id, member_id, deps)
    interviewer = body.interviewer or caller.sub
    if interviewer != caller.sub and not await _leads(caller, stored.state, deps):
        raise InputError(Problem("interviewer", "is somebody else", "your own login, or nothing"))
    command = ScoreInterview(member_id, interview_id, interviewer, body.points)
    return await _shown(await score_interview(command, deps, cause), caller, deps, response)


@router.post("/refusals", summary="Decide that a member does not get a post")
async def post_refusal(
    enterprise_id: Id,
    member_id: Id,
    body: RefusalIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> CandidacyOut:
    """With the reason, which the member reads."""
    await member_for(caller, "mini_candidacy.decide", enterprise_id, member_id, deps)
    command = RefusePost(enterprise_id, member_id, body.post, body.reason)
    return await _shown(await refuse_post(command, deps, cause), caller, deps, response)


async def _shown(stored: Stored[Member], caller: Principal, deps: Deps, response: Response) -> CandidacyOut:
    response.headers["ETag"] = stored.etag
    state = stored.state
    team = (await deps.mini_enterprises.get(state.enterprise_id)).state
    leads = await sees_candidacies(caller, team, deps)
    return CandidacyOut.of(stored, team, leads=leads, account=caller.sub)


async def _leads(caller: Principal, member: Member, deps: Deps) -> bool:
    return await sees_candidacies(caller, (await deps.mini_enterprises.get(member.enterprise_id)).state, deps)
