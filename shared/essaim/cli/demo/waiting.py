"""Waiting for something to become visible: short looks, a deadline, and an error that says what was awaited."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

LOOK_SECONDS = 0.05
DEADLINE_SECONDS = 20.0


class DeadlineError(Exception):
    """Something did not become visible in time."""


async def until(
    look: Callable[[], Awaitable[T | None]], *, what: str | Callable[[], str], seconds: float = DEADLINE_SECONDS
) -> T:
    """The first result of ``look`` that is not None. DeadlineError naming ``what`` (told at the end) after ``seconds``."""
    deadline = time.monotonic() + seconds
    while True:
        found = await look()
        if found is not None:
            return found
        if time.monotonic() >= deadline:
            text = what if isinstance(what, str) else what()
            raise DeadlineError(f"not seen within {seconds:.0f} s: {text}")
        await asyncio.sleep(LOOK_SECONDS)
