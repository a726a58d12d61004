"""Groups: propose, approve, start, close, read."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.groups.group import Group, Status
from enrolment.http.dependencies import Use
from enrolment.http.policy import POLICY, Sides, check, within
from enrolment.http.programmes import sides as programme_sides
from enrolment.http.schemas.groups import ApprovalIn, GroupIn, GroupOut
from enrolment.usecases.groups.approve_group import ApproveGroup, approve_group
from enrolment.usecases.groups.propose_group import ProposeGroup, propose_group
from enrolment.usecases.groups.request_closing import RequestClosing, request_closing
from enrolment.usecases.groups.start_group import StartGroup, start_group
from essaim.contracts.types import Id
from essaim.kit.aggregate import Stored
from essaim.kit.errors import ForbiddenError, NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/groups", tags=["groups"])


def sides(group_id: str, group: Group) -> Sides:
    """A group as the policy sees it: its members', the coordinator's and the carrier's."""
    return Sides(coordinator=group.coordinator, carrier=group.carrier, group_id=group_id)


@router.post("", status_code=201, summary="Propose a group; its activity is screened (CAE-10)")
async def post_group(body: GroupIn, deps: Use, cause: CauseOf, caller: Caller, response: Response) -> GroupOut:
    """By the coordinator, or by one of its future members. All applications must be ACCEPTED."""
    POLICY.require(caller, "group.propose")
    programme = await deps.programmes.get(body.programme_id)
    check(caller, "programme.read", programme_sides(programme.state))
    applications = await _applications(body.application_ids, programme.state.coordinator, deps)
    _check_proposer(caller, programme.state.coordinator, applications)
    stored = await propose_group(ProposeGroup(programme, body.proposal(), applications), deps, cause)
    response.headers["ETag"] = stored.etag
    return GroupOut.of(stored)


async def _applications(ids: Sequence[str], coordinator: str, deps: Deps) -> list[Stored[Application]]:
    """The applications, all of this coordinator's; one that is unknown or another's is reported the same way."""
    found: list[Stored[Application]] = []
    problems: list[Problem] = []
    for index, id_ in enumerate(ids):
        if id_ in ids[:index]:
            problems.append(Problem(f"application_ids.{index}", "is there already", "each application once"))
            continue
        try:
            application = await deps.applications.get(id_)
        except NotFoundError:
            application = None
        if application is None or application.state.coordinator != coordinator:
            problems.append(Problem(f"application_ids.{index}", "is unknown", "an accepted application"))
        else:
            found.append(application)
    if problems:
        raise InputError(*problems)
    return found


def _check_proposer(caller: Principal, coordinator: str, applications: Sequence[Stored[Application]]) -> None:
    reach = POLICY.visible(caller, "group.propose")
    if reach.partner == coordinator:
        return
    if reach.owner is None or all(one.state.person_id != reach.owner for one in applications):
        raise ForbiddenError("forbidden", "students propose groups that they are members of")


@router.get("", summary="Groups that the caller's partner coordinates or carries, the oldest first")
async def get_groups(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    programme_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
) -> PageOut[GroupOut]:
    """Students find their group by its id, which their token names."""
    where: Where = {
        **within(caller, "group.read"),
        **({"programme_id": programme_id} if programme_id else {}),
        **({"status": status.value} if status else {}),
    }
    found = await deps.groups.find(where, order_by=(Order("created_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[GroupOut.of(one) for one in found.items], next=found.next)


@router.get("/{group_id}", summary="One group, with its members and its closing")
async def get_group(group_id: Id, deps: Use, caller: Caller, response: Response) -> GroupOut:
    """For its members, its coordinator and its carrier."""
    stored = await deps.groups.get(group_id)
    check(caller, "group.read", sides(group_id, stored.state))
    response.headers["ETag"] = stored.etag
    return GroupOut.of(stored)


@router.post("/{group_id}/approval", summary="The carrier accepts to carry the group")
async def post_approval(
    group_id: Id, body: ApprovalIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> GroupOut:
    """PROPOSED becomes APPROVED; an activity under review needs the carrier's own reason (CAE-10)."""
    check(caller, "group.approve", sides(group_id, (await deps.groups.get(group_id)).state))
    command = ApproveGroup(group_id, body.legal_entity_siren, body.review_note, expected)
    stored = await approve_group(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return GroupOut.of(stored)


@router.post("/{group_id}/start", summary="Start the group")
async def post_start(
    group_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> GroupOut:
    """APPROVED becomes RUNNING, with enough members and every contract signed."""
    check(caller, "group.start", sides(group_id, (await deps.groups.get(group_id)).state))
    stored = await start_group(StartGroup(group_id, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return GroupOut.of(stored)


@router.post("/{group_id}/closing", summary="Ask every service whether the group can be closed")
async def post_closing(
    group_id: Id, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> GroupOut:
    """CLOSING until accounting and coaching have answered; then CLOSED, or RUNNING with what is open."""
    check(caller, "group.close", sides(group_id, (await deps.groups.get(group_id)).state))
    stored = await request_closing(RequestClosing(group_id, expected), deps, cause)
    response.headers["ETag"] = stored.etag
    return GroupOut.of(stored)
