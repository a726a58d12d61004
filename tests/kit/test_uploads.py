"""Uploads go through as they come, up to a limit of their own; everything else keeps the small one."""

from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI, Request
from starlette.requests import ClientDisconnect

from essaim.kit.http.limits import MAX_BODY, BodyLimitMiddleware, Upload

LIMIT = 3 * MAX_BODY
PART = b"x" * 65_536


async def _send(path: str, size: int, declared: int | None = None) -> tuple[httpx.Response, list[int]]:
    """The answer, and how much the route had seen each time it looked."""
    app, seen = FastAPI(), []

    @app.post("/files/{name}/upload")
    @app.post("/other")
    async def take(request: Request) -> dict[str, int]:
        total = 0
        try:
            async for part in request.stream():
                total += len(part)
                seen.append(len(part))
        except ClientDisconnect:
            return {"interrupted": total}
        return {"size": total}

    app.add_middleware(BodyLimitMiddleware, uploads=(Upload("/files/{name}/upload", LIMIT),))

    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, size, len(PART)):
            yield PART[: size - at]

    headers = {"Content-Length": str(declared)} if declared is not None else {}
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://a") as client:
        return await client.post(path, content=parts(), headers=headers), seen


async def test_an_upload_is_handed_on_in_parts() -> None:
    """More than any other body may have, and never in one piece."""
    answer, seen = await _send("/files/a/upload", 2 * MAX_BODY)
    assert answer.json() == {"size": 2 * MAX_BODY}
    assert max(seen) == len(PART)


async def test_beyond_its_limit_it_is_refused() -> None:
    """By its declared length, or as soon as it has grown too large."""
    for declared in (None, LIMIT + 1):
        answer, seen = await _send("/files/a/upload", LIMIT + 1, declared)
        assert (answer.status_code, answer.json()["type"]) == (413, "urn:essaim:problem:body-too-large")
        assert sum(seen) <= LIMIT


async def test_other_routes_keep_the_small_limit() -> None:
    """An upload is named one by one."""
    for path in ("/other", "/files/upload", "/files/a/upload/b"):
        assert (await _send(path, MAX_BODY + 1))[0].status_code == 413
