"""No value of a till's chain can be another one, and no record can be missing or extra, without being found (ISCA)."""

import asyncio
import copy
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accounting.domain.till.link import LinkKind
from accounting.domain.till.record import till_record_id
from accounting.usecases.tills.verify_till import VerifyTill, verify_till
from essaim.kit.store.port import Order
from essaim.till.findings import Anchor
from essaim.till.verifier import TillVerifier
from tests.accounting.ledger.books import open_books
from tests.accounting.tills.lives import Step, new_till, take


@dataclass(frozen=True)
class Kept:
    """A till in a file: its sealed texts, and where it was closed last."""

    path: Path
    till: str
    bodies: tuple[str, ...]
    anchor: Anchor

    def walk(self, changed: dict[int, str] | None = None) -> TillVerifier:
        """The walk when the content of some records is another one and their hashes were made to fit, as a clever thief would."""
        verifier = TillVerifier(self.till, anchor=self.anchor)
        for place, body in enumerate(self.bodies):
            text = (changed or {}).get(place, body)
            verifier.feed(text.encode(), hashlib.sha256(text.encode()).hexdigest())
        return verifier


STORY: list[Step] = [
    ("sell", 1_990, 2, 0),
    ("sell", 751, 5, 5),
    ("refund", 0, 0, 0),
    ("duplicate", 0, 0, 0),
    ("move", 1, 500, 0),
    ("close", 0, 130, 0),
    ("later", 1, 0, 0),
    ("sell", 1_234, 3, 2),
    ("deposit", 0, 3, 0),
    ("close", 0, 40, 0),
    ("month", 0, 0, 0),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Records of every kind."""

    async def write(path: Path) -> Kept:
        async with open_books(path, today=date(2026, 12, 15)) as deps:
            till = await new_till(deps)
            for step in STORY:
                await take(deps, till, step)
            stored = (await deps.tills.get(till)).state
            records = await deps.till_records.all({"till_id": till}, order_by=(Order("sequence"),))
            kinds = {one.state.kind for one in records}
            assert kinds == {one.value for one in LinkKind}
            anchor = Anchor(stored.sealed_sequence, stored.sealed_hash)
            return Kept(path, till, tuple(one.state.body for one in records), anchor)

    found = asyncio.run(write(tmp_path_factory.mktemp("till") / "books.db"))
    assert found.walk().verdict().intact
    return found


def _leaves(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(one, (*way, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _leaves(one, (*way, place))
    else:
        yield way


def _changed(body: str, way: tuple[str | int, ...]) -> str:
    """The same record with one value a little different."""
    record = json.loads(body)
    changed = copy.deepcopy(record)
    inside: Any = changed
    for step in way[:-1]:
        inside = inside[step]
    value = inside[way[-1]]
    if isinstance(value, int):
        inside[way[-1]] = value + 1
    else:
        inside[way[-1]] = "x" if value is None else f"{value[:-1]}{'1' if value[-1:] != '1' else '2'}"
    return json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_each_value_of_each_record_counts(kept: Kept) -> None:
    """One after the other, each with its own hash made to fit: the next record, or the last closing kept elsewhere, finds it."""
    missed, count = [], 0
    for place, body in enumerate(kept.bodies):
        for way in _leaves(json.loads(body)):
            count += 1
            verdict = kept.walk({place: _changed(body, way)}).verdict()
            if verdict.intact:
                missed.append((place + 1, way))
    assert missed == []
    assert count > 400


def test_a_record_taken_out_doubled_or_cut_off_is_named(kept: Kept) -> None:
    """The first broken place, and whether a record is missing, extra or altered."""

    def walk(bodies: list[str]) -> list[tuple[str, int]]:
        verifier = TillVerifier(kept.till, anchor=kept.anchor)
        for body in bodies:
            verifier.feed(body.encode(), hashlib.sha256(body.encode()).hexdigest())
        return [(one.fault.value, one.sequence) for one in verifier.verdict().findings]

    bodies = list(kept.bodies)
    assert walk([*bodies[:3], *bodies[4:]])[0] == ("record missing", 4)
    assert walk([*bodies[:4], bodies[3], *bodies[4:]])[0] == ("record extra", 4)
    assert walk(bodies[:-2])[0] == ("record missing", len(bodies) - 1)
    assert walk([*bodies[:4], bodies[4].replace('"operator":"p1"', '"operator":"p2"'), *bodies[5:]])[0] == (
        "link broken",
        6,
    )


FILED = ("sequence", "operation_id", "kind", "day", "hash", "body", "session", "refers_to", "topic")


@pytest.mark.parametrize("name", FILED)
def test_what_a_record_is_found_by_counts_too(kept: Kept, name: str) -> None:
    """In the database itself: every field beside the sealed text says what the text says."""
    id_ = till_record_id(kept.till, 2)
    with closing(sqlite3.connect(kept.path)) as connection:
        (before,) = connection.execute("SELECT body FROM till_records WHERE id = ?", (id_,)).fetchone()
    document = json.loads(before)
    value = document["state"][name]
    document["state"][name] = value + 1000 if isinstance(value, int) else "2030-01-01"

    async def verdict() -> bool:
        async with open_books(kept.path, declared=True) as deps:
            return (await verify_till(VerifyTill(kept.till), deps)).intact

    def write(body: str) -> None:
        with closing(sqlite3.connect(kept.path)) as connection, connection:
            connection.execute("UPDATE till_records SET body = ? WHERE id = ?", (body, id_))

    try:
        write(json.dumps(document))
        assert not asyncio.run(verdict())
    finally:
        write(before)
    assert asyncio.run(verdict())
