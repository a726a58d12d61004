"""Whatever bytes come, a reader finds movements or problems and never fails: mutations of sound files of each format."""

import io
import time
import tracemalloc
from datetime import date

import pytest
from hypothesis import given, strategies as st

from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.line import Found
from accounting.domain.bank.problem import Problems
from accounting.domain.bank.reading import BankFile, read_lines
from accounting.domain.bank.statement_import import FileFormat
from tests.accounting.bank.files import (
    COLUMNS,
    IBAN,
    camt,
    cfonb_balance,
    cfonb_more,
    cfonb_movement,
    csv_of,
    detail,
    entry,
)

ACCOUNT = BankAccount("732829320", "Compte", IBAN, "512")
BATCH = detail("3.00", "Anne", "A") + detail("2.00", "Zoé", "B")
SOUND = {
    FileFormat.CAMT: camt(
        [entry("5.00", reference="R", details=BATCH), entry("1.00", side="DBIT")], "1.00", "5.00"
    ).encode(),
    FileFormat.CFONB: "\r\n".join(
        (
            cfonb_balance("01", "301126", 100),
            cfonb_movement("011226", 50, "VIR É"),
            cfonb_more("011226", "SUITE"),
            cfonb_balance("07", "011226", 150),
        )
    ).encode("cp1252"),
    FileFormat.CSV: csv_of(("01/12/2026", 'VIR "A"', "1,00"), ("02/12/2026", "CB", "-2,00")).replace(
        b'VIR "A"', b'"VIR ""A"""'
    ),
}


def read(kind: FileFormat, content: bytes) -> tuple[list[Found], Problems]:
    """What a file says, and what is wrong with it."""
    problems = Problems()
    given_file = BankFile(io.BytesIO(content), kind, ACCOUNT, COLUMNS, date(2026, 12, 1))
    return list(read_lines(given_file, problems)), problems


@pytest.mark.parametrize("kind", list(FileFormat))
def test_the_sound_files_are_sound(kind: FileFormat) -> None:
    """Otherwise the mutations below would say nothing."""
    found, problems = read(kind, SOUND[kind])
    assert problems.shown == []
    assert len(found) >= 2


@pytest.mark.parametrize("kind", list(FileFormat))
@given(data=st.data())
def test_a_file_with_other_bytes_in_it_has_movements_or_problems(kind: FileFormat, data: st.DataObject) -> None:
    """One place is replaced, cut out or doubled: the reader does not fail, and nothing is silently half a file."""
    sound = SOUND[kind]
    first = data.draw(st.integers(0, len(sound)))
    last = data.draw(st.integers(first, min(len(sound), first + 40)))
    middle = data.draw(st.one_of(st.binary(max_size=6), st.just(sound[first:last] * 2), st.just(b"")))
    found, problems = read(kind, sound[:first] + middle + sound[last:])
    assert found or problems.count or first == last == len(sound)


@pytest.mark.parametrize("kind", [FileFormat.CAMT, FileFormat.CFONB])
@given(data=st.data())
def test_a_file_that_is_cut_is_never_taken_for_whole(kind: FileFormat, data: st.DataObject) -> None:
    """Formats with balances say so, wherever the end is missing (spaces and line ends at the end may be)."""
    sound = SOUND[kind].rstrip()
    _, problems = read(kind, sound[: data.draw(st.integers(0, len(sound) - 1))])
    assert problems.count


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileFormat.CAMT, SOUND[FileFormat.CAMT].split(b"<Stmt>")[0] + b"<a>" * 2_000_000),
        (FileFormat.CAMT, SOUND[FileFormat.CAMT].split(b"<Stmt>")[0] + b"<a/>" * 2_000_000),
        (FileFormat.CAMT, SOUND[FileFormat.CAMT].split(b"<Stmt>")[0] + b"<Stmt>" + b"<Ntry/>" * 1_000_000),
        (FileFormat.CFONB, SOUND[FileFormat.CFONB].replace(b"\r\n", b"")[:120] * 50_000),
        (FileFormat.CSV, b";" * 8_000_000),
        (FileFormat.CSV, b'Date;Valeur;Libell\xc3\xa9;Montant;Solde\n"' + b"a\n" * 4_000_000),
    ],
)
def test_a_file_made_to_fill_the_memory_is_refused_in_time(kind: FileFormat, content: bytes) -> None:
    """Eight megabytes of nothing: a problem within seconds, and no gigabyte."""
    began = time.monotonic()
    tracemalloc.start()
    _, problems = read(kind, content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problems.count
    assert most < 250_000_000
    assert time.monotonic() - began < 60
