"""Keep a file in pieces, so that no document grows without bound, and hash it on the way."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.fec_export import FilePiece
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

PIECE_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class KeepFile:
    """The text of a file, as it is made. Kept under this id; a repetition writes over what was left half kept."""

    file_id: str
    text: AsyncIterator[str]


@dataclass(frozen=True)
class Kept:
    """How large it is, in UTF-8 bytes, and its hash."""

    pieces: int
    size: int
    sha256: str


async def keep_file(command: KeepFile, deps: Deps, cause: Cause) -> Kept:
    """All of it, durable when this returns."""
    digest, size, pieces, gathered, length = hashlib.sha256(), 0, 0, [""], 0

    async def flush() -> None:
        nonlocal pieces, gathered, length
        piece = FilePiece(command.file_id, pieces, "".join(gathered))
        id_ = f"{command.file_id}:{pieces:06d}"
        await deps.file_pieces.put(id_, lambda _: Change(piece), cause, effect=id_)
        pieces, gathered, length = pieces + 1, [], 0

    async for part in command.text:
        raw = part.encode()
        digest.update(raw)
        size += len(raw)
        gathered.append(part)
        length += len(part)
        if length >= PIECE_CHARACTERS:
            await flush()
    if gathered:
        await flush()
    return Kept(pieces, size, digest.hexdigest())
