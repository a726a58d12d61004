"""A router as an application includes it: with what every route may answer, and knowing its query parameters.

FastAPI works every route out anew at each inclusion, which takes longer than all else of a start: here once per process.
"""

from collections.abc import Sequence

from fastapi import APIRouter, Depends
from starlette.routing import BaseRoute

from essaim.kit.http.parameters import known_parameters_only
from essaim.kit.http.problems import PROBLEMS

_INCLUDED: dict[tuple[int, bool], tuple[APIRouter, Sequence[BaseRoute]]] = {}


def included(router: APIRouter, *, lenient: bool = False) -> Sequence[BaseRoute]:
    """The routes of a router for ``app.router.routes``; lenient ones take any query parameter."""
    key = (id(router), lenient)
    if key not in _INCLUDED:
        holder = APIRouter()
        strict = [] if lenient else [Depends(known_parameters_only)]
        holder.include_router(router, responses=PROBLEMS, dependencies=strict)
        _INCLUDED[key] = (router, tuple(holder.routes))
    return _INCLUDED[key][1]
