"""The posts of a mini-entreprise: how many, who holds them, and the election of those that are elected."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from enrolment.domain.errors import RuleError
from enrolment.http.dependencies import Use
from enrolment.http.mini_access import place_of, team_for
from enrolment.http.mini_enterprises import shown
from enrolment.http.schemas.mini import EnterpriseOut
from enrolment.http.schemas.mini_posts import CountIn, ElectionIn, FillIn, PostNumberIn, VacateIn, VotedOut, VoteIn
from enrolment.usecases.mini.cast_vote import CastVote, cast_vote
from enrolment.usecases.mini.close_election import CloseElection, close_election
from enrolment.usecases.mini.fill_post import FillPost, fill_post
from enrolment.usecases.mini.open_election import OpenElection, open_election
from enrolment.usecases.mini.set_post_number import SetPostNumber, set_post_number
from enrolment.usecases.mini.vacate_post import VacatePost, vacate_post
from essaim.contracts.types import Code, Id
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/mini-enterprises/{enterprise_id}", tags=["mini-enterprises"])
Number = Annotated[int, Path(ge=1, le=1000)]


@router.put("/posts/{post}", summary="Say how many members hold a post")
async def put_number(
    enterprise_id: Id, post: Code, body: PostNumberIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """Between the bounds of the format, and never fewer than hold it."""
    await team_for(caller, "mini.post", enterprise_id, deps)
    stored = await set_post_number(SetPostNumber(enterprise_id, post, body.number), deps, cause)
    return await shown(stored, caller, deps, response)


@router.post("/posts/{post}/appointments", summary="Give a post to a member")
async def post_appointment(
    enterprise_id: Id,
    post: Code,
    body: FillIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """On CV and interview, with a reason; a member has at most one main post."""
    await team_for(caller, "mini.post", enterprise_id, deps)
    command = FillPost(enterprise_id, post, body.member_id, body.reason, body.main, expected)
    return await shown(await fill_post(command, deps, cause), caller, deps, response)


@router.post("/posts/{post}/departures", summary="A member leaves a post")
async def post_vacating(
    enterprise_id: Id, post: Code, body: VacateIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """It is vacant from today; the history keeps who held it."""
    await team_for(caller, "mini.post", enterprise_id, deps)
    command = VacatePost(enterprise_id, post, body.member_id, body.code, body.reason)
    return await shown(await vacate_post(command, deps, cause), caller, deps, response)


@router.post("/elections", status_code=201, summary="Open an election")
async def post_election(
    enterprise_id: Id, body: ElectionIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """Every member of today votes."""
    await team_for(caller, "mini.elect", enterprise_id, deps)
    command = OpenElection(enterprise_id, body.post, body.candidates)
    return await shown(await open_election(command, deps, cause), caller, deps, response)


@router.post("/elections/{number}/votes", summary="Vote")
async def post_vote(
    enterprise_id: Id, number: Number, body: VoteIn, deps: Use, cause: CauseOf, caller: Caller
) -> VotedOut:
    """By a member, once. That they voted is kept; what they voted is not.

    The answer says no more, because answers to calls with an Idempotency-Key are kept for a day.
    """
    await team_for(caller, "mini.vote", enterprise_id, deps)
    voter = await place_of(caller, enterprise_id, deps)
    if voter is None:
        raise RuleError("", "not-an-elector", "the members vote")
    await cast_vote(CastVote(enterprise_id, number, voter, body.choice), deps, cause)
    return VotedOut(number=number)


@router.post("/elections/{number}/closing", summary="Close an election")
async def post_closing(
    enterprise_id: Id, number: Number, body: CountIn, deps: Use, cause: CauseOf, caller: Caller, response: Response
) -> EnterpriseOut:
    """With the ballot box of those who have no login. The most votes win; after a tie another election decides."""
    await team_for(caller, "mini.elect", enterprise_id, deps)
    command = CloseElection(enterprise_id, number, body.voters, body.counts, body.blank)
    return await shown(await close_election(command, deps, cause), caller, deps, response)
