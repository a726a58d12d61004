"""Waiting for something that another process does: poll with a deadline, never sleep and hope."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest


async def eventually(check: Callable[[], Awaitable[bool]], what: str, seconds: float = 20.0) -> None:
    """Poll until the check holds; fails naming what was awaited."""
    try:
        async with asyncio.timeout(seconds):
            while not await check():
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"{what} did not happen within {seconds} s")


async def equal(found: Awaitable[Any], expected: Any) -> bool:
    """Whether what is found is what is expected."""
    return bool(await found == expected)
