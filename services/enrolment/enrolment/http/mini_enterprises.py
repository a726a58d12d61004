"""Mini-entreprises: formats, teams, MINI-01, members who join and leave, steps, the organigramme."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.mini.enterprise import MONEY_STEPS, MiniEnterprise, Status
from enrolment.domain.mini.formats import Format, format_rules
from enrolment.http.dependencies import Use
from enrolment.http.mini_access import require_money, sees_candidacies, team_for, teams_of
from enrolment.http.policy import POLICY, carrying, check
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.mini import (
    CheckOut,
    EnterpriseIn,
    EnterpriseOut,
    FormatOut,
    JoinIn,
    LeaveIn,
    PlanIn,
    StepIn,
)
from enrolment.http.schemas.mini_members import JoinableOut, MemberOut
from enrolment.usecases.mini.advance_enterprise import AdvanceEnterprise, advance_enterprise
from enrolment.usecases.mini.change_plan import ChangePlan, change_plan
from enrolment.usecases.mini.check_team import check_team
from enrolment.usecases.mini.create_enterprise import CreateEnterprise, create_enterprise
from enrolment.usecases.mini.draw_organigramme import DrawOrganigramme, draw_organigramme
from enrolment.usecases.mini.find_joinable import find_joinable
from enrolment.usecases.mini.join_team import JoinTeam, join_team
from enrolment.usecases.mini.leave_team import LeaveTeam, leave_team
from enrolment.usecases.mini.name_members import name_members
from enrolment.usecases.mini.read_members import read_members
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(tags=["mini-enterprises"])
TEAMS = "/v1/mini-enterprises"
TEAM = TEAMS + "/{enterprise_id}"
PDF_HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@router.get("/v1/mini-formats", summary="The formats of today, each value with its source")
async def get_formats(deps: Use, caller: Caller) -> PageOut[FormatOut]:
    """What is absent has no source and is not checked."""
    POLICY.require(caller, "mini_format.read")
    return PageOut(items=[FormatOut.of(format_rules(one, deps.clock.today())) for one in Format])


@router.post(TEAMS, status_code=201, summary="Create a team of a programme")
async def post_team(body: EnterpriseIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> EnterpriseOut:
    """CREATED; refused where its days and hours cannot be the format (MINI-01)."""
    check(caller, "mini.create", programme_sides((await deps.programmes.get(body.programme_id)).state))
    creator = [caller.sub] if "teacher" in caller.roles else []
    given = {"region": body.region or "", "teachers": [*creator, *body.teachers]}
    command = CreateEnterprise(**{**body.model_dump(), **given})
    return await shown(await create_enterprise(command, deps, cause), caller, deps, response)


@router.get(TEAMS, summary="Teams, the oldest first")
async def get_teams(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    programme_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
    format: Annotated[Format | None, Query()] = None,
    carried: Annotated[bool, Query(description="What the partner carries, instead of what it coordinates")] = False,
) -> PageOut[EnterpriseOut]:
    """The partner's; for a student and a mentor their own, whatever else is asked."""
    acting = carrying(caller) if carried else caller
    POLICY.require(acting, "mini.read")
    partner = POLICY.visible(acting, "mini.read").partner
    if partner is None:
        return PageOut(items=[await _out(one, caller, deps) for one in await teams_of(caller, deps)])
    where: Where = {
        "carrier" if carried else "coordinator": partner,
        **({"programme_id": programme_id} if programme_id else {}),
        **({"status": status.value} if status else {}),
        **({"format": format.value} if format else {}),
    }
    found = await deps.mini_enterprises.find(
        where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor
    )
    return PageOut(items=[await _out(one, caller, deps) for one in found.items], next=found.next)


@router.get(TEAM, summary="One team")
async def get_team(enterprise_id: Id, deps: Use, caller: Caller, response: Response) -> EnterpriseOut:
    """With its agreement, posts, appointments and steps; members are named by id."""
    return await shown(await team_for(caller, "mini.read", enterprise_id, deps), caller, deps, response)


@router.put(TEAM + "/plan", summary="Change what a team plans")
async def put_plan(
    enterprise_id: Id,
    body: PlanIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """Before the agreement is signed; one that was drawn up for another plan is drawn up anew."""
    await team_for(caller, "mini.agree", enterprise_id, deps)
    plan = {**body.model_dump(), "region": body.region or ""}
    command = ChangePlan(enterprise_id, **plan, expected_version=expected)
    return await shown(await change_plan(command, deps, cause), caller, deps, response)


@router.get(TEAM + "/check", summary="Whether the team fits its format (MINI-01)")
async def get_check(enterprise_id: Id, deps: Use, caller: Caller) -> CheckOut:
    """As it is now. Findings count members and name nobody."""
    stored = await team_for(caller, "mini.join", enterprise_id, deps)
    return CheckOut.of(await check_team(enterprise_id, stored.state, deps))


@router.get(TEAM + "/members", summary="The members of a team")
async def get_members(enterprise_id: Id, deps: Use, caller: Caller) -> PageOut[MemberOut]:
    """With their posts; those who left have no name here."""
    team = (await team_for(caller, "mini.team", enterprise_id, deps)).state
    names = await name_members(enterprise_id, deps)
    members = await read_members(enterprise_id, deps)
    return PageOut(items=[MemberOut.of(one, team, names.get(one.id, "")) for one in members])


@router.get(TEAM + "/joinable", summary="Accepted dossiers of the programme that are in no team")
async def get_joinable(enterprise_id: Id, deps: Use, caller: Caller, page: PageQuery) -> PageOut[JoinableOut]:
    """For those who let members join. A page may be shorter than asked."""
    team = (await team_for(caller, "mini.join", enterprise_id, deps)).state
    found = await find_joinable(team.programme_id, deps, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[JoinableOut.model_validate(vars(one)) for one in found.items], next=found.next)


@router.post(TEAM + "/members", status_code=201, summary="Accepted dossiers join the team")
async def post_members(
    enterprise_id: Id, body: JoinIn, deps: Use, cause: CauseOf, caller: Caller
) -> PageOut[MemberOut]:
    """All or none (MINI-01). Who joined already stays."""
    team = (await team_for(caller, "mini.join", enterprise_id, deps)).state
    joined = await join_team(JoinTeam(enterprise_id, body.application_ids), deps, cause)
    names = await name_members(enterprise_id, deps)
    return PageOut(items=[MemberOut.of(one, team, names.get(one.id, "")) for one in joined])


@router.post(TEAM + "/members/{member_id}/departure", summary="A member leaves the team")
async def post_departure(
    enterprise_id: Id, member_id: Id, body: LeaveIn, deps: Use, cause: CauseOf, caller: Caller
) -> MemberOut:
    """Their posts become vacant."""
    await team_for(caller, "mini.join", enterprise_id, deps)
    left = await leave_team(LeaveTeam(enterprise_id, member_id, body.code), deps, cause)
    return MemberOut.of(left, (await deps.mini_enterprises.get(enterprise_id)).state, "")


@router.post(TEAM + "/steps", summary="The team reaches its next step")
async def post_step(
    enterprise_id: Id,
    body: StepIn,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    expected: IfMatch,
    response: Response,
) -> EnterpriseOut:
    """In order (domain §8.8); steps about money by EPA's facilitator, with a note, and only for L and XL (MINI-02)."""
    stored = await team_for(caller, "mini.advance", enterprise_id, deps)
    if body.status in MONEY_STEPS:
        await require_money(caller, stored.state, deps)
    command = AdvanceEnterprise(enterprise_id, body.status, body.note.strip(), expected)
    return await shown(await advance_enterprise(command, deps, cause), caller, deps, response)


@router.get(TEAM + "/organigramme.pdf", summary="Who holds which post today", response_class=Response)
async def get_organigramme(enterprise_id: Id, deps: Use, caller: Caller) -> Response:
    """For the team and those around it."""
    await team_for(caller, "mini.team", enterprise_id, deps)
    content = await draw_organigramme(DrawOrganigramme(enterprise_id), deps)
    headers = {"Content-Disposition": 'inline; filename="organigramme.pdf"', **PDF_HEADERS}
    return Response(content, media_type="application/pdf", headers=headers)


async def shown(stored: Stored[MiniEnterprise], caller: Principal, deps: Deps, response: Response) -> EnterpriseOut:
    """A team, with its version as entity tag."""
    response.headers["ETag"] = stored.etag
    return await _out(stored, caller, deps)


async def _out(stored: Stored[MiniEnterprise], caller: Principal, deps: Deps) -> EnterpriseOut:
    return EnterpriseOut.of(stored, leads=await sees_candidacies(caller, stored.state, deps))
