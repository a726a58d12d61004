"""Query parameters that a route does not know are refused, and so is one given twice that has one value.

A filter that was mistyped would otherwise show everything, and nobody would notice. Pages for people take whatever comes: mail
programs add parameters of their own to links. See ``shared/decisions/0036-unknown-query-parameters.md``.
"""

import inspect
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from fastapi import Request
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from essaim.kit.http.auth import authenticate, needs_token

MOST_TOLD = 20
LONGEST_NAME = 100
_KNOWN: dict[int, tuple[APIRoute, "Known"]] = {}


@dataclass(frozen=True)
class Known:
    """What a route knows. ``lists`` are the names that may be given several times; ``lenient`` is a page for people."""

    fields: tuple[ModelField, ...] = ()
    names: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    lenient: bool = False
    protected: bool = False


async def known_parameters_only(request: Request) -> None:
    """The dependency of every route. RequestValidationError names each parameter that is unknown or given too often, after the
    token was looked at: who may not come in at all is told that, as by every other check."""
    if not request.scope.get("query_string"):
        return
    known = known_of(request.scope["route"])
    if known.lenient:
        return
    problems = list(_problems(known, [name for name, _ in request.query_params.multi_items()]))
    if not problems:
        return
    if known.protected:
        await authenticate(request)
    # What is wrong with the others is told too: nobody should have to ask once for each mistake.
    values = request_params_to_args(known.fields, request.query_params)[1]
    raise RequestValidationError([*problems[:MOST_TOLD], *values])


def known_of(route: APIRoute) -> Known:
    """Worked out at the first request with parameters, and then kept with the route, which lives as long as the process."""
    if id(route) not in _KNOWN:
        _KNOWN[id(route)] = (route, _read(route))
    return _KNOWN[id(route)][1]


def _read(route: APIRoute) -> Known:
    fields = tuple({field.alias: field for field in _declared(route.dependant)}.values())
    several = dict(pair for field in fields for pair in _names(field))
    kind = getattr(route.response_class, "value", route.response_class)
    return Known(
        fields=fields,
        names=tuple(several),
        lists=frozenset(name for name in several if several[name]),
        lenient=inspect.isclass(kind) and issubclass(kind, HTMLResponse),
        protected=needs_token(route.dependant),
    )


def _declared(dependant: Dependant) -> Iterator[ModelField]:
    """The parameters of the route and of all that it depends on."""
    yield from dependant.query_params
    for other in dependant.dependencies:
        yield from _declared(other)


def _names(field: ModelField) -> Iterator[tuple[str, bool]]:
    """The name of a parameter and whether it takes several values; for a model of parameters those of its fields."""
    annotation = field.field_info.annotation
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        for name, part in annotation.model_fields.items():
            yield part.alias or name, _takes_several(part.annotation)
    else:
        yield field.alias, _takes_several(annotation)


def _takes_several(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _takes_several(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return any(_takes_several(one) for one in get_args(annotation) if one is not NoneType)
    kind = origin or annotation
    return inspect.isclass(kind) and issubclass(kind, Collection) and not issubclass(kind, str | bytes)


def _problems(known: Known, given: list[str]) -> Iterator[dict[str, Any]]:
    """In the form of pydantic's errors, so that they are told like every other one."""
    for name in dict.fromkeys(given):
        if name not in known.names:
            names = ", ".join(known.names) or "no query parameter"
            yield _problem("unknown_parameter", name, "is no query parameter of this route", names)
        elif name not in known.lists and given.count(name) > 1:
            yield _problem("repeated_parameter", name, "is given more than once", f"{name} once")


def _problem(kind: str, name: str, message: str, accepted: str) -> dict[str, Any]:
    return {"type": kind, "loc": ("query", name[:LONGEST_NAME]), "msg": message, "ctx": {"expected": accepted}}
