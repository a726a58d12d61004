"""A file of bytes that was kept, piece by piece."""

import base64
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps


@dataclass(frozen=True)
class ReadBytes:
    """Which file, and how many pieces it has."""

    file_id: str
    pieces: int


async def read_bytes(command: ReadBytes, deps: Deps) -> AsyncIterator[bytes]:
    """Exactly the bytes that ``keep_bytes`` was given. NotFoundError when a piece is gone."""
    for place in range(command.pieces):
        piece = (await deps.file_pieces.get(f"{command.file_id}:{place:06d}")).state
        yield zlib.decompress(base64.b64decode(piece.text))
