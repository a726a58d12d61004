"""The juries of #ICI: planned by the coordinator, scored by their members, closed with a result for each learner."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.ici.jury import Jury
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.ici_juries import JuryClosingIn, JuryIn, JuryOut, ScoresIn
from enrolment.usecases.ici.close_jury import CloseJury, close_jury
from enrolment.usecases.ici.draw_minutes import DrawMinutes, draw_minutes
from enrolment.usecases.ici.excuse_juror import ExcuseJuror, excuse_juror
from enrolment.usecases.ici.name_candidates import name_candidates
from enrolment.usecases.ici.plan_jury import PlanJury, plan_jury
from enrolment.usecases.ici.score_learner import ScoreLearner, score_learner
from essaim.contracts.types import Code, Id
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/ici/juries", tags=["ici"])
PDF_HEADERS = {
    "Content-Disposition": 'inline; filename="proces-verbal.pdf"',
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}


@router.post("", status_code=201, summary="Plan a jury")
async def post_jury(body: JuryIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> JuryOut:
    """Its learners are JURY; each has attended as many regroupements as the programme asks for (ICI-02)."""
    check(caller, "ici_jury.plan", programme_sides((await deps.programmes.get(body.programme_id)).state))
    command = PlanJury(body.programme_id, body.held_on, body.place, body.members(), body.enrolment_ids)
    return await _shown(await plan_jury(command, deps, cause), None, deps, response)


@router.get("", summary="The juries of the caller's partner, by day")
async def get_juries(
    deps: Use, caller: Caller, page: PageQuery, programme_id: Annotated[Id | None, Query()] = None
) -> PageOut[JuryOut]:
    """For the office, without names; a member asks for one by its id."""
    where: Where = {
        **within(caller, "ici_jury.read"),
        **({"programme_id": programme_id} if programme_id else {}),
    }
    found = await deps.ici_juries.find(where, order_by=(Order("held_on"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[JuryOut.of(one, None, {}) for one in found.items], next=found.next)


@router.get("/{jury_id}", summary="One jury")
async def get_jury(jury_id: Id, deps: Use, caller: Caller, response: Response) -> JuryOut:
    """A member sees their own grids until the jury is closed, so that nobody copies."""
    stored = await _jury_for(caller, "ici_jury.read", jury_id, deps)
    return await _shown(stored, _juror_of(caller, stored.state), deps, response)


@router.put("/{jury_id}/scores/{enrolment_id}", summary="Fill the grid of a learner")
async def put_scores(
    jury_id: Id, enrolment_id: Id, body: ScoresIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> JuryOut:
    """By a member with a login for themself, by the office for the paper of any member."""
    stored = await _jury_for(caller, "ici_jury.score", jury_id, deps)
    own = _juror_of(caller, stored.state)
    juror = own or body.juror
    if juror is None or (own is not None and body.juror not in (None, own)):
        accepted = own or ", ".join(one.key for one in stored.state.sitting)
        raise InputError(Problem("juror", "is not whose grid this can be", accepted))
    command = ScoreLearner(jury_id, enrolment_id, juror, body.points)
    return await _shown(await score_learner(command, deps, cause), own, deps, response)


@router.post("/{jury_id}/absences/{juror}", summary="A member did not come")
async def post_absence(
    jury_id: Id, juror: Code, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> JuryOut:
    """Their grids do not count."""
    await _jury_for(caller, "ici_jury.close", jury_id, deps)
    return await _shown(await excuse_juror(ExcuseJuror(jury_id, juror), deps, cause), None, deps, response)


@router.post("/{jury_id}/closing", summary="Close a jury")
async def post_closing(
    jury_id: Id,
    body: JuryClosingIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> JuryOut:
    """Every grid is filled; each learner becomes AWARDED or NOT_AWARDED."""
    await _jury_for(caller, "ici_jury.close", jury_id, deps)
    return await _shown(await close_jury(CloseJury(jury_id, body.remarks, expected), deps, cause), None, deps, response)


@router.get("/{jury_id}/minutes.pdf", summary="The minutes of a closed jury", response_class=Response)
async def get_minutes(jury_id: Id, deps: Use, caller: Caller) -> Response:
    """With the names of learners: for the office only."""
    await _jury_for(caller, "ici_jury.close", jury_id, deps)
    content = await draw_minutes(DrawMinutes(jury_id), deps)
    return Response(content, media_type="application/pdf", headers=PDF_HEADERS)


async def _jury_for(caller: Principal, action: str, jury_id: str, deps: Deps) -> Stored[Jury]:
    """The jury, when the caller may: for a member it is their own."""
    stored = await deps.ici_juries.get(jury_id)
    sits = any(one.account == caller.sub for one in stored.state.jurors)
    check(caller, action, Sides(stored.state.coordinator, owner=caller.sub if sits else None))
    return stored


def _juror_of(caller: Principal, jury: Jury) -> str | None:
    """The member that the caller is; None for the office, which sees and enters everything."""
    others = replace(caller, roles=caller.roles - {"jury"})
    if POLICY.visible(others, "ici_jury.read").partner == jury.coordinator:
        return None
    return next((one.key for one in jury.jurors if one.account == caller.sub), None)


async def _shown(stored: Stored[Jury], juror: str | None, deps: Deps, response: Response) -> JuryOut:
    response.headers["ETag"] = stored.etag
    return JuryOut.of(stored, juror, await name_candidates(stored.state, deps))
