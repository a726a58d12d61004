"""HEAD on a real server, where a body too many or a length too few would break the connection for the next request."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from essaim.kit.http.head import HeadMiddleware
from essaim.kit.http.inclusion import included
from essaim.kit.http.problems import install_problems

router = APIRouter()
CHUNKS = 5


@router.get("/json")
async def json() -> dict[str, str]:
    """With a length."""
    return {"for": "machines"}


@router.get("/page", response_class=HTMLResponse)
async def page(request: Request) -> Response:
    """What a route sees of the request."""
    return HTMLResponse(f"<p>{request.method}", headers={"X-Seen": request.method, "Cache-Control": "no-store"})


@router.get("/stream")
async def stream() -> StreamingResponse:
    """In parts, and nobody knows how long."""
    return StreamingResponse(_parts(), media_type="text/csv")


@router.get("/file")
async def file() -> StreamingResponse:
    """In parts, of a known length."""
    return StreamingResponse(_parts(), headers={"Content-Length": str(CHUNKS * 1000)})


@router.get("/empty", status_code=204)
async def empty() -> None:
    """Nothing."""


async def _parts() -> AsyncIterator[bytes]:
    for _ in range(CHUNKS):
        yield b"a" * 1000


class Outside:
    """A middleware around it, as the one that measures."""

    def __init__(self, app: ASGIApp, seen: list[tuple[str, str]]) -> None:
        self._app = app
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)
        if scope["type"] == "http":
            self._seen.append((scope["method"], getattr(scope.get("route"), "path", "unknown")))


def application(seen: list[tuple[str, str]]) -> FastAPI:
    """As ``create_service`` puts it together."""
    app = FastAPI()
    install_problems(app)
    app.router.routes.extend(included(router))
    app.add_middleware(HeadMiddleware)
    app.add_middleware(Outside, seen=seen)
    return app


@contextlib.asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running


@pytest.mark.parametrize("path", ["/json", "/page", "/stream", "/file", "/empty", "/nothing", "/json?unknown=1"])
async def test_head_says_what_get_says_and_the_connection_goes_on(path: str) -> None:
    seen: list[tuple[str, str]] = []
    one = httpx.Limits(max_connections=1)
    async with served(application(seen)) as url, httpx.AsyncClient(base_url=url, limits=one) as client:
        for _ in range(2):
            head, got = await client.head(path), await client.get(path)
            assert (head.status_code, head.content) == (got.status_code, b"")
            wanted = {name: value for name, value in got.headers.items() if name not in ("date", "transfer-encoding")}
            assert {name: value for name, value in head.headers.items() if name != "date"} == wanted
        route = "unknown" if path == "/nothing" else path.partition("?")[0]
        assert seen == [("HEAD", route), ("GET", route)] * 2


async def test_a_route_sees_a_get() -> None:
    async with served(application([])) as url, httpx.AsyncClient(base_url=url) as client:
        head = await client.head("/page")
        assert (head.headers["x-seen"], head.headers["cache-control"]) == ("GET", "no-store")
