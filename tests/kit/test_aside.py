"""Work in a process of its own: its result, its failure, and no process left behind."""

import asyncio
import os
from collections.abc import AsyncIterator

import pytest

from essaim.kit.aside import Aside
from essaim.kit.errors import UnavailableError
from tests.support.polling import eventually


def own_process(text: str) -> bytes:
    """What the child is; it may print, its answers go another way."""
    print("a remark")  # noqa: T201
    return f"{text} {os.getpid()}".encode()


def broken() -> bytes:
    """A bug."""
    raise ValueError("no ink")


def killed() -> bytes:
    """Out of memory, say."""
    os.kill(os.getpid(), 9)
    return b""


def gone(process: int) -> bool:
    """Whether there is no such process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.fixture
async def aside() -> AsyncIterator[Aside]:
    made = Aside(idle_seconds=0.3)
    yield made
    await made.close()


async def process_of(aside: Aside) -> int:
    text, process = (await aside.run(own_process, "made by")).decode().rsplit(" ", 1)
    assert text == "made by"
    return int(process)


async def test_one_child_does_what_comes_and_ends_when_nothing_does(aside: Aside) -> None:
    first, *others = await asyncio.gather(*(process_of(aside) for _ in range(5)))
    assert set(others) == {first}
    assert first != os.getpid()

    async def ended() -> bool:
        return gone(first)

    await eventually(ended, "the idle child is gone", 10)
    assert await process_of(aside) != first


async def test_a_failure_says_what_failed_and_the_next_work_is_done(aside: Aside) -> None:
    before = await process_of(aside)
    with pytest.raises(RuntimeError, match=r"(?s)test_aside:broken failed.*no ink"):
        await aside.run(broken)
    assert await process_of(aside) == before


async def test_a_child_that_dies_is_replaced(aside: Aside) -> None:
    with pytest.raises(UnavailableError):
        await aside.run(killed)
    assert await process_of(aside) > 0


async def test_closed_it_leaves_nothing_behind() -> None:
    aside = Aside()
    process = await process_of(aside)
    await aside.close()
    await aside.close()
    assert gone(process)
