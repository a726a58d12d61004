"""Whatever single value of the books is changed behind the service's back, the walk over the chain finds it (ACC-03)."""

import asyncio
import copy
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from accounting.domain.entry import Journal
from accounting.domain.lettering import LineRef
from accounting.domain.record import record_id
from accounting.domain.verification import Anchor, Verdict, Verifier
from accounting.usecases.ledger.fold_balances import FoldBalances, fold_balances
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from accounting.usecases.ledger.verify_ledger import VerifyLedger, verify_ledger
from accounting.usecases.periods.close_month import CloseMonth, close_month
from essaim.kit.cause import fresh_cause
from essaim.kit.chain import GENESIS, link_hash
from tests.accounting.ledger.books import SIREN, draft, open_books, post, receipt_lines

UNSEALED = ("topic", "announces", "to_apply")
"""How far a step is. ``topic`` has a test of its own."""
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Kept:
    """Books in a file: their stored states, and where the balances remember the chain to end."""

    path: Path
    states: tuple[dict[str, Any], ...]
    anchor: Anchor

    @property
    def places(self) -> list[tuple[int, Place]]:
        """Every value, as the number of its record and the way to it."""
        return [(number, place) for number, state in enumerate(self.states) for place in _leaves(state)]

    def walk(self, number: int, state: dict[str, Any]) -> Verdict:
        """The verdict when one record is another one."""
        verifier = Verifier(SIREN, link_hash, GENESIS, self.anchor)
        for place, own in enumerate(self.states):
            verifier.feed(record_id(SIREN, place + 1), state if place == number else own)
        return verifier.verdict()


async def _write(path: Path) -> Kept:
    """A sale settled in two parts, another one lettered and un-lettered, a purchase moved out of a closed month."""
    cause = fresh_cause("test")
    async with open_books(path) as deps:
        await post(deps, draft("sale:1", on=date(2026, 9, 3)))
        await post(deps, draft("payment:1", *receipt_lines(50_000), journal=Journal.BANK, on=date(2026, 9, 20)))
        await post(deps, draft("payment:2", *receipt_lines(70_000), journal=Journal.BANK, on=date(2026, 10, 2)))
        await letter_lines(LetterLines(SIREN, (LineRef(1, 0), LineRef(2, 1), LineRef(3, 1))), deps, cause)
        await post(deps, draft("sale:2"))
        await post(deps, draft("payment:3", *receipt_lines(), journal=Journal.BANK))
        undone = await letter_lines(LetterLines(SIREN, (LineRef(5, 0), LineRef(6, 1))), deps, cause)
        await unletter_lines(UnletterLines(SIREN, undone.state.sequence, "erreur"), deps, cause)
        await close_month(CloseMonth(SIREN, date(2026, 9, 1)), deps, cause)
        await post(deps, draft("sale:late", on=date(2026, 9, 30)))
        await fold_balances(FoldBalances(SIREN), deps)
        books = await deps.books.get(SIREN)
        records = [await deps.ledger.document(record_id(SIREN, number)) for number in range(1, 11)]
    states = tuple(json.loads(json.dumps(one["state"])) for one in records)
    return Kept(path, states, Anchor(books.state.through, books.state.hash))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Ten records, made once."""
    found = asyncio.run(_write(tmp_path_factory.mktemp("books") / "books.db"))
    assert found.walk(0, found.states[0]).intact
    return found


def _leaves(value: Any, way: Place = ()) -> Iterator[Place]:
    if isinstance(value, dict):
        for key, one in value.items():
            if way or key not in UNSEALED:
                yield from _leaves(one, (*way, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _leaves(one, (*way, place))
    elif value is not None or len(way) > 1:
        yield way


def _replaced(state: dict[str, Any], way: Place, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(state)
    inside: Any = changed
    for step in way[:-1]:
        inside = inside[step]
    inside[way[-1]] = value
    return changed


def _at(state: dict[str, Any], way: Place) -> Any:
    inside: Any = state
    for step in way:
        inside = inside[step]
    return inside


def _another(value: Any) -> Any:
    """A value near to this one, of the same kind: the kind of change that nobody sees."""
    if isinstance(value, bool) or value is None:
        return "x" if value is None else not value
    if isinstance(value, int):
        return value + 1
    text = str(value)
    return text[:-1] + ("1" if text[-1:] != "1" else "2")


def test_acc_03_each_value_of_each_record_counts(kept: Kept) -> None:
    """ACC-03: every number, text and date in entries, closings, letterings, hashes and letters, one after the other."""
    odd: tuple[Any, ...] = (2**62, 1e30, "", [])
    missed = [
        (number + 1, place, value)
        for number, place in kept.places
        for value in (_another(_at(kept.states[number], place)), *odd)
        if kept.walk(number, _replaced(kept.states[number], place, value)).intact
        and value != _at(kept.states[number], place)
    ]
    assert missed == []
    assert len(kept.places) > 300


def test_acc_03_a_letter_under_another_line_counts(kept: Kept) -> None:
    """A letter is written under the place of its line; under another key, even one that reads as the same number, it is
    another line's."""
    letters = kept.states[0]["letters"]
    for key in ("1", "00", " 0"):
        assert not kept.walk(0, kept.states[0] | {"letters": {key: letters["0"]}}).intact
    assert not kept.walk(0, kept.states[0] | {"letters": {}}).intact
    assert not kept.walk(4, kept.states[4] | {"letters": letters}).intact


@pytest.mark.parametrize("topic", [f"{SIREN}:closing", f"{SIREN}:411:C00042"])
@pytest.mark.parametrize("number", [0, 3, 8])
def test_acc_05_nothing_is_filed_as_a_closing_or_a_lettering_that_is_none(kept: Kept, topic: str, number: int) -> None:
    """ACC-05: closings and letterings are found by their topic, so an entry under such a topic would hide a closing, and
    reopen what is closed."""
    changed = kept.states[number] | {"topic": topic}
    assert kept.walk(number, changed).intact == (changed == kept.states[number])


@given(st.data())
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_acc_03_a_random_edit_of_the_store_is_found(kept: Kept, data: st.DataObject) -> None:
    """ACC-03: the same through the store and the use case, with any other value in any place."""
    number, way = data.draw(st.sampled_from(kept.places))
    own = _at(kept.states[number], way)
    values = st.one_of(st.text(max_size=12), st.integers(-(2**53), 2**53), st.none(), st.booleans())
    changed = _replaced(kept.states[number], way, data.draw(values.filter(lambda one: one != own)))
    asyncio.run(_found_in_the_store(kept, number, changed))


async def _found_in_the_store(kept: Kept, number: int, changed: dict[str, Any]) -> None:
    id_ = record_id(SIREN, number + 1)
    with closing(sqlite3.connect(kept.path)) as connection:
        (before,) = connection.execute("SELECT body FROM ledger WHERE id = ?", (id_,)).fetchone()
    try:
        _write_body(kept.path, id_, json.dumps({**json.loads(before), "state": changed}))
        async with open_books(kept.path, declared=True) as deps:
            verdict = await verify_ledger(VerifyLedger(SIREN), deps)
    finally:
        _write_body(kept.path, id_, before)
    assert not verdict.intact


def _write_body(path: Path, id_: str, body: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE ledger SET body = ? WHERE id = ?", (body, id_))
