"""A TCP proxy between two servers of a test: the line that is cut, healed, stalled, or broken in the middle of a message."""

import asyncio
import contextlib
from types import TracebackType
from typing import Self

CHUNK_BYTES = 4096


class TcpProxy:
    """An asynchronous context manager: listens on ``port`` of 127.0.0.1 and passes everything on to ``target``."""

    def __init__(self, port: int, target: int) -> None:
        self.port = port
        self._target = target
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._breaks_after: int | None = None
        self.connections = 0
        """How many were accepted."""
        self.broken = 0
        """How many were broken by ``break_after``."""

    async def __aenter__(self) -> Self:
        await self.heal()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.cut()

    async def heal(self) -> None:
        """Let connections through (again)."""
        self._flows.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)

    async def cut(self) -> None:
        """Break every connection without a farewell, and refuse new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._abort()

    def stall(self) -> None:
        """Keep connections and pass nothing on, as a line does that is dead without anybody saying so; ``heal`` ends it."""
        self._flows.clear()

    def break_after(self, size: int) -> None:
        """Break every connection once so many more bytes have come back from the target, in the middle of a message."""
        self._breaks_after = size

    def _abort(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        with contextlib.suppress(OSError):
            there_reader, there = await asyncio.open_connection("127.0.0.1", self._target)
            self._writers.add(there)
            await asyncio.gather(self._pass_on(reader, there), self._pass_on(there_reader, writer, counted=True))
            self._writers.discard(there)
            there.transport.abort()
        self._writers.discard(writer)
        writer.transport.abort()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, counted: bool = False
    ) -> None:
        with contextlib.suppress(OSError):
            while part := await reader.read(CHUNK_BYTES):
                await self._flows.wait()
                if counted and self._breaks_after is not None:
                    self._breaks_after -= len(part)
                    if self._breaks_after <= 0:
                        writer.write(part[: len(part) // 2])
                        self._breaks_after = None
                        self.broken += 1
                        self._abort()
                        return
                writer.write(part)
                await writer.drain()
        writer.transport.abort()
