"""Numbers of entries as other software gives them: no false alarm, and the true ones found (E10, E11, E17, ACC-04)."""

import pytest

from essaim.fec.findings import Findings
from essaim.fec.rules.numbering import Numbering


def _judge(*numbers: tuple[str, str]) -> list[tuple[str, int | None, str]]:
    findings = Findings()
    numbering = Numbering(findings)
    for line, (journal, number) in enumerate(numbers, 2):
        numbering.take(line, journal, number)
    numbering.finish()
    return [(one.rule.id, one.line, one.value) for one in findings.ordered()]


def _each(journal: str, pattern: str, numbers: range) -> list[tuple[str, str]]:
    return [(journal, pattern.format(number)) for number in numbers]


@pytest.mark.parametrize(
    "numbers",
    [
        _each("VE", "VE-{:06d}", range(1, 50)) + _each("AC", "AC-{:06d}", range(1, 30)),
        _each("VE", "{}", range(1, 50)) + _each("AC", "{}", range(1, 30)),
        [(("VE", "AC", "BQ")[number % 3], str(number)) for number in range(1, 100)],
        _each("VE", "{:08d}XXX", range(120, 150)),
        _each("VE", "FAC/2026/01/{:04d}", range(1, 9)) + _each("VE", "FAC/2026/02/{:04d}", range(1, 9)),
        _each("VE", "{}", range(1000, 1010)) + _each("AC", "{}", range(5000, 5010)),
    ],
    ids=["prefix", "per journal", "global", "suffix", "per month", "ranges"],
)
def test_continuous_numbers_of_any_kind_are_left_alone(numbers: list[tuple[str, str]]) -> None:
    """E10, E11, E17: per journal or over the file, with or without prefix, from any first number."""
    assert _judge(*numbers) == []


def test_gaps_are_named_with_the_line_that_jumps() -> None:
    """E10: which numbers are missing, in the writing of the series."""
    assert _judge(("VE", "VE-1"), ("VE", "VE-2"), ("VE", "VE-4"), ("VE", "VE-7")) == [
        ("E10", 4, "VE-3"),
        ("E10", 5, "VE-5 à VE-6"),
    ]
    assert _judge(("VE", "VE-0001X"), ("VE", "VE-0003X")) == [("E10", 3, "VE-0002X")]


def test_a_gap_over_all_journals() -> None:
    """E10: one sequence over the file has its gaps there, not in each journal."""
    numbers = [(("VE", "AC", "BQ")[number % 3], str(number)) for number in range(1, 100) if number != 50]
    assert _judge(*numbers) == [("E10", 51, "50")]


def test_a_number_in_two_journals_of_one_sequence() -> None:
    """E11: taken twice, where the file has one sequence."""
    numbers = [(("VE", "AC", "BQ")[number % 3], str(number)) for number in range(1, 100)]
    assert _judge(*numbers, ("AC", "50")) == [("E11", 101, "50")]


def test_numbers_that_go_back() -> None:
    """E17: smaller than the one before in the same journal."""
    assert _judge(("VE", "1"), ("VE", "3"), ("VE", "2")) == [("E17", 4, "2")]


def test_numbers_that_are_no_sequence_are_said_to_be_such_once() -> None:
    """E10: random identifiers are one remark, not a million gaps; T15: neither are texts without digits."""
    scattered = [("VE", f"{number * 7_919_773}") for number in range(1, 500)]
    assert [rule for rule, *_ in _judge(*scattered)] == ["E10"]
    assert [rule for rule, *_ in _judge(("VE", "A"), ("VE", "B"), ("VE", "9" * 40))] == ["T15"]
