"""An import that was accepted: POSTING → LETTERING → DONE, or FAILED with its reason. What it has done it never does again.

Its file is kept beside it, so that whoever comes after a crash, here or on another machine, goes on where it stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Mode(StrEnum):
    """What becomes of a file: the opening balances of the year after, or the entries of its own year."""

    OPENING = "opening"
    ENTRIES = "entries"


class Status(StrEnum):
    """Where an import stands."""

    POSTING = "POSTING"
    LETTERING = "LETTERING"
    DONE = "DONE"
    FAILED = "FAILED"


@dataclass(frozen=True)
class FecImport:
    """One file, for one legal entity, in one mode. ``year`` is the file's financial year, ``posted_count`` how many of its
    ``entry_count`` entries are in the books; ``open`` until it is over."""

    siren: str
    mode: Mode
    file_name: str
    sha256: str
    size: int
    file_id: str
    pieces: int
    year: int
    closing_on: date
    line_count: int
    entry_count: int
    new_accounts: Mapping[str, str]
    asked_on: date
    asked_by: str
    status: Status = Status.POSTING
    posted_count: int = 0
    lettered_count: int = 0
    unlettered_count: int = 0
    entry_id: str | None = None
    error: str = ""
    open: bool = True
    ended_on: date | None = None


def further(one: FecImport, posted_count: int) -> FecImport:
    """With more entries in the books; never fewer."""
    return replace(one, posted_count=max(one.posted_count, posted_count))


def lettering(one: FecImport) -> FecImport:
    """All entries are in the books."""
    return replace(one, status=Status.LETTERING, posted_count=one.entry_count) if one.open else one


def done(one: FecImport, on: date, *, entry_id: str | None = None) -> FecImport:
    """Over."""
    posted = one.entry_count
    ended = replace(one, status=Status.DONE, open=False, ended_on=on, entry_id=entry_id, posted_count=posted)
    return ended if one.open else one


def failed(one: FecImport, on: date, error: str) -> FecImport:
    """Over, and why."""
    return replace(one, status=Status.FAILED, open=False, ended_on=on, error=error) if one.open else one
