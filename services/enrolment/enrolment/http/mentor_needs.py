"""Needs of mentors, suggestions, and a proposal for a whole programme."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.domain.network.need import NeedStatus
from enrolment.http.dependencies import Use
from enrolment.http.grants.network import OFFICE
from enrolment.http.network_access import View, allow_need, need_for
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.schemas.mentor_needs import NeedIn, NeedOut
from enrolment.http.schemas.mentor_suggestions import ProposalOut, SuggestionsOut
from enrolment.usecases.network.close_need import CloseNeed, close_need
from enrolment.usecases.network.propose_assignment import propose_assignment
from enrolment.usecases.network.state_need import StateNeed, state_need
from enrolment.usecases.network.suggest_mentors import suggest_mentors
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/mentor-needs", tags=["network"])


@router.put("", summary="Say what mentor a team or a student looks for")
async def put_need(
    body: NeedIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> NeedOut:
    """One need per team or student. A teacher looks after those that they wrote or that an office gave them, and begins none
    at another partner; an office looks after all of its partner's."""
    POLICY.require(caller, "mentor_need.write")
    office = bool(caller.roles & frozenset(OFFICE))
    command = StateNeed(
        body.need(None if office else caller.sub),
        expected,
        only_of=None if office else caller.sub,
        only_at=caller.partner,
    )
    stored = await state_need(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return NeedOut.of(stored, View.OFFICE if office else View.TEACHER)


@router.get("", summary="Needs of mentors, the oldest first")
async def get_needs(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    programme_id: Annotated[Id | None, Query()] = None,
    status: Annotated[NeedStatus | None, Query()] = None,
) -> PageOut[NeedOut]:
    """The partner's; those a teacher looks after; for a mentor those where they are asked or which they follow."""
    owner_field = "teacher_id" if "teacher" in caller.roles else "mentor_id"
    wanted = {"programme_id": programme_id, "status": status.value if status else None}
    where: Where = {
        **within(caller, "mentor_need.read", owner_field=owner_field),
        **{field: value for field, value in wanted.items() if value is not None},
    }
    found = await deps.mentor_needs.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    items = [NeedOut.of(one, allow_need(caller, "mentor_need.read", one.state)) for one in found.items]
    return PageOut(items=items, next=found.next)


@router.get("/proposal", summary="Who could follow whom, over all open needs of a programme")
async def get_proposal(deps: Use, caller: Caller, programme_id: Annotated[Id, Query()]) -> ProposalOut:
    """The highest total score under everybody's load. Nothing is written and nobody is asked: people choose."""
    POLICY.require(caller, "mentor_need.choose")
    programme = (await deps.programmes.get(programme_id)).state
    if programme.coordinator != caller.partner:
        raise NotFoundError("not-found", "there is nothing here under this id")
    check(caller, "mentor_need.choose", Sides(programme.coordinator))
    return ProposalOut.of(programme_id, await propose_assignment(programme_id, deps))


@router.get("/{need_id}", summary="One need")
async def get_need(need_id: Id, deps: Use, caller: Caller, response: Response) -> NeedOut:
    """With the choices that were made, as far as the caller may see them."""
    stored, view = await need_for(caller, "mentor_need.read", need_id, deps)
    response.headers["ETag"] = stored.etag
    return NeedOut.of(stored, view)


@router.get("/{need_id}/suggestions", summary="Mentors for a need, ranked with reasons")
async def get_suggestions(need_id: Id, deps: Use, caller: Caller) -> SuggestionsOut:
    """0 to 100, with the points of every criterion and the version of the weights; who cannot be chosen, and why."""
    stored, view = await need_for(caller, "mentor_need.suggest", need_id, deps)
    return SuggestionsOut.of(need_id, await suggest_mentors(stored.state, deps), office=view is View.OFFICE)


@router.post("/{need_id}/closing", summary="Look for nobody any more")
async def post_closing(need_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch) -> NeedOut:
    """CLOSED; writing the need again opens it."""
    _, view = await need_for(caller, "mentor_need.write", need_id, deps)
    return NeedOut.of(await close_need(CloseNeed(need_id, expected), deps, cause), view)
