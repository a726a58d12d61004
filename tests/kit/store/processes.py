"""Starts ``writer`` in processes of their own."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def writing(*arguments: str) -> AsyncIterator[Process]:
    """A writer; killed at the end when it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.kit.store.writer", *arguments, cwd=ROOT, stdout=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def said(process: Process) -> list[str]:
    """What a writer says until it ends by itself."""
    output, _ = await process.communicate()
    assert process.returncode == 0
    return output.decode().split()


async def said_until_killed(process: Process, lines: int) -> list[str]:
    """What a writer says before it is killed with SIGKILL, which is after so many lines. Half a line counts as unsaid."""
    assert process.stdout is not None
    text = b""
    while text.count(b"\n") < lines:
        more = await process.stdout.read(4096)
        assert more, "the writer ended by itself"
        text += more
    process.kill()
    text += await process.stdout.read()
    await process.wait()
    assert process.returncode == -9
    return text[: text.rindex(b"\n")].decode().split()
