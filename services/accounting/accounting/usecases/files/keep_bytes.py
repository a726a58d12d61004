"""Keep a file of bytes in pieces, like ``keep_file`` does with text: each piece compressed by itself, as base64."""

import base64
import hashlib
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.fec_export import FilePiece
from accounting.usecases.files.keep_file import Kept
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

PIECE_BYTES = 750_000
LEVEL = 1


@dataclass(frozen=True)
class KeepBytes:
    """The content of a file, as it comes. Kept under this id; a repetition writes over what was left half kept."""

    file_id: str
    content: AsyncIterator[bytes]


async def keep_bytes(command: KeepBytes, deps: Deps, cause: Cause) -> Kept:
    """All of it, durable when this returns. Memory: one piece."""
    digest, size, pieces, gathered = hashlib.sha256(), 0, 0, bytearray()

    async def flush() -> None:
        nonlocal pieces
        content = bytes(gathered[:PIECE_BYTES])
        del gathered[:PIECE_BYTES]
        piece = FilePiece(command.file_id, pieces, base64.b64encode(zlib.compress(content, LEVEL)).decode("ascii"))
        id_ = f"{command.file_id}:{pieces:06d}"
        await deps.file_pieces.put(id_, lambda _: Change(piece), cause, effect=id_)
        pieces += 1

    async for part in command.content:
        digest.update(part)
        size += len(part)
        gathered += part
        while len(gathered) >= PIECE_BYTES:
            await flush()
    if gathered:
        await flush()
    return Kept(pieces, size, digest.hexdigest())
