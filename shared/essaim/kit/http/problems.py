"""Every error as an RFC 9457 problem document with a stable type, and for input the field and what would be accepted."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from essaim.kit.errors import EssaimError
from essaim.kit.retry import KINDS

log = logging.getLogger(__name__)

TYPE_PREFIX = "urn:essaim:problem:"
STATUS = {
    "invalid": 422,
    "not_found": 404,
    "conflict": 409,
    "precondition": 412,
    "refused": 409,
    "forbidden": 403,
    "unauthenticated": 401,
    "unavailable": 503,
}


class ProblemField(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str
    accepted: str


class Problem(BaseModel):
    """An RFC 9457 problem document. ``type`` ends in a stable slug; a rule that says no starts it with its id."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemField] = []


_EXAMPLE = {
    "type": "urn:essaim:problem:invalid-request",
    "title": "Unprocessable Entity",
    "status": 422,
    "detail": "amount: an amount is a string in quotes with at most two decimals, such as '12.50'",
    "errors": [
        {"field": "amount", "message": "an amount is a string …", "accepted": "a decimal string such as '12.50'"}
    ],
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": description,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema(), "example": _EXAMPLE}},
    }
    for status, description in {
        401: "No token, or one that does not verify",
        403: "Visible, but not the caller's to do",
        404: "Not there, or not the caller's to see",
        409: "A rule says no (the slug starts with its id), or somebody was faster",
        412: "If-Match names another version than the current one",
        413: "The body has more than 1 MiB",
        422: "The input breaks a format or a bound, or a query parameter is unknown here or given twice; `errors` names each"
        " field and what would be accepted",
        503: "A part that is needed does not answer; try again",
    }.items()
}
"""What every route may answer, for the OpenAPI document."""
_ACCEPTED = {
    "missing": "a value",
    "extra_forbidden": "only the documented fields",
    "date_type": "an ISO date, such as 2026-09-30",
    "date_parsing": "an ISO date, such as 2026-09-30",
    "date_from_datetime_parsing": "an ISO date, such as 2026-09-30",
    "datetime_type": "an ISO instant, such as 2026-09-30T14:00:00Z",
    "datetime_parsing": "an ISO instant, such as 2026-09-30T14:00:00Z",
    "datetime_from_date_parsing": "an ISO instant, such as 2026-09-30T14:00:00Z",
    "timezone_aware": "an instant with its offset, such as 2026-09-30T14:00:00Z",
    "json_invalid": "JSON (RFC 8259)",
    "model_attributes_type": "a JSON object, sent with Content-Type: application/json",
    "model_type": "a JSON object",
    "list_type": "a JSON array",
    "string_type": "a string",
    "int_type": "an integer",
    "int_parsing": "an integer",
    "bool_parsing": "true or false",
}
_BOUNDS = {
    "ge": "at least {}",
    "gt": "more than {}",
    "le": "at most {}",
    "lt": "less than {}",
    "min_length": "at least {} long",
    "max_length": "at most {} long",
    "pattern": "text that matches {}",
    "expected": "{}",
}


def problem(
    status: int, slug: str, detail: str, *, fields: Sequence[Any] = (), headers: dict[str, str] | None = None
) -> JSONResponse:
    """One problem document."""
    body: dict[str, Any] = {
        "type": TYPE_PREFIX + slug,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if fields:
        body["errors"] = [
            {"field": one.field, "message": one.message, "accepted": getattr(one, "accepted", "")} for one in fields
        ]
    return JSONResponse(body, status_code=status, media_type="application/problem+json", headers=headers)


def problem_of(error: Exception) -> JSONResponse:
    """The problem document of an exception; one without a known kind is a bug and says nothing about itself."""
    kind = getattr(error, "kind", "bug")
    if kind not in KINDS:
        log.error("a request failed", exc_info=error)
        return problem(500, "internal-error", "The service failed; the error was logged.")
    headers = {"WWW-Authenticate": "Bearer"} if kind == "unauthenticated" else None
    if kind == "unavailable":
        headers = {"Retry-After": "5"}
    slug, detail = str(getattr(error, "slug", kind)), str(getattr(error, "detail", error))
    return problem(STATUS[kind], slug, detail, fields=getattr(error, "fields", ()), headers=headers)


def install_problems(app: FastAPI) -> None:
    """Answer every exception of the app with a problem document."""

    async def on_error(_: Request, error: Exception) -> JSONResponse:
        return problem_of(error)

    async def on_validation(_: Request, error: Exception) -> JSONResponse:
        found = cast(RequestValidationError, error).errors()
        fields = [_Field(one) for one in found]
        return problem(
            422, "invalid-request", "; ".join(f"{one.field}: {one.message}" for one in fields), fields=fields
        )

    async def on_http(request: Request, error: Exception) -> JSONResponse:
        raised = cast(HTTPException, error)
        slug = HTTPStatus(raised.status_code).phrase.lower().replace(" ", "-")
        headers = {
            name: _allowed(request) or value if name == "Allow" else value
            for name, value in (raised.headers or {}).items()
        }
        return problem(raised.status_code, slug, str(raised.detail), headers=headers)

    app.add_exception_handler(EssaimError, on_error)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_middleware(ProblemMiddleware)


def _allowed(request: Request) -> str:
    """Every method of the path: each has a route of its own, and the router tells only those of the first. A route that answers
    GET answers HEAD, see ``head``."""
    methods: set[str] = set()
    for one in iter_route_contexts(request.app.routes):
        if one.original_route.matches(request.scope)[0] is not Match.NONE:
            methods.update(getattr(one.original_route, "methods", None) or ())
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


class ProblemMiddleware:
    """The innermost middleware: whatever a route raises becomes a problem document here.

    Rules raise errors of their own that only have a ``kind``; those and bugs would otherwise pass through every middleware,
    which then could neither keep an answer nor measure it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noticed(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        # Rules raise errors of their own, and a bug is answered too: with 500 and without a word about itself.
        except Exception as error:
            if started:
                raise
            await problem_of(error)(scope, receive, send)


class _Field:
    """One pydantic error as a field problem: where, what is wrong, what would be accepted."""

    def __init__(self, error: dict[str, Any]) -> None:
        places = [str(part) for part in error["loc"]] or ["body"]
        inside = places[1:] if places[0] in ("body", "query", "path", "header") else places
        self.field = ".".join(inside) or places[0]
        self.message = str(error["msg"]).removeprefix("Value error, ")
        context = {key: value for key, value in error.get("ctx", {}).items() if key in _BOUNDS}
        bounds = ", ".join(_BOUNDS[key].format(value) for key, value in context.items())
        if error["type"] == "json_invalid":
            self.field = "body"
        self.accepted = bounds or _ACCEPTED.get(error["type"], self.message)
