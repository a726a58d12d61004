"""Idempotency-Key on unsafe calls: the answer of the first call is kept and given again to a repetition.

The same key with another content is an error. The record is written before the call runs; one that a crash left
unfinished is taken over after its lease, and the ids that the use case derives from the key make the repetition find
what the first run had already done. Records are kept for a day.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from essaim.kit.clock import fixed_width, machine_now
from essaim.kit.errors import ConflictError, EssaimError, InvalidError
from essaim.kit.http.auth import Authenticator
from essaim.kit.http.limits import is_upload
from essaim.kit.http.problems import problem_of
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError, MissingError, RevisionConflictError
from essaim.kit.store.port import Collection, Document, Index, Range, Store

RECORDS = Collection("idempotency", fields={"expires_at": "text"}, indexes=(Index(("expires_at",)),))
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=1)
KEPT_HEADERS = frozenset({b"content-type", b"etag", b"location"})


@dataclass
class _Answer:
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


class IdempotencyMiddleware:
    """Pure ASGI. A key belongs to the subject of a verified token, so nobody meets another's answers, and a new token of the
    same person meets the old ones. A call without a valid token goes through and is refused by its route."""

    def __init__(self, app: ASGIApp, store_of: Callable[[], Store], authenticator: Authenticator) -> None:
        self._app = app
        self._store_of = store_of
        self._authenticator = authenticator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        key = headers.get(b"idempotency-key")
        if scope["type"] != "http" or scope["method"] not in UNSAFE or key is None or is_upload(scope):
            await self._app(scope, receive, send)
            return
        subject = await self._subject(headers)
        if subject is None:
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        place = f"{subject} {scope['method']} {scope['path']}"
        id_ = derived_id(place, key.decode("latin-1"))
        content = hashlib.sha256(scope.get("query_string", b"") + b"\x00" + body).hexdigest()
        store = self._store_of()
        try:
            record = await _claim(store, id_, content)
        except (ConflictError, InvalidError) as error:
            await problem_of(error)(scope, receive, send)
            return
        if record.get("answer") is not None:
            await _replay(record["answer"], send)
            return
        answer = await self._run(scope, body, send)
        await _finish(store, record, answer)

    async def _subject(self, headers: dict[bytes, bytes]) -> str | None:
        scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            return (await self._authenticator.principal(token.strip())).sub
        except EssaimError:
            return None

    async def _run(self, scope: Scope, body: bytes, send: Send) -> _Answer:
        answer = _Answer()
        given = False

        async def receive_again() -> Message:
            nonlocal given
            if given:
                return {"type": "http.disconnect"}
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def remember(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message.get("headers", ()))
            elif message["type"] == "http.response.body":
                answer.body += message.get("body", b"")
            await send(message)

        await self._app(scope, receive_again, remember)
        return answer


async def purge_idempotency(store: Store) -> int:
    """Delete the records whose day is over; returns how many."""
    gone = await store.find(RECORDS, {"expires_at": Range(lt=fixed_width(machine_now()))}, limit=500)
    deleted = 0
    for record in gone.documents:
        try:
            await store.delete(RECORDS, record["id"], expected_revision=record["revision"])
            deleted += 1
        except (RevisionConflictError, MissingError):
            continue
    return deleted


async def _claim(store: Store, id_: str, content: str) -> Document:
    now = machine_now()
    fresh = {
        "id": id_,
        "content": content,
        "until": fixed_width(now + LEASE),
        "expires_at": fixed_width(now + KEPT),
        "answer": None,
    }
    try:
        return await store.insert(RECORDS, fresh)
    except DuplicateError:
        known = await store.get(RECORDS, id_)
    if known["content"] != content:
        raise InvalidError("idempotency-key-reused", "this Idempotency-Key was used with another content")
    if known["answer"] is not None:
        return known
    if known["until"] > fixed_width(now):
        raise ConflictError("idempotency-in-progress", "the first call with this Idempotency-Key is still running")
    return await store.replace(RECORDS, {**known, "until": fresh["until"]}, expected_revision=known["revision"])


async def _finish(store: Store, record: Document, answer: _Answer) -> None:
    """Keep an answer that is final. Failures of ours and conflicts are not: the caller may try again with the same key."""
    if answer.status >= 500 or answer.status in (401, 409, 412, 429):
        await store.delete(RECORDS, record["id"], expected_revision=record["revision"])
        return
    kept = {
        "status": answer.status,
        "headers": [[n.decode("latin-1"), v.decode("latin-1")] for n, v in answer.headers if n.lower() in KEPT_HEADERS],
        "body": base64.b64encode(answer.body).decode(),
    }
    await store.replace(RECORDS, {**record, "answer": kept}, expected_revision=record["revision"])


async def _replay(answer: dict[str, Any], send: Send) -> None:
    body = base64.b64decode(answer["body"])
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer["headers"]]
    headers += [(b"content-length", str(len(body)).encode()), (b"idempotency-replayed", b"true")]
    await send({"type": "http.response.start", "status": answer["status"], "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if message["type"] != "http.request" or not message.get("more_body", False):
            return body
