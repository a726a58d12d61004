"""Lettering: lines of one third party's account that settle each other get the same letters (domain §8.11).

Only letter and date of a validated line ever change. Each lettering and each un-lettering is a record of the chain, so that
what was lettered when, and by whom, stays known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounting.domain.entry import EntryLine
from accounting.domain.errors import RuleError
from accounting.domain.period import Closing, Kind

LETTERED_ACCOUNTS = (
    "401",
    "404",
    "411",
    "421",
    "425",
    "455",
    "467",
    "468",
    "471",
    "580",
    "5112",
    "1673",
    "4191",
    "4091",
)
MOST_LINES = 500


@dataclass(frozen=True)
class LineRef:
    """A line of an entry: the entry's sequence in the chain, and its place from 0."""

    sequence: int
    place: int


@dataclass(frozen=True)
class Letter:
    """The letters of a line, their date, and the record that says so."""

    code: str
    lettered_on: date
    record: int


@dataclass(frozen=True)
class Lettering:
    """Lines that settle each other; or, when ``undone`` names a record, that no longer do."""

    key: str
    account: str
    auxiliary: str | None
    code: str
    lines: tuple[LineRef, ...]
    done_on: date
    done_by: str
    reason: str = ""
    undone: int | None = None


def account_key(siren: str, line: EntryLine) -> str:
    """Where letters are counted: one third party's account in one legal entity."""
    return f"{siren}:{line.account}:{line.auxiliary.account if line.auxiliary else ''}"


def code_of(number: int) -> str:
    """The letters with a number from 1: ``AAA``, ``AAB`` … ``ZZZ``, then ``AAAA``."""
    letters, rest = "", number - 1
    while rest > 0 or len(letters) < 3:
        rest, place = divmod(rest, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def check_lines(lines: Sequence[EntryLine], letters: Sequence[Letter | None]) -> None:
    """RuleError unless these lines settle each other: two or more, of one third party's account, free, with sum zero."""
    if not 2 <= len(lines) <= MOST_LINES:
        raise RuleError("lettering-lines", f"2 to {MOST_LINES} lines are lettered together, not {len(lines)}")
    first = lines[0]
    if not first.account.startswith(LETTERED_ACCOUNTS):
        raise RuleError("lettering-account", f"{first.account} is not lettered; {', '.join(LETTERED_ACCOUNTS)} are")
    for line, letter in zip(lines, letters, strict=True):
        if letter is not None:
            raise RuleError("lettering-taken", f"a line of {line.account} has the letters {letter.code} already")
        if (line.account, line.auxiliary and line.auxiliary.account) != (
            first.account,
            first.auxiliary and first.auxiliary.account,
        ):
            raise RuleError("lettering-mixed", "lines of one account and one third party are lettered together")
    difference = sum(line.balance_cents for line in lines)
    if difference:
        raise RuleError("lettering-unbalanced", f"debit and credit of these lines differ by {difference} cents")


def check_years(years: Iterable[int], closings: Iterable[Closing]) -> None:
    """RuleError when one of the lines is of a closed year: its FEC has been handed over, letters included."""
    closed = {one.fiscal_year for one in closings if one.kind is Kind.YEAR}
    for year in years:
        if year in closed:
            detail = (
                f"the financial year {year} is closed: letter the line of the opening balances that goes on from it"
            )
            raise RuleError("lettering-closed-year", detail)
