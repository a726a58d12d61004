"""The dossier that is written online: begun, saved step by step, sent, taken back, renewed; its team and its PDF."""

from typing import Any

from fastapi import APIRouter, Response

from enrolment.deps import Deps
from enrolment.domain.applications.completeness import completeness
from enrolment.domain.applications.form import step_of
from enrolment.http.applications import readable, sides
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.applications import ApplicationOut
from enrolment.http.schemas.dossiers import (
    CompletenessOut,
    DossierOut,
    DraftIn,
    RenewalIn,
    StepIn,
    StepOut,
    TeamMemberOut,
    step_out,
)
from enrolment.usecases.applications.gather_dossier import gather_dossier
from enrolment.usecases.applications.open_draft import OpenDraft, open_draft
from enrolment.usecases.applications.print_dossier import print_dossier
from enrolment.usecases.applications.read_team import read_team
from enrolment.usecases.applications.recall_application import RecallApplication, recall_application
from enrolment.usecases.applications.renew_application import RenewApplication, renew_application
from enrolment.usecases.applications.save_step import SaveStep, save_step
from enrolment.usecases.applications.send_application import SendApplication, send_application
from essaim.contracts.types import Code, Id
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch, Principal

router = APIRouter(prefix="/v1/applications", tags=["dossiers"])
PDF_ANSWER: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


@router.post("/drafts", status_code=201, summary="Begin a dossier, or find the one that was begun")
async def post_draft(body: DraftIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> ApplicationOut:
    """By the applicant, or by the programme's office for somebody it knows. 200 when it was there already."""
    POLICY.require(caller, "application.submit")
    programme = await deps.programmes.get(body.programme_id)
    check(caller, "programme.read", programme_sides(programme.state))
    by_office = POLICY.visible(caller, "application.submit").partner == programme.state.coordinator
    person_id = await _person(body.person_id, by_office, caller, deps)
    stored = await open_draft(OpenDraft(programme, person_id, by_office, body.invitation_id), deps, cause)
    if stored.document["created_by"] != cause.command_id:
        response.status_code = 200
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


async def _person(given: str | None, by_office: bool, caller: Principal, deps: Deps) -> str:
    """Whose dossier it is: their own, unless an office names somebody whom it knows."""
    if given is None or given == caller.sub:
        return caller.sub
    if not by_office:
        raise ForbiddenError("forbidden", "a dossier is begun for oneself, or by the programme's office")
    person = (await deps.persons.get(given)).state
    known_by = caller.partner if person.known_to(caller.partner) else person.coordinator
    check(caller, "person.read", Sides(coordinator=known_by, owner=given))
    return given


@router.get("/{application_id}/dossier", summary="All that a dossier says")
async def get_dossier(application_id: Id, deps: Use, caller: Caller, response: Response) -> DossierOut:
    """Its steps, its documents, its history."""
    await readable(application_id, caller, deps)
    gathered = await gather_dossier(application_id, deps)
    response.headers["ETag"] = gathered.stored.etag
    return DossierOut.of(gathered)


@router.get("/{application_id}/steps/{step}", summary="One step")
async def get_step(application_id: Id, step: Code, deps: Use, caller: Caller, response: Response) -> StepOut:
    """The ETag is how often the step was saved: give it back as If-Match when it is saved again."""
    await readable(application_id, caller, deps)
    gathered = await gather_dossier(application_id, deps)
    found = step_out(gathered.stored.state, gathered.stored.version, step_of(gathered.asked.form, step).key)
    response.headers["ETag"] = f'"{found.revision}"'
    return found


@router.put("/{application_id}/steps/{step}", summary="Save one step")
async def put_step(
    application_id: Id,
    step: Code,
    body: StepIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    seen: IfMatch,
    response: Response,
) -> StepOut:
    """If-Match is the step's own ETag. Without it, a step is saved that nobody saved before, or that says the same already."""
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    stored = await save_step(SaveStep(application_id, step, body.values, seen), deps, cause)
    saved = step_out(stored.state, stored.version, step)
    response.headers["ETag"] = f'"{saved.revision}"'
    return saved


@router.get("/{application_id}/completeness", summary="What is missing, step by step")
async def get_completeness(application_id: Id, deps: Use, caller: Caller) -> CompletenessOut:
    """Fields of the form, fields of the person, and documents; with the last day."""
    await readable(application_id, caller, deps)
    gathered = await gather_dossier(application_id, deps)
    return CompletenessOut.of(completeness(gathered.asked), gathered.period)


@router.post("/{application_id}/sending", summary="Send the dossier")
async def post_sending(
    application_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> ApplicationOut:
    """Once: a second click finds it sent. The instant that counts is when this request came in."""
    received_at = deps.clock.now()
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    stored = await send_application(SendApplication(application_id, received_at, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/{application_id}/recall", summary="Take a sent dossier back")
async def post_recall(
    application_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> ApplicationOut:
    """A draft again, until the last day is over and as long as nobody has answered on it."""
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    stored = await recall_application(RecallApplication(application_id, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.post("/{application_id}/renewal", status_code=201, summary="Begin the next school year's dossier")
async def post_renewal(
    application_id: Id, body: RenewalIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> ApplicationOut:
    """A draft, filled in with what the accepted one says; its documents are asked for anew."""
    check(caller, "application.edit", sides((await deps.applications.get(application_id)).state))
    programme = await deps.programmes.get(body.programme_id)
    check(caller, "programme.read", programme_sides(programme.state))
    by_office = POLICY.visible(caller, "application.submit").partner == programme.state.coordinator
    stored = await renew_application(RenewApplication(application_id, programme, by_office), deps, cause)
    response.headers["ETag"] = stored.etag
    return ApplicationOut.from_stored(stored)


@router.get("/{application_id}/team", summary="The team: who has sent a dossier, and who has not")
async def get_team(application_id: Id, deps: Use, caller: Caller) -> list[TeamMemberOut]:
    """Names only, for its members and for the programme's office (SNEE-10)."""
    stored = await readable(application_id, caller, deps)
    return [TeamMemberOut.of(one) for one in await read_team(stored, deps)]


@router.get("/{application_id}/dossier.pdf", summary="The dossier to print", responses=PDF_ANSWER)
async def get_pdf(application_id: Id, deps: Use, caller: Caller) -> Response:
    """For whoever may read it."""
    await readable(application_id, caller, deps)
    content = await print_dossier(application_id, deps)
    headers = {"Content-Disposition": 'attachment; filename="dossier.pdf"', "Cache-Control": "private, no-store"}
    return Response(content, media_type="application/pdf", headers=headers)
