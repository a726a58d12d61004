"""What an aggregate remembers of consumed events: a bounded document, and an exact answer however old a redelivery is."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from essaim.kit.aggregate import INBOX_SIZE, Change, aggregate
from essaim.kit.cause import Cause
from essaim.kit.clock import SystemClock
from essaim.kit.ids import new_id
from essaim.kit.inbox import CONSUMED
from essaim.kit.publishing import Publishing
from essaim.kit.repository import Repository
from essaim.kit.store.sqlite import SqliteStore


@dataclass(frozen=True)
class Till:
    """Money in a till: adding to it twice would show. ``words`` is what was last said of it, by part."""

    cents: int = 0
    words: dict[str, str] = field(default_factory=dict)


TILLS = aggregate("tills")
OTHERS = aggregate("others")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "tills.db")
    await opened.declare(TILLS, OTHERS, CONSUMED)
    yield opened
    await opened.close()


@pytest.fixture
def tills(store: SqliteStore) -> Repository[Till]:
    return Repository(store, TILLS, Till, Publishing("/alpha/toy", SystemClock()))


def consuming(event_id: str, subject: str = "s", sequence: int = 1) -> Cause:
    """The cause of a consumed event."""
    return Cause(event_id, "c", "/beta/toy", event_id, event_id, subject=subject, sequence=sequence)


async def pay_in(tills: Repository[Till], event_id: str, effect: str = "") -> None:
    """A cent for the event."""

    def decide(till: Till | None) -> Change[Till]:
        return Change(replace(till or Till(), cents=(till.cents if till else 0) + 1))

    await tills.put("a", decide, consuming(event_id), effect=effect)


async def cents(tills: Repository[Till]) -> int:
    return (await tills.get("a")).state.cents


async def test_the_document_stays_small_and_no_redelivery_counts_twice(
    tills: Repository[Till], store: SqliteStore
) -> None:
    """Three inboxes full of events, and then every one of them again, the oldest first."""
    events = [new_id() for _ in range(3 * INBOX_SIZE)]
    for event_id in events:
        await pay_in(tills, event_id)
    assert len((await tills.get("a")).document["inbox"]) <= INBOX_SIZE
    for event_id in events:
        await pay_in(tills, event_id)
    assert await cents(tills) == len(events)
    kept = await store.count(CONSUMED)
    assert kept + len((await tills.get("a")).document["inbox"]) == len(events)


async def test_an_event_that_was_delayed_for_long_still_counts_once(tills: Repository[Till]) -> None:
    """A new event with an old id, such as a dead letter that is given back: it is not taken for one that is known."""
    late = new_id()
    for _ in range(2 * INBOX_SIZE):
        await pay_in(tills, new_id())
    await pay_in(tills, late)
    await pay_in(tills, late)
    assert await cents(tills) == 2 * INBOX_SIZE + 1


async def test_ids_that_do_not_sort_by_time_are_remembered_as_exactly(tills: Repository[Till]) -> None:
    events = [str(uuid.uuid4()) for _ in range(2 * INBOX_SIZE + 20)]
    for event_id in [*events, *events]:
        await pay_in(tills, event_id)
    assert await cents(tills) == len(events)


async def test_two_effects_of_one_event_are_remembered_apart(tills: Repository[Till]) -> None:
    events = [new_id() for _ in range(INBOX_SIZE)]
    for event_id in [*events, *events]:
        await pay_in(tills, event_id, "first")
        await pay_in(tills, event_id, "second")
    assert await cents(tills) == 2 * len(events)


async def test_a_crash_between_keeping_and_changing_forgets_and_doubles_nothing(
    tills: Repository[Till], store: SqliteStore
) -> None:
    """The keys that leave are durable before the change: the crash leaves them in both places."""
    events = [new_id() for _ in range(INBOX_SIZE)]
    for event_id in events:
        await pay_in(tills, event_id)
    await store.insert_many(CONSUMED, [{"id": f"tills/a/{event_id}"} for event_id in events[:7]])
    for event_id in [new_id(), *events]:
        await pay_in(tills, event_id)
    assert await cents(tills) == INBOX_SIZE + 1


async def test_writers_that_make_room_at_the_same_time_lose_nothing(tills: Repository[Till]) -> None:
    events = [new_id() for _ in range(INBOX_SIZE - 5)]
    for event_id in events:
        await pay_in(tills, event_id)
    more = [new_id() for _ in range(20)]
    await asyncio.gather(*(pay_in(tills, event_id) for event_id in [*more, *more, *events[:10]]))
    assert await cents(tills) == len(events) + len(more)


async def test_each_aggregate_remembers_for_itself(tills: Repository[Till], store: SqliteStore) -> None:
    others = Repository(store, OTHERS, Till, Publishing("/alpha/toy", SystemClock()))
    for event_id in [new_id() for _ in range(INBOX_SIZE + 1)]:
        await pay_in(tills, event_id)
        await pay_in(others, event_id)
    assert await cents(others) == await cents(tills) == INBOX_SIZE + 1


async def say(tills: Repository[Till], part: str, word: str, sequence: int, subject: str = "s") -> None:
    """A part of the till is told about by an event."""

    def decide(till: Till | None) -> Change[Till]:
        known = till or Till()
        return Change(replace(known, words={**known.words, part: word}))

    await tills.put("a", decide, consuming(new_id(), subject, sequence), latest=part)


async def test_the_last_word_stays_in_whatever_order_words_arrive(tills: Repository[Till]) -> None:
    """Replicas, retries and replays change the order of arrival, never the sequence."""
    for sequence in (2, 5, 1, 4, 3):
        await say(tills, "name", f"word {sequence}", sequence)
    assert (await tills.get("a")).state.words == {"name": "word 5"}


async def test_parts_and_subjects_have_histories_of_their_own(tills: Repository[Till]) -> None:
    await say(tills, "name", "new", 9)
    await say(tills, "colour", "red", 3)
    assert (await tills.get("a")).state.words == {"name": "new", "colour": "red"}
    await say(tills, "name", "of another", 1, subject="t")
    assert (await tills.get("a")).state.words["name"] == "of another"
