"""Forget in every aggregate that satisfies a condition: one idempotent write each."""

from collections.abc import Callable

from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.repository import Repository, T
from essaim.kit.store.port import Where


async def forget_each(
    repository: Repository[T],
    where: Where,
    forget: Callable[[T], T],
    cause: Cause,
    *,
    tell: Callable[[str, T], tuple[EventData, ...]] | None = None,
) -> None:
    """``tell`` gives what happened to one that changes, from its id and its state before."""
    for stored in await repository.all(where):

        def decide(state: T, id_: str = stored.id) -> Change[T] | None:
            after = forget(state)
            if after == state:
                return None
            return Change(after, tell(id_, state) if tell else ())

        await repository.change(stored.id, decide, cause)
