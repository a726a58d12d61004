"""Take in a file of any size: to a temporary file that has no name, hashed on the way."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import IO

from accounting.deps import Deps
from accounting.usecases.files.spool_file import spool_file

CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True)
class ReceivedFile:
    """All of it, on disk, to be read by one after the other."""

    stream: IO[bytes]
    size: int
    sha256: str

    def rewound(self) -> IO[bytes]:
        """From its beginning."""
        self.stream.seek(0)
        return self.stream

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of it, a megabyte at a time."""
        self.stream.seek(0)
        while chunk := await asyncio.to_thread(self.stream.read, CHUNK_BYTES):
            yield chunk


@asynccontextmanager
async def receive_file(content: AsyncIterator[bytes], deps: Deps) -> AsyncIterator[ReceivedFile]:
    """The file, which is gone afterwards. Memory: one megabyte."""
    digest, size, waiting = hashlib.sha256(), 0, bytearray()
    with spool_file(deps) as stream:
        async for part in content:
            digest.update(part)
            size += len(part)
            waiting += part
            if len(waiting) >= CHUNK_BYTES:
                await asyncio.to_thread(stream.write, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(stream.write, bytes(waiting))
        yield ReceivedFile(stream, size, digest.hexdigest())
