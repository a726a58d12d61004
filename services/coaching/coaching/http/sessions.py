"""Sessions: the calendar, and a session on its way from planned to reported."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from coaching.domain.attendance import SessionReport
from coaching.domain.session import Status
from coaching.http.dependencies import Use, group_for, session_for
from coaching.http.policy import visible_where
from coaching.http.schemas import CancellationIn, ConfirmationIn, ReportBody, SessionIn, SessionOut
from coaching.http.session_view import session_view
from coaching.usecases.cancel_session import CancelSession, cancel_session
from coaching.usecases.confirm_session import ConfirmSession, confirm_session
from coaching.usecases.hold_session import HoldSession, hold_session
from coaching.usecases.publish_report import PublishReport, publish_report
from coaching.usecases.schedule_session import ScheduleSession, schedule_session
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/sessions", tags=["sessions"])


@router.get("", summary="Sessions that the caller may see, in the order of time")
async def list_sessions(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    group_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
) -> PageOut[SessionOut]:
    """One page."""
    where = dict(visible_where(caller, group_id))
    if status is not None:
        where["status"] = status.value
    found = await deps.sessions.find(where, order_by=(Order("starts_at"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[session_view(one, caller) for one in found.items], next=found.next)


@router.get("/{session_id}", summary="One session")
async def read_session(session_id: Id, deps: Use, caller: Caller, response: Response) -> SessionOut:
    """The session as the caller may see it."""
    return session_view(await session_for(caller, "session.read", session_id, deps), caller, response)


@router.post("", status_code=201, summary="Add a session to the plan (coach)")
async def add_session(body: SessionIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> SessionOut:
    """PLANNED; on a public holiday with a warning."""
    await group_for(caller, "session.create", body.group_id, deps)
    command = ScheduleSession(body.group_id, body.starts_at, body.ends_at, body.place)
    return session_view(await schedule_session(command, deps, cause), caller, response)


@router.post("/{session_id}/confirmation", summary="Confirm a planned session (coach)")
async def confirm(
    session_id: Id,
    body: ConfirmationIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> SessionOut:
    """It has a place now, and the caller leads it."""
    await session_for(caller, "session.confirm", session_id, deps)
    command = ConfirmSession(session_id, body.place, caller.sub, expected)
    return session_view(await confirm_session(command, deps, cause), caller, response)


@router.post("/{session_id}/cancellation", summary="Cancel a session (coach)")
async def cancel(
    session_id: Id,
    body: CancellationIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> SessionOut:
    """It will not take place."""
    await session_for(caller, "session.cancel", session_id, deps)
    command = CancelSession(session_id, body.reason, expected)
    return session_view(await cancel_session(command, deps, cause), caller, response)


@router.post("/{session_id}/holding", summary="Hold a session: the coach signs as trainer")
async def hold(
    session_id: Id, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> SessionOut:
    """It takes place; from now on the list of those expected is fixed."""
    await session_for(caller, "session.hold", session_id, deps)
    command = HoldSession(session_id, caller.sub, expected)
    return session_view(await hold_session(command, deps, cause), caller, response)


@router.put("/{session_id}/report", summary="Publish the report of a session (coach)")
async def report(
    session_id: Id,
    body: ReportBody,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> SessionOut:
    """Four parts, all of them with some text; again for a new version, until the sheet is sealed."""
    await session_for(caller, "session.report", session_id, deps)
    parts = SessionReport(body.objectives, body.done, body.difficulties, body.evolutions)
    command = PublishReport(session_id, parts, expected)
    return session_view(await publish_report(command, deps, cause), caller, response)
