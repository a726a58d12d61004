"""What every route takes from the request besides its body: the cause, the expected version, the page."""

import re
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Header, Query, Request
from pydantic import BaseModel

from essaim.kit.cause import Cause
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http.auth import Caller
from essaim.kit.ids import derived_id, new_id

T = TypeVar("T")

_ETAG = re.compile(r'^(?:W/)?"([0-9]{1,18})"$')


async def _cause(
    request: Request,
    caller: Caller,
    idempotency_key: Annotated[str | None, Header(min_length=8, max_length=128)] = None,
    traceparent: Annotated[str | None, Header(max_length=100)] = None,
) -> Cause:
    if idempotency_key is None:
        command_id = new_id()
    else:
        command_id = derived_id(f"{caller.sub} {request.method} {request.url.path}", idempotency_key)
    return Cause(
        command_id=command_id,
        correlation_id=getattr(request.state, "correlation_id", command_id),
        actor=caller.sub,
        traceparent=traceparent,
    )


async def _if_match(if_match: Annotated[str | None, Header(max_length=100)] = None) -> int | None:
    if if_match is None or if_match == "*":
        return None
    match = _ETAG.match(if_match)
    if match is None:
        problem = FieldProblem(
            "If-Match", "is not an entity tag of this service", 'the ETag of the last answer, as "3"'
        )
        raise InvalidError("invalid-if-match", "If-Match cannot be read", fields=(problem,))
    return int(match.group(1))


@dataclass(frozen=True)
class Paging:
    """Which page of a list is wanted."""

    limit: int
    cursor: str | None


async def _paging(
    limit: Annotated[int, Query(ge=1, le=200, description="How many at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=2000, description="`next` of the page before")] = None,
) -> Paging:
    return Paging(limit, cursor)


CauseOf = Annotated[Cause, Depends(_cause)]
IfMatch = Annotated[int | None, Depends(_if_match)]
PageQuery = Annotated[Paging, Depends(_paging)]


class PageOut(BaseModel, Generic[T]):
    """A page of a list; ``next`` is the cursor of the following one, or null at the end."""

    items: list[T]
    next: str | None = None
