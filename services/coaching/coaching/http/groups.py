"""What a group has as a whole: its plan of the year, and the resolutions of its assembly."""

from fastapi import APIRouter, Response

from coaching.domain.resolution import Ballot
from coaching.http.dependencies import Use, group_for
from coaching.http.schemas import PlanOut, ResolutionIn, ResolutionOut
from coaching.usecases.adopt_resolution import AdoptResolution, adopt_resolution
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/groups/{group_id}", tags=["groups"])


@router.get("/plan", summary="The year's plan of a group")
async def read_plan(group_id: Id, deps: Use, caller: Caller, response: Response) -> PlanOut:
    """As it was made at the start; what became of each session is at ``/v1/sessions?group_id=``."""
    await group_for(caller, "session.read", group_id, deps)
    stored = await deps.plans.find_one({"group_id": group_id})
    if stored is None:
        raise NotFoundError("not-found", "this group has no plan yet")
    response.headers["ETag"] = stored.etag
    return PlanOut(
        id=stored.id,
        version=stored.version,
        group_id=group_id,
        session_minutes=stored.state.session_minutes,
        session_starts=list(stored.state.session_starts),
        skipped=list(stored.state.skipped),
    )


@router.post("/resolutions", status_code=201, summary="Record the vote of an assembly on the share rule (coach)")
async def adopt(
    group_id: Id, body: ResolutionIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> ResolutionOut:
    """Adopted with half of the members voting and more for than against (YOUTH-04); refused otherwise."""
    await group_for(caller, "resolution.adopt", group_id, deps)
    command = AdoptResolution(
        group_id=group_id,
        rule=body.rule,
        weights=body.weights,
        ballots=tuple(Ballot(one.person_id, one.vote) for one in body.ballots),
        held_on=body.held_on,
        recorded_by=caller.sub,
    )
    stored = await adopt_resolution(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return ResolutionOut.of(stored)


@router.get("/resolutions", summary="The adopted resolutions of a group, oldest first")
async def list_resolutions(group_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[ResolutionOut]:
    """One page."""
    await group_for(caller, "resolution.read", group_id, deps)
    found = await deps.resolutions.find(
        {"group_id": group_id}, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[ResolutionOut.of(one) for one in found.items], next=found.next)
