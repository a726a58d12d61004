"""A limit on every body, a correlation id on every request, and a measure of every answer."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from essaim.kit.http.problems import problem
from essaim.kit.ids import new_id
from essaim.kit.logs import log_context
from essaim.kit.metrics import Metrics

MAX_BODY = 1024 * 1024
_CORRELATION = re.compile(rb"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$")


@dataclass(frozen=True)
class Upload:
    """A route whose body is a file: POST on this path (as the router has it) hands on the body as it arrives, never kept in
    memory, and has a limit of its own. Such a route takes no Idempotency-Key: a file is recognised by its hash."""

    path: str
    limit: int


def is_upload(scope: Scope) -> bool:
    """Whether the body of this request is handed on as it arrives."""
    return bool(scope.get("state", {}).get("upload"))


class BodyLimitMiddleware:
    """Refuses a body over 1 MiB with 413, by its declared length or as soon as it has grown too large; uploads over theirs."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, uploads: Sequence[Upload] = ()) -> None:
        self._app = app
        self._limit = limit
        self._uploads = [(compile_path(one.path)[0], one.limit) for one in uploads]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        for path, limit in self._uploads:
            if scope["method"] == "POST" and path.match(scope["path"]):
                scope.setdefault("state", {})["upload"] = True
                await self._hand_on(limit, scope, receive, send)
                return
        refuse = problem(413, "body-too-large", f"a body has at most {self._limit} bytes")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self._limit:
            await refuse(scope, receive, send)
            return
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self._limit:
                await refuse(scope, receive, send)
                return
            if message["type"] != "http.request" or not message.get("more_body", False):
                break

        async def again() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, again, send)

    async def _hand_on(self, limit: int, scope: Scope, receive: Receive, send: Send) -> None:
        """The body as it arrives; beyond the limit the route is told that the caller has gone, and the caller why."""
        refuse = problem(413, "body-too-large", f"a file has at most {limit} bytes here")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            await refuse(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            return {"type": "http.disconnect"} if size > limit else message

        async def unless_refused(message: Message) -> None:
            if size <= limit:
                await send(message)

        await self._app(scope, counted, unless_refused)
        if size > limit:
            await refuse(scope, receive, send)


class ObserveMiddleware:
    """Gives the request its correlation id (the caller's, when it is a decent one) and measures the answer. No browser guesses
    what type it has."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-correlation-id", b"")
        correlation_id = given.decode() if _CORRELATION.match(given) else new_id()
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        status = 500
        started = time.perf_counter()

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = list(message.get("headers", ()))
                if all(name != b"x-content-type-options" for name, _ in headers):
                    headers.append((b"x-content-type-options", b"nosniff"))
                message["headers"] = [*headers, (b"x-correlation-id", correlation_id.encode())]
            await send(message)

        try:
            with log_context(correlation_id):
                await self._app(scope, receive, observed)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            seconds = time.perf_counter() - started
            self._metrics.requests.labels(scope["method"], route, str(status)).observe(seconds)
