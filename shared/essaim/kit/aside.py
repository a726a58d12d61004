"""Work beside the service, in a process of its own: what holds the interpreter for long, or needs much memory for once.

Drawing a page takes a third of a second in which nobody else would be answered, and its libraries weigh as much as the
service. So a child does it: started with the first page, kept while pages come, ended when none came for a while. It reads
one pipe and ends with it, so a service that is killed leaves no process behind.
"""

import asyncio
import contextlib
import pickle
import struct
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from essaim.kit.errors import UnavailableError

SECONDS = 60.0
IDLE_SECONDS = 20.0
_LENGTH = struct.Struct(">?Q")


class Aside:
    """One child at most, one piece of work at a time. ``close`` it before the event loop ends."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None
        self._resting: asyncio.Task[None] | None = None

    async def run(self, function: Callable[..., bytes], *arguments: object) -> bytes:
        """What a function of a module makes of picklable arguments.

        UnavailableError when it takes longer than a minute or the child dies; RuntimeError with its own words when it fails.
        """
        name = f"{function.__module__}:{function.__qualname__}"
        async with self._turn:
            self._wake()
            try:
                async with asyncio.timeout(SECONDS):
                    made, failed = await self._ask(name, pickle.dumps(arguments))
            except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
                await self._end()
                raise UnavailableError("not-drawn", f"{name} did not come to an end; try again") from error
            except BaseException:
                await self._end()
                raise
            self._resting = asyncio.create_task(self._rest(), name="aside-rest")
        if failed:
            raise RuntimeError(f"{name} failed: {made.decode()}")
        return made

    async def close(self) -> None:
        """End the child. Safe to repeat."""
        self._wake()
        async with self._turn:
            await self._end()

    async def _ask(self, name: str, arguments: bytes) -> tuple[bytes, bool]:
        child = self._child
        if child is None or child.returncode is not None:
            pipe = asyncio.subprocess.PIPE
            child = await asyncio.create_subprocess_exec(sys.executable, "-m", __name__, stdin=pipe, stdout=pipe)
            self._child = child
        assert child.stdin is not None
        assert child.stdout is not None
        asked = pickle.dumps((name, arguments))
        child.stdin.write(_LENGTH.pack(False, len(asked)) + asked)
        await child.stdin.drain()
        failed, length = _LENGTH.unpack(await child.stdout.readexactly(_LENGTH.size))
        return await child.stdout.readexactly(length), failed

    def _wake(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    async def _rest(self) -> None:
        await asyncio.sleep(self._idle_seconds)
        async with self._turn:
            self._resting = None
            await self._end()

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        child.stdin.close()
        try:
            async with asyncio.timeout(2):
                await child.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def serve(asked: BinaryIO, answered: BinaryIO) -> None:
    """The child: answer until nobody asks any more. What it unpickles comes from its own parent only."""
    while head := asked.read(_LENGTH.size):
        name, arguments = pickle.loads(asked.read(_LENGTH.unpack(head)[1]))
        module, _, function = name.partition(":")
        try:
            made, failed = getattr(import_module(module), function)(*pickle.loads(arguments)), False
        # Whatever it was, the parent says it to whoever asked, and the next piece of work is done.
        except Exception:
            made, failed = traceback.format_exc().encode(), True
        answered.write(_LENGTH.pack(failed, len(made)) + made)
        answered.flush()


if __name__ == "__main__":
    _answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, _answers)
