"""What every route uses: the deployment's parts."""

from typing import Annotated

from fastapi import Depends, Request

from notifications.deps import Deps


def deps_of(request: Request) -> Deps:
    """The parts of this deployment."""
    deps = request.app.state.deps
    assert isinstance(deps, Deps)
    return deps


Use = Annotated[Deps, Depends(deps_of)]
