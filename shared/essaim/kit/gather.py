"""Calls that wait while a batch is on its way go together in the next one: group commit for whatever has a price per batch.

Nobody waits for a batch to fill: an idle key starts at once, so a single call is as fast as without it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
A = TypeVar("A")
R = TypeVar("R")

Run = Callable[[K, Sequence[A]], Awaitable[Sequence[R | BaseException]]]


class Gather(Generic[K, A, R]):
    """Runs batches of at most ``most`` items per key, one batch at a time per key.

    Calls that are cancelled leave their item in the batch: its effect may happen, as with any call that is not waited for.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._waiting: dict[K, deque[tuple[A, asyncio.Future[R]]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def call(self, key: K, item: A, run: Run[K, A, R]) -> R:
        """The item's result, out of whichever batch it comes. ``run``, the same for every call of a key, answers each item in
        order, with a result or its error; an error that it raises itself is everybody's in that batch."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.get(key)
        if waiting is not None:
            waiting.append((item, answer))
        else:
            self._waiting[key] = deque([(item, answer)])
            task = asyncio.create_task(self._work(key, run), name=f"gather {key}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await answer

    async def _work(self, key: K, run: Run[K, A, R]) -> None:
        waiting = self._waiting[key]
        while waiting:
            batch = [waiting.popleft() for _ in range(min(self._most, len(waiting)))]
            _settle(batch, await _outcomes(key, batch, run))
        del self._waiting[key]


async def _outcomes(
    key: K, batch: Sequence[tuple[A, "asyncio.Future[Any]"]], run: Run[K, A, R]
) -> Sequence[R | BaseException]:
    try:
        return await run(key, [item for item, _ in batch])
    except asyncio.CancelledError:
        for _, answer in batch:
            answer.cancel()
        raise
    # Whatever goes wrong belongs to those who asked, and must not leave the others waiting for ever.
    except Exception as error:
        return [error] * len(batch)


def _settle(batch: Sequence[tuple[Any, "asyncio.Future[Any]"]], outcomes: Sequence[Any]) -> None:
    for (_, answer), outcome in zip(batch, outcomes, strict=True):
        if answer.done():
            continue
        if isinstance(outcome, BaseException):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
