"""A kept file, piece by piece."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps


@dataclass(frozen=True)
class ReadFile:
    """Which file, and how many pieces it has."""

    file_id: str
    pieces: int


async def read_file(command: ReadFile, deps: Deps) -> AsyncIterator[bytes]:
    """Exactly the bytes that were kept. NotFoundError when a piece is gone."""
    for place in range(command.pieces):
        yield (await deps.file_pieces.get(f"{command.file_id}:{place:06d}")).state.text.encode()
