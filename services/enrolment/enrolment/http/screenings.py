"""The screening of planned activities, of dossiers and of groups (CAE-10)."""

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from enrolment.deps import Deps
from enrolment.domain.screening.runs import ActivityScreening, PlannedActivity
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.screening import CarrierDecisionIn, ScreeningIn, ScreeningOut
from enrolment.http.uploads import ATTACHED
from enrolment.usecases.screening.attach_proof import AttachProof, attach_proof
from enrolment.usecases.screening.compare_lists import compare_lists
from enrolment.usecases.screening.decide_activity import DecideActivity, decide_activity
from enrolment.usecases.screening.screen_application import ScreenApplication, screen_application
from enrolment.usecases.screening.screen_group import ScreenGroup, screen_group
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, Principal
from essaim.kit.http.attached import GIVEN, FileName, attached_response, body_of
from essaim.kit.ids import derived_id

router = APIRouter(prefix="/v1", tags=["screening"])
OF_APPLICATION = "/applications/{application_id}/screening"
OF_GROUP = "/groups/{group_id}/screening"
UPLOAD_PATH = "/v1/applications/{application_id}/screening/proofs"


async def _application_for(caller: Principal, action: str, application_id: str, deps: Deps) -> None:
    """Return when the caller may do this with the dossier's activity: its applicant, the coordinator, the carrier's officer."""
    application = (await deps.applications.get(application_id)).state
    programme = (await deps.programmes.get(application.programme_id)).state
    thing = Sides(coordinator=application.coordinator, carrier=programme.carrier, owner=application.person_id)
    check(caller, action, thing)


async def _group_for(caller: Principal, action: str, group_id: str, deps: Deps) -> ScreenGroup:
    """The group as it is screened, when the caller may do this with its activity."""
    group = (await deps.groups.get(group_id)).state
    check(caller, action, Sides(coordinator=group.coordinator, carrier=group.carrier, group_id=group_id))
    activity = PlannedActivity(
        group.activity_code, group.activity_label, group.planned_investment_cents, group.proof_of_qualification
    )
    return ScreenGroup(group_id, group.programme_id, group.scheme, group.coordinator, group.carrier, activity)


async def _shown(stored: Stored[ActivityScreening], deps: Deps, response: Response) -> ScreeningOut:
    response.headers["ETag"] = stored.etag
    return ScreeningOut.of(stored, lists_changed=await compare_lists(stored.state, deps))


@router.post(OF_APPLICATION, summary="Screen the planned activity of a dossier, or screen it again")
async def post_application_screening(
    application_id: Id, body: ScreeningIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ScreeningOut:
    """By the applicant, the coordinator or the carrier's officer. An excluded activity is an outcome here, not an error."""
    await _application_for(caller, "screening.run", application_id, deps)
    command = ScreenApplication(application_id, body.activity())
    return await _shown(await screen_application(command, deps, cause), deps, response)


@router.get(OF_APPLICATION, summary="The screenings of a dossier's activity")
async def get_application_screening(application_id: Id, deps: Use, caller: Caller, response: Response) -> ScreeningOut:
    """With the entries that matched on each day, and the carrier's decisions."""
    await _application_for(caller, "screening.read", application_id, deps)
    return await _shown(await deps.screenings.get(derived_id(application_id, "screening")), deps, response)


@router.post(OF_APPLICATION + "/decision", summary="The carrier's officer decides on an activity under review")
async def post_application_decision(
    application_id: Id,
    body: CarrierDecisionIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ScreeningOut:
    """A regulated activity is accepted with a proof of qualification, in words or as an attached file."""
    await _application_for(caller, "screening.decide", application_id, deps)
    command = _decision(derived_id(application_id, "screening"), body, expected)
    return await _shown(await decide_activity(command, deps, cause), deps, response)


@router.post(
    OF_APPLICATION + "/proofs", status_code=201, summary="Attach a proof of qualification", openapi_extra=ATTACHED
)
async def post_proof(
    application_id: Id,
    name: FileName,
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    response: Response,
) -> ScreeningOut:
    """The body is the file itself. By whoever may screen the activity, once it was."""
    await _application_for(caller, "screening.run", application_id, deps)
    id_ = (await deps.screenings.get(derived_id(application_id, "screening"))).id
    command = AttachProof(id_, body_of(request), name, request.headers.get("content-type"))
    return await _shown(await attach_proof(command, deps, cause), deps, response)


@router.get(OF_APPLICATION + "/proofs/{sha256}", summary="An attached proof", responses=GIVEN)
async def get_proof(application_id: Id, sha256: str, deps: Use, caller: Caller) -> StreamingResponse:
    """Exactly what was attached, to be stored and not shown by the browser."""
    await _application_for(caller, "screening.read", application_id, deps)
    screening = (await deps.screenings.get(derived_id(application_id, "screening"))).state
    proof = next((one for one in screening.proofs if one.sha256 == sha256), None)
    if proof is None:
        raise NotFoundError("not-found", "no such file is attached to this screening")
    return attached_response(await deps.attachments.open(sha256), proof.name)


@router.post(OF_GROUP, summary="Screen the activity of a group again, by the lists as they are now")
async def post_group_screening(
    group_id: Id, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ScreeningOut:
    """The group keeps its status: an activity that is excluded now cannot be approved any more."""
    command = await _group_for(caller, "screening.run", group_id, deps)
    return await _shown(await screen_group(command, deps, cause), deps, response)


@router.get(OF_GROUP, summary="The screenings of a group's activity")
async def get_group_screening(group_id: Id, deps: Use, caller: Caller, response: Response) -> ScreeningOut:
    """From the proposal on; a group's approval is the carrier's decision."""
    await _group_for(caller, "screening.read", group_id, deps)
    return await _shown(await deps.screenings.get(derived_id(group_id, "screening")), deps, response)


@router.post(OF_GROUP + "/decision", summary="The carrier's officer decides on a group's activity under review")
async def post_group_decision(
    group_id: Id,
    body: CarrierDecisionIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> ScreeningOut:
    """Before the approval, or to refuse it."""
    await _group_for(caller, "screening.decide", group_id, deps)
    command = _decision(derived_id(group_id, "screening"), body, expected)
    return await _shown(await decide_activity(command, deps, cause), deps, response)


def _decision(screening_id: str, body: CarrierDecisionIn, expected: int | None) -> DecideActivity:
    return DecideActivity(
        screening_id=screening_id,
        accepted=body.accepted,
        reason=body.reason,
        proof=body.proof,
        proof_sha256=body.proof_sha256,
        run=body.run,
        expected_version=expected,
    )
