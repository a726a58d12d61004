"""Memory does not follow the size of the file; entries that are put away are still judged exactly (E01)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from essaim.fec.check import check_fec
from essaim.fec.columns import COLUMNS
from tests.fec.books import Book, broken
from tests.fec.generated import NAME, Generated

ROOT = Path(__file__).parents[2]
_LONG = os.environ.get("ESSAIM_LONG") == "1"


def _measured(entries: int) -> tuple[int, int, bool, int]:
    command = [sys.executable, "-m", "tests.fec.generated", str(entries)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines, size, conforming, kibibytes = map(int, result.stdout.split())
    return lines, size, bool(conforming), kibibytes


def test_memory_is_flat() -> None:
    """Four times the file, and not four mebibytes more: a bit per entry and what is open."""
    _, small_size, small_good, small = _measured(20_000)
    _, large_size, large_good, large = _measured(80_000)
    assert small_good
    assert large_good
    assert large_size - small_size > 20_000_000
    assert large - small < 4 * 1024


def test_progress_is_told_in_bytes() -> None:
    """It grows with every block, up to the size of the file."""
    told: list[int] = []
    stream = Generated(3_000)
    report = check_fec(stream, name=NAME, progress=told.append)  # type: ignore[arg-type]
    assert report.conforming
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == stream.size


@pytest.mark.skipif(not _LONG, reason="a gigabyte takes a minute: ESSAIM_LONG=1")
@pytest.mark.timeout(1800)
def test_a_gigabyte() -> None:
    _, _, _, small = _measured(80_000)
    lines, size, conforming, large = _measured(2_900_000)
    assert (lines, conforming) == (8_700_002, True)
    assert size > 1_000_000_000
    assert large - small < 16 * 1024


@pytest.mark.parametrize(("late", "rules"), [("10,00", []), ("10,01", ["E01", "E02", "E03", "E04"])])
def test_an_entry_that_comes_again_much_later(late: str, rules: list[str]) -> None:
    """E01, E05: its balance is exact, wherever its lines are; here two of them stand 36,000 lines behind the others."""
    book = Book()
    pair = [("411000", "Clients", "1,00", "0,00"), ("706000", "Prestations de services", "0,00", "1,00")]
    for number in range(2, 18_000):
        book.add_entry(f"VE-{number:06d}", "20261101", *pair)
    first = book.rows[2:5]
    more = [[*row] for row in first[:2]]
    for row, (debit, credit) in zip(more, (("10,00", "0,00"), ("0,00", late)), strict=True):
        row[COLUMNS.index("Debit")], row[COLUMNS.index("Credit")] = debit, credit
        row[COLUMNS.index("ValidDate")] = "20261101"
    book.rows += more
    report = book.check()
    assert broken(report) == rules
    assert report.entries == 18_001
    assert [one.value for one in report.findings if one.rule.id == "E01"] == ["VE-000001"] * bool(rules)
