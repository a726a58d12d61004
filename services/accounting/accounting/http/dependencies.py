"""What every route uses: the deployment's parts, and the thing it is about after the policy was asked."""

from typing import Annotated, TypeVar

from fastapi import Depends, Request

from accounting.deps import Deps
from accounting.domain.activity import Activity
from accounting.http.policy import POLICY
from essaim.kit.aggregate import Stored
from essaim.kit.http import Principal, Resource

T = TypeVar("T")


def deps_of(request: Request) -> Deps:
    """The parts of this deployment."""
    deps = request.app.state.deps
    assert isinstance(deps, Deps)
    return deps


Use = Annotated[Deps, Depends(deps_of)]


def allow(caller: Principal, action: str, deps: Deps, group_id: str | None = None) -> None:
    """Return when the caller may do this with what belongs to a group, or to nobody in particular."""
    POLICY.check(caller, action, Resource(group_id=group_id, partner=deps.settings.partner))


async def activity_for(caller: Principal, action: str, activity_id: str, deps: Deps) -> Stored[Activity]:
    """The activity, when the caller may do this in it."""
    stored = await deps.activities.get(activity_id)
    allow(caller, action, deps, stored.state.group_id)
    return stored
