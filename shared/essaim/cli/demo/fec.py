"""A FEC file read back with nothing but the text of the law: 18 columns, tab or pipe, comma decimals (LPF A47 A-1)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"\d{9}FEC\d{8}(_\d+)?\.txt")
COLUMNS = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
_AMOUNT = re.compile(r"(-?)(\d+),(\d{2})")


class FecError(Exception):
    """The file is not a FEC file, or does not balance."""


@dataclass(frozen=True)
class FecTotals:
    """What a file adds up to, in cents."""

    lines: int
    entries: int
    debit_cents: int
    credit_cents: int


def check_fec(path: Path) -> FecTotals:
    """The totals of a file whose every entry balances. FecError when it is not so."""
    if NAME.fullmatch(path.name) is None:
        raise FecError(f"{path.name} is no name for a FEC file")
    text = path.read_bytes().decode("utf-8-sig")
    header, *rows = text.splitlines()
    separator = "\t" if "\t" in header else "|"
    if tuple(header.split(separator)) != COLUMNS:
        raise FecError(f"the columns are {header.split(separator)}")
    entries: dict[tuple[str, str], int] = defaultdict(int)
    debit = credit = 0
    for number, row in enumerate(rows, start=2):
        cells = row.split(separator)
        if len(cells) != len(COLUMNS):
            raise FecError(f"line {number} has {len(cells)} fields")
        line = dict(zip(COLUMNS, cells, strict=True))
        debited, credited = _cents(line["Debit"], number), _cents(line["Credit"], number)
        debit, credit = debit + debited, credit + credited
        entries[line["JournalCode"], line["EcritureNum"]] += debited - credited
    unbalanced = sorted(entry for entry, difference in entries.items() if difference)
    if unbalanced or debit != credit:
        raise FecError(f"debit {debit} and credit {credit} cents; entries that do not balance: {unbalanced}")
    return FecTotals(len(rows), len(entries), debit, credit)


def _cents(text: str, line: int) -> int:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise FecError(f"line {line}: {text!r} is no amount")
    sign, units, decimals = match.groups()
    cents = int(units) * 100 + int(decimals)
    return -cents if sign else cents
