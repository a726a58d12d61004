"""What every route gets: the dependencies that the service was built with."""

from typing import Annotated

from fastapi import Depends, Request

from enrolment.deps import Deps


def deps_of(request: Request) -> Deps:
    """The deployment's dependencies, set when its lifespan started."""
    deps = request.app.state.deps
    if not isinstance(deps, Deps):
        raise TypeError("the application was built with the dependencies of another service")
    return deps


Use = Annotated[Deps, Depends(deps_of)]
