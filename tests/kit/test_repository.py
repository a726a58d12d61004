"""Aggregates: one write for state and events, once per consumed event, nobody's change lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from essaim.contracts.event import EventData
from essaim.kit.aggregate import OUTBOX_LIMIT, Change, aggregate
from essaim.kit.cause import Cause, fresh_cause
from essaim.kit.clock import SystemClock
from essaim.kit.errors import NotFoundError, PreconditionError, UnavailableError
from essaim.kit.publishing import Publishing
from essaim.kit.repository import Repository
from essaim.kit.store.errors import DuplicateError
from essaim.kit.store.port import Collection, Document
from essaim.kit.store.sqlite import SqliteStore


@dataclass(frozen=True)
class Jar:
    """A jar with coins in it."""

    coins: int = 0
    label: str | None = None


class CoinAdded(EventData):
    """A coin fell into a jar."""

    wire_type = "toy.coin_added.v1"
    exchange = "events"
    coins: int


JARS = aggregate("jars", fields={"coins": "integer", "label": "text"}, indexes=[("coins",)], unique=[("label",)])


@dataclass
class Offers:
    """A relay that only remembers what it was offered."""

    token: str = "me"
    documents: list[Document] = field(default_factory=list)

    def offer(self, collection: Collection, document: Document) -> None:
        """Remember."""
        assert collection == JARS
        self.documents.append(document)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "jars.db")
    await opened.declare(JARS)
    yield opened
    await opened.close()


@pytest.fixture
def offers() -> Offers:
    return Offers()


@pytest.fixture
def jars(store: SqliteStore, offers: Offers) -> Repository[Jar]:
    return Repository(store, JARS, Jar, Publishing("/alpha/toy", SystemClock(), offers))


def one_more(jar: Jar) -> Change[Jar]:
    """A coin more, and the event that says so."""
    return Change(replace(jar, coins=jar.coins + 1), (CoinAdded(coins=jar.coins + 1),))


def consuming(event_id: str) -> Cause:
    """The cause of a consumed event."""
    return Cause(command_id=event_id, correlation_id="c", actor="/beta/toy", causation_id=event_id, event_id=event_id)


async def test_state_and_events_are_one_document_and_the_event_tells_its_story(
    jars: Repository[Jar], offers: Offers
) -> None:
    cause = fresh_cause("ada")
    await jars.add("a", Jar(1), cause, events=(CoinAdded(coins=1),))
    [document] = offers.documents
    [item] = document["outbox"]
    envelope = item["envelope"]
    assert (document["pending"], document["lease"], item["exchange"]) == (1, "me", "events")
    assert envelope["source"] == "/alpha/toy"
    assert (envelope["subject"], envelope["sequence"], envelope["data"]) == ("a", 1, {"coins": 1})
    assert envelope["correlationid"] == cause.correlation_id
    assert datetime.fromisoformat(envelope["time"]).astimezone(UTC) <= datetime.now(UTC)


async def test_each_event_of_a_change_has_its_own_place_in_the_sequence(jars: Repository[Jar], offers: Offers) -> None:
    await jars.add("a", Jar(), fresh_cause("ada"))
    stored = await jars.change(
        "a", lambda jar: Change(replace(jar, coins=2), (CoinAdded(coins=1), CoinAdded(coins=2))), fresh_cause("ada")
    )
    assert stored.version == 3
    assert [item["envelope"]["sequence"] for item in offers.documents[-1]["outbox"]] == [2, 3]


async def test_concurrent_changes_are_all_kept(jars: Repository[Jar]) -> None:
    await jars.add("a", Jar(), fresh_cause("ada"))
    await asyncio.gather(*(jars.change("a", one_more, fresh_cause("ada")) for _ in range(25)))
    stored = await jars.get("a")
    assert stored.state.coins == 25
    sequences = [item["envelope"]["sequence"] for item in stored.document["outbox"]]
    assert sequences == list(range(2, 27))


async def test_an_event_takes_effect_once_per_aggregate_and_effect(jars: Repository[Jar]) -> None:
    await jars.add("a", Jar(), fresh_cause("ada"))
    for _ in range(3):
        await jars.change("a", one_more, consuming("e1"))
    await jars.change("a", one_more, consuming("e1"), effect="other")
    assert (await jars.get("a")).state.coins == 2


async def test_a_consumed_event_that_changes_nothing_is_remembered_without_a_new_version(jars: Repository[Jar]) -> None:
    await jars.add("a", Jar(), fresh_cause("ada"))
    stored = await jars.change("a", lambda jar: None, consuming("e1"))
    assert stored.version == 1
    assert (await jars.change("a", one_more, consuming("e1"))).state.coins == 0


async def test_a_full_outbox_refuses_more_events_but_not_changes_without_events(jars: Repository[Jar]) -> None:
    await jars.add("a", Jar(), fresh_cause("ada"))
    many = tuple(CoinAdded(coins=n) for n in range(OUTBOX_LIMIT))
    await jars.change("a", lambda jar: Change(replace(jar, coins=1), many), fresh_cause("ada"))
    with pytest.raises(UnavailableError, match="outbox-full"):
        await jars.change("a", one_more, fresh_cause("ada"))
    await jars.change("a", lambda jar: Change(replace(jar, label="full")), fresh_cause("ada"))


async def test_put_creates_once_and_then_changes(jars: Repository[Jar]) -> None:
    def count(jar: Jar | None) -> Change[Jar]:
        return Change(Jar((jar.coins if jar else 0) + 1))

    await asyncio.gather(*(jars.put("new", count, consuming(f"e{n}")) for n in range(10)))
    await asyncio.gather(*(jars.put("new", count, consuming(f"e{n}")) for n in range(10)))
    assert (await jars.get("new")).state.coins == 10


async def test_adding_again_by_the_same_command_gives_what_the_first_made(jars: Repository[Jar]) -> None:
    cause = fresh_cause("ada")
    first = await jars.add("a", Jar(1), cause)
    assert (await jars.add("a", Jar(2), cause)).state == first.state
    with pytest.raises(DuplicateError):
        await jars.add("a", Jar(3), fresh_cause("eve"))


async def test_a_unique_key_holds_and_absence_is_no_key(jars: Repository[Jar]) -> None:
    for id_ in ("a", "b"):
        await jars.add(id_, Jar(), fresh_cause("ada"))
    await jars.change("a", lambda jar: Change(replace(jar, label="mine")), fresh_cause("ada"))
    with pytest.raises(DuplicateError):
        await jars.change("b", lambda jar: Change(replace(jar, label="mine")), fresh_cause("ada"))


async def test_if_match_is_the_version_that_a_person_saw(jars: Repository[Jar]) -> None:
    stored = await jars.add("a", Jar(), fresh_cause("ada"))
    await jars.change("a", one_more, fresh_cause("ada"), expected_version=stored.version)
    with pytest.raises(PreconditionError, match="the current version is 2, not 1"):
        await jars.change("a", one_more, fresh_cause("ada"), expected_version=stored.version)
    with pytest.raises(NotFoundError):
        await jars.change("nowhere", one_more, fresh_cause("ada"))


async def test_a_lease_of_another_process_is_left_alone(store: SqliteStore, jars: Repository[Jar]) -> None:
    others = Offers("other")
    theirs = Repository(store, JARS, Jar, Publishing("/alpha/toy", SystemClock(), others))
    await theirs.add("a", Jar(), fresh_cause("eve"), events=(CoinAdded(coins=0),))
    mine = await jars.change("a", one_more, fresh_cause("ada"))
    assert mine.document["lease"] == "other"
    assert mine.document["pending"] == 2
