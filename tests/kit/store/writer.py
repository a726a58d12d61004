"""A process that writes to a store, for tests that need several, or that kill one: ``python -m tests.kit.store.writer``.

- ``insert URL PREFIX COUNT`` inserts, several at a time, and prints each id once the store has said that it is written.
- ``claim URL PREFIX COUNT`` tries to take COUNT names and prints the ids that got one.
- ``add URL ID COUNT`` adds one to a counter, so many times.
- ``open URL`` opens the store and declares.
"""

import asyncio
import sys

from essaim.kit.store.errors import DuplicateError, RevisionConflictError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.kit.store.things import THINGS, thing

AT_ONCE = 8


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def insert(store: Store, prefix: str, count: int) -> None:
    """Insert, and say which are written."""

    async def some(start: int) -> None:
        for n in range(start, count, AT_ONCE):
            id_ = f"{prefix}-{n}"
            await store.insert(THINGS, thing(id_, rank=1, text="x" * 500))
            say(id_)

    await asyncio.gather(*(some(start) for start in range(AT_ONCE)))


async def claim(store: Store, prefix: str, count: int) -> None:
    """Take names, and say which were free."""
    for n in range(count):
        try:
            await store.insert(THINGS, thing(f"{prefix}-{n}", name=f"name-{n}"))
        except DuplicateError as error:
            if error.index != "unique_name":
                raise
        else:
            say(f"{prefix}-{n}")


async def add(store: Store, id_: str, count: int) -> None:
    """Add one to a counter, so many times, whoever else does."""
    added = 0
    while added < count:
        counter = await store.get(THINGS, id_)
        try:
            await store.replace(THINGS, {**counter, "rank": counter["rank"] + 1}, expected_revision=counter["revision"])
        except RevisionConflictError:
            continue
        added += 1


async def main(task: str, url: str, what: str = "", count: str = "0") -> None:
    """Run one task."""
    store = await open_store(url)
    await store.declare(THINGS)
    if task != "open":
        await {"insert": insert, "claim": claim, "add": add}[task](store, what, int(count))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
