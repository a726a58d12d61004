"""The ledger sees what it is there for: each kind of broken promise has its name, and a kept one has none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.chaos.faults import chosen
from tests.chaos.ledger import Ledger
from tests.chaos.run import Fault


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Three accepted commands of one account, and one that has no answer."""
    with Ledger(tmp_path / "ledger.db") as ledger:
        for sequence in (1, 2, 3):
            ledger.sent(f"k{sequence}", "a", 10)
            ledger.accepted(f"k{sequence}", sequence, 10 * sequence)
        ledger.sent("k4", "a", 10)
        yield ledger


def test_events_that_took_effect_once_and_in_order_leave_nothing_to_say(ledger: Ledger) -> None:
    ledger.seen("a", [1], strict=True)
    ledger.seen("a", [1, 2, 3], strict=True)
    found = [ledger.outstanding(), ledger.doubled(), ledger.unknown(), ledger.late(strict=True)]
    assert found == [[], [], [], []]
    assert ledger.expected() == {"a": (30, 30, 3)}
    assert (ledger.sent_count, ledger.accepted_count, ledger.effect_count) == (4, 3, 3)


def test_a_command_without_an_answer_is_named_and_owes_no_event(ledger: Ledger) -> None:
    ledger.seen("a", [1, 2, 3], strict=True)
    assert ledger.undecided() == ["k4"]
    assert ledger.outstanding() == []


@pytest.mark.parametrize(
    ("sequences", "broken", "named"),
    [
        ([1, 3], Ledger.outstanding, ["a#2"]),
        ([1, 2, 2, 3], Ledger.doubled, ["a#2"]),
        ([1, 2, 3, 9], Ledger.unknown, ["a#9"]),
        ([1, 3, 2], lambda ledger: ledger.late(strict=True), ["a#2"]),
    ],
    ids=["lost", "doubled", "unknown", "late"],
)
def test_a_broken_promise_is_named(
    ledger: Ledger, sequences: list[int], broken: Callable[[Ledger], list[str]], named: list[str]
) -> None:
    ledger.seen("a", sequences, strict=True)
    assert broken(ledger) == named


def test_a_late_effect_is_counted_apart_where_order_is_not_promised(ledger: Ledger) -> None:
    ledger.seen("a", [1, 3, 2], strict=False)
    assert ledger.late(strict=True) == []
    assert ledger.late(strict=False) == ["a#2"]


def test_faults_follow_from_the_seed_and_each_comes_once_before_any_comes_again() -> None:
    class Named:
        def __init__(self, name: str, kills: bool) -> None:
            self.name, self.kills, self.keeps_order = name, kills, True

        async def strike(self, run: object) -> str:
            return f"nothing to {run}"

    known: dict[str, Fault] = {str(n): Named(str(n), n < 3) for n in range(5)}
    faults = chosen(known, 5, seed=3)
    assert [one.name for one in faults] == [one.name for one in chosen(known, 5, seed=3)]
    assert sum(one.kills for one in faults) == 5
    assert {one.name for one in faults[:5]} == set(known)
