"""What every route uses: the deployment's parts, and the thing it is about after the policy was asked."""

from typing import Annotated

from fastapi import Depends, Request

from coaching.deps import Deps
from coaching.domain.session import Session
from coaching.http.policy import Place, check, place_of
from essaim.kit.aggregate import Stored
from essaim.kit.http import Principal


def deps_of(request: Request) -> Deps:
    """The parts of this deployment."""
    deps = request.app.state.deps
    assert isinstance(deps, Deps)
    return deps


Use = Annotated[Deps, Depends(deps_of)]


async def session_for(caller: Principal, action: str, session_id: str, deps: Deps) -> Stored[Session]:
    """The session, when the caller may do this with it."""
    stored = await deps.sessions.get(session_id)
    check(caller, action, stored.state)
    return stored


async def group_for(caller: Principal, action: str, group_id: str, deps: Deps) -> Place:
    """The group, when the caller may do this in it."""
    place = place_of(group_id, (await deps.groups.get(group_id)).state)
    check(caller, action, place)
    return place
