"""Workshops: opened by a coach, with places for whoever registers first. A workshop is a session and is read as one."""

from fastapi import APIRouter, Response

from coaching.http.dependencies import Use, group_for, session_for
from coaching.http.schemas import SessionOut, WorkshopIn
from coaching.http.session_view import session_view
from coaching.usecases.open_workshop import OpenWorkshop, open_workshop
from coaching.usecases.register_for_workshop import RegisterForWorkshop, register_for_workshop
from essaim.contracts.types import Id
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/workshops", tags=["workshops"])


@router.post("", status_code=201, summary="Open a workshop (coach)")
async def open_(body: WorkshopIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> SessionOut:
    """It is CONFIRMED from the start, and the caller leads it."""
    await group_for(caller, "session.create", body.group_id, deps)
    command = OpenWorkshop(
        group_id=body.group_id,
        topic_code=body.topic_code,
        title=body.title,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        places=body.places,
        place=body.place,
        trainer_id=caller.sub,
    )
    return session_view(await open_workshop(command, deps, cause), caller, response)


@router.post("/{session_id}/registrations", summary="Take a place (student, for themselves)")
async def register(session_id: Id, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> SessionOut:
    """The caller has a place, or is told that the workshop is full."""
    stored = await session_for(caller, "session.register", session_id, deps)
    if stored.state.workshop is None:
        raise NotFoundError("not-found", "there is no workshop under this id")
    command = RegisterForWorkshop(session_id, caller.sub)
    return session_view(await register_for_workshop(command, deps, cause), caller, response)
