"""A file as the body of a request or of an answer: taken as it comes, and given back so that a browser only stores it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.requests import ClientDisconnect
from starlette.responses import StreamingResponse

from essaim.kit.attachments import OpenedFile
from essaim.kit.errors import InvalidError
from essaim.kit.file_names import content_disposition
from essaim.kit.file_types import EXTENSIONS


def attached(*media_types: str) -> dict[str, Any]:
    """For ``openapi_extra`` of a route that takes a file of these types."""
    return {
        "requestBody": {
            "required": True,
            "description": "The file itself; what it is is found by its content.",
            "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media_types},
        },
        "responses": {"413": {"description": "The file is larger than this deployment takes"}},
    }


ATTACHED = attached(*EXTENSIONS)
"""The same for every type that the kit knows."""
GIVEN: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in EXTENSIONS}}}
"""For ``responses`` of a route that gives one."""
FileName = Annotated[
    str, Query(alias="name", min_length=1, max_length=300, description="Its name", examples=["billet-train.pdf"])
]


async def body_of(request: Request) -> AsyncIterator[bytes]:
    """The body as it comes. InvalidError when the sender goes away before its end."""
    try:
        async for part in request.stream():
            yield part
    except ClientDisconnect:
        raise InvalidError("upload-interrupted", "the file did not come to its end; nothing was kept") from None


def attached_response(file: OpenedFile, name: str) -> StreamingResponse:
    """The file to be stored under its name: it is never run, framed or guessed at by the browser that asked for it."""
    headers = {
        "Content-Disposition": content_disposition(name),
        "Content-Length": str(file.size),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        "ETag": f'"{file.sha256}"',
    }
    return StreamingResponse(file.chunks(), media_type=file.media_type, headers=headers)
