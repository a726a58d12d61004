"""What surrounds the life of a team: who looks after it, its books, and that it gives up."""

from fastapi import APIRouter, Response

from enrolment.domain.mini.abandoning import has_money
from enrolment.domain.mini.books import open_ones
from enrolment.http.dependencies import Use
from enrolment.http.mini_access import require_money, team_for
from enrolment.http.mini_enterprises import shown
from enrolment.http.schemas.mini import EnterpriseOut
from enrolment.http.schemas.mini_ending import AbandonIn, BooksOut, TeachersIn
from enrolment.usecases.mini.abandon_enterprise import AbandonEnterprise, abandon_enterprise
from enrolment.usecases.mini.name_teachers import NameTeachers, name_teachers
from enrolment.usecases.mini.read_books import read_books
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut

router = APIRouter(prefix="/v1/mini-enterprises/{enterprise_id}", tags=["mini-enterprises"])


@router.put("/teachers", summary="Say which teachers look after the team")
async def put_teachers(
    enterprise_id: Id,
    body: TeachersIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """By login. Of the teachers, they alone read CVs, letters and interviews."""
    await team_for(caller, "mini.teachers", enterprise_id, deps)
    stored = await name_teachers(NameTeachers(enterprise_id, body.teachers, expected), deps, cause)
    return await shown(stored, caller, deps, response)


@router.get("/books", summary="The books of the team, as accounting speaks of them")
async def get_books(enterprise_id: Id, deps: Use, caller: Caller) -> PageOut[BooksOut]:
    """By group of its dossiers: what is not settled keeps the team from being DISSOLVED. Empty when there are none."""
    team = (await team_for(caller, "mini.agree", enterprise_id, deps)).state
    return PageOut(items=[BooksOut.model_validate(vars(one)) for one in await read_books(enterprise_id, team, deps)])


@router.post("/abandonment", summary="The team gives up before its end")
async def post_abandonment(
    enterprise_id: Id,
    body: AbandonIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """ABANDONED with a reason and a day. Posts, ballots, interviews, the agreement and the search for a mentor end with it, and
    its members may join another team. Once there is real money or books are open, by EPA's facilitator
    alone."""
    stored = await team_for(caller, "mini.abandon", enterprise_id, deps)
    if has_money(stored.state) or open_ones(await read_books(enterprise_id, stored.state, deps)):
        await require_money(caller, stored.state, deps)
    command = AbandonEnterprise(enterprise_id, body.reason, body.words, body.abandoned_on, expected)
    return await shown(await abandon_enterprise(command, deps, cause), caller, deps, response)
