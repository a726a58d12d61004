"""An import of a bank's file that was accepted: RUNNING → DONE, or FAILED with its reason. What it has done it never does again.

Its file is kept beside it: it is the voucher of the movements, and whoever comes after a crash goes on with it.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accounting.domain.bank.csv_mapping import CsvMapping


class FileFormat(StrEnum):
    """What a bank's file can be."""

    CAMT = "camt"
    CFONB = "cfonb"
    CSV = "csv"


class ImportStatus(StrEnum):
    """Where an import stands."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


@dataclass(frozen=True)
class StatementImport:
    """One file for one account. ``done_count`` of its ``line_count`` movements were looked at: ``added_count`` were new,
    ``known_count`` were there. The mapping is that of the moment at which it was accepted."""

    account_id: str
    siren: str
    format: FileFormat
    sha256: str
    size: int
    file_id: str
    pieces: int
    line_count: int
    first_on: date | None
    last_on: date | None
    asked_on: date
    asked_by: str
    mapping: CsvMapping | None = None
    status: ImportStatus = ImportStatus.RUNNING
    done_count: int = 0
    added_count: int = 0
    known_count: int = 0
    error: str = ""
    open: bool = True
    ended_on: date | None = None


def further(one: StatementImport, done_count: int, added_count: int) -> StatementImport:
    """With more of its movements looked at. After a crash it begins anew, and what it had added is counted as added."""
    added = max(one.added_count, added_count)
    return replace(one, done_count=done_count, added_count=added, known_count=done_count - min(added, done_count))


def done(one: StatementImport, on: date, added_count: int) -> StatementImport:
    """Over."""
    known = one.line_count - added_count
    ended = replace(one, done_count=one.line_count, added_count=added_count, known_count=known)
    return replace(ended, status=ImportStatus.DONE, open=False, ended_on=on) if one.open else one


def failed(one: StatementImport, on: date, error: str) -> StatementImport:
    """Over, and why."""
    return replace(one, status=ImportStatus.FAILED, open=False, ended_on=on, error=error) if one.open else one
