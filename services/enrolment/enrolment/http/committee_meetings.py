"""The meeting of a committee: opened, voted, held, signed; its minutes and letters."""

from typing import Any

from fastapi import APIRouter, Response

from enrolment.domain.committees.committee import Committee
from enrolment.http.committee_access import committee_for, is_office, shown
from enrolment.http.dependencies import Use
from enrolment.http.policy import Sides, check
from enrolment.http.schemas.committee_meetings import HoldingIn, SignatureIn, SubIn, VoteIn
from enrolment.http.schemas.committees import CommitteeOut
from enrolment.usecases.committees.assign_rapporteur import AssignRapporteur, assign_rapporteur
from enrolment.usecases.committees.cast_vote import CastVote, cast_vote
from enrolment.usecases.committees.declare_conflict import DeclareConflict, declare_conflict
from enrolment.usecases.committees.draw_letter import DrawLetter, draw_letter
from enrolment.usecases.committees.draw_minutes import DrawMinutes, draw_minutes
from enrolment.usecases.committees.draw_own_letter import DrawOwnLetter, draw_own_letter
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.committees.open_committee import OpenCommittee, open_committee
from enrolment.usecases.committees.sign_minutes import SignMinutes, sign_minutes
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(tags=["committees"])
PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}


def _pdf(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


@router.post("/v1/committees/{committee_id}/opening", summary="Fix the agenda and let members vote")
async def post_opening(
    committee_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> CommitteeOut:
    """PLANNED becomes OPEN."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    stored = await open_committee(OpenCommittee(committee_id, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.put("/v1/committees/{committee_id}/agenda/{review_id}/rapporteur", summary="Name who presents a dossier")
async def put_rapporteur(
    committee_id: Id, review_id: Id, body: SubIn, deps: Use, cause: CauseOf, caller: Caller
) -> CommitteeOut:
    """One of the members."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    stored = await assign_rapporteur(AssignRapporteur(committee_id, review_id, body.member), deps, cause)
    return await shown(stored, caller, deps)


@router.put("/v1/committees/{committee_id}/agenda/{review_id}/vote", summary="Vote on a dossier")
async def put_vote(
    committee_id: Id, review_id: Id, body: VoteIn, deps: Use, cause: CauseOf, caller: Caller
) -> CommitteeOut:
    """The caller's own vote; it replaces an earlier one."""
    stored = await committee_for(caller, "committee.vote", committee_id, deps)
    _require_member(stored, caller.sub)
    command = CastVote(committee_id, review_id, caller.sub, body.answer, body.opinion, body.answers)
    return await shown(await cast_vote(command, deps, cause), caller, deps)


@router.post("/v1/committees/{committee_id}/agenda/{review_id}/conflicts", summary="Declare a conflict of interest")
async def post_conflict(
    committee_id: Id, review_id: Id, body: SubIn, deps: Use, cause: CauseOf, caller: Caller
) -> CommitteeOut:
    """Members for themselves; the office for any of them."""
    stored = await committee_for(caller, "committee.read", committee_id, deps)
    if body.member != caller.sub and not is_office(caller, stored.state):
        raise ForbiddenError("forbidden", "members declare their own conflicts of interest")
    command = DeclareConflict(committee_id, review_id, body.member)
    return await shown(await declare_conflict(command, deps, cause), caller, deps)


@router.post("/v1/committees/{committee_id}/holding", summary="Record what the committee decided")
async def post_holding(
    committee_id: Id, body: HoldingIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> CommitteeOut:
    """OPEN becomes HELD, and each result goes to its dossier."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    command = HoldCommittee(committee_id, body.present, body.opinions, body.ranking, expected)
    stored = await hold_committee(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.post("/v1/committees/{committee_id}/signature", summary="Sign the minutes")
async def post_signature(
    committee_id: Id,
    body: SignatureIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> CommitteeOut:
    """HELD becomes CLOSED."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    stored = await sign_minutes(SignMinutes(committee_id, body.minutes, body.signatory, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return await shown(stored, caller, deps)


@router.get("/v1/committees/{committee_id}/minutes.pdf", summary="The minutes", response_class=Response, responses=PDF)
async def get_minutes(committee_id: Id, deps: Use, caller: Caller) -> Response:
    """Marked as a draft until they are signed."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    return _pdf(await draw_minutes(DrawMinutes(committee_id), deps), "proces-verbal.pdf")


@router.get(
    "/v1/committees/{committee_id}/agenda/{review_id}/letter.pdf",
    summary="The decision letter for one dossier",
    response_class=Response,
    responses=PDF,
)
async def get_letter(committee_id: Id, review_id: Id, deps: Use, caller: Caller) -> Response:
    """For the committee's office."""
    await committee_for(caller, "committee.manage", committee_id, deps)
    return _pdf(await draw_letter(DrawLetter(committee_id, review_id), deps), "decision.pdf")


@router.get(
    "/v1/applications/{application_id}/decision-letter.pdf",
    summary="The committee's letter to the applicant",
    response_class=Response,
    responses=PDF,
)
async def get_own_letter(application_id: Id, deps: Use, caller: Caller) -> Response:
    """The last one, for the applicant and their coordinator, wherever the committee sat."""
    application = (await deps.applications.get(application_id)).state
    check(caller, "application.read", Sides(application.coordinator, owner=application.person_id))
    return _pdf(await draw_own_letter(DrawOwnLetter(application_id), deps), "decision.pdf")


def _require_member(stored: Stored[Committee], sub: str) -> None:
    if stored.state.member(sub) is None:
        raise ForbiddenError("forbidden", "only members of the committee vote")
