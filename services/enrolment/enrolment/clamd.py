"""A virus scanner beside the service: clamd, spoken to over TCP or a socket. Nothing but what one command needs.

INSTREAM takes the file in pieces, each with its length before it, and answers in one line: ``stream: OK``, or what was found.
The libraries for it are synchronous or left by their authors, and the protocol is these few lines.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from essaim.kit.errors import UnavailableError

PIECE = 64 * 1024
TIMEOUT_SECONDS = 60.0
"""For one file: more than a scanner takes for the largest that is accepted, and less than people wait."""


class Clamd:
    """One scanner. ``address`` is ``host:port``, or the path of a socket."""

    def __init__(self, address: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._address = address
        self._timeout = timeout_seconds

    async def scan(self, content: bytes) -> str | None:
        """The name of what was found, or None. UnavailableError when the scanner does not answer, or cannot say."""
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._ask(content)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise _unavailable() from error
        text = answer.decode("utf-8", "replace").strip("\0\n ").removeprefix("stream: ")
        if text == "OK":
            return None
        if text.endswith(" FOUND"):
            return text.removesuffix(" FOUND")
        raise _unavailable()

    async def _ask(self, content: bytes) -> bytes:
        async with self._connected() as (reader, writer):
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                writer.write(len(piece).to_bytes(4, "big") + piece)
                await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return await reader.readuntil(b"\0")

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        host, _, port = self._address.rpartition(":")
        if host and port.isdigit():
            reader, writer = await asyncio.open_connection(host, int(port))
        else:
            reader, writer = await asyncio.open_unix_connection(self._address)
        try:
            yield reader, writer
        finally:
            writer.close()


def _unavailable() -> UnavailableError:
    return UnavailableError("scanner-unavailable", "files cannot be checked now; nothing was kept, try again later")
