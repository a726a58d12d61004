"""Read a bank's CSV by a saved mapping. Every problem says its row and its column; nothing is guessed."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from accounting.domain.bank.account import CURRENCY
from accounting.domain.bank.csv_amount import cents_of
from accounting.domain.bank.csv_balance import RunningBalance
from accounting.domain.bank.csv_mapping import DATE_FORMATS, Column, CsvMapping
from accounting.domain.bank.line import Days, Found, StatementLine, tidy
from accounting.domain.bank.problem import Problems

LONGEST_ROW = 64 * 1024
_MARK = b"\xef\xbb\xbf"
_EUROS = (CURRENCY, "EUROS", "€", "")


class _UnreadableError(Exception):
    """A line is too long, or not in the charset of the mapping; the problem is told."""


def read_csv(lines: Iterable[bytes], mapping: CsvMapping, days: Days, problems: Problems) -> Iterator[Found]:
    """The movements, and the balances before and after them when the bank gives a balance with each."""
    reader = _Reader(mapping, days, problems)
    try:
        rows = csv.reader(_decoded(lines, mapping.charset, problems), delimiter=mapping.separator, strict=True)
        for number, row in enumerate(rows, 1):
            if number <= mapping.skip_rows or not any(cell.strip() for cell in row):
                continue
            if reader.places is None and not reader.find_columns(number, row):
                return
            elif reader.is_headings(number):
                continue
            yield from reader.take(number, row)
    except csv.Error as error:
        problems.add("file", f"n'est pas un CSV entier après la ligne {reader.number} : {error}", "le fichier entier")
    except _UnreadableError:
        return
    if not reader.count and not problems.count:
        problems.add("file", "ne contient aucun mouvement", "au moins une ligne après les titres")
    yield from reader.balance.ends(problems)


def _decoded(lines: Iterable[bytes], charset: str, problems: Problems) -> Iterator[str]:
    codec, single = ("utf-8", False) if charset.startswith("utf-8") else (charset, True)
    for number, raw in enumerate(lines, 1):
        if len(raw) > LONGEST_ROW:
            problems.add(f"rows.{number}", f"a {len(raw)} octets", f"au plus {LONGEST_ROW} octets par ligne")
            raise _UnreadableError
        line = raw[3:] if number == 1 and not single and raw.startswith(_MARK) else raw
        try:
            text = line.decode(codec)
        except UnicodeDecodeError as error:
            message = f"l'octet {error.start + 1} (0x{line[error.start]:02X}) n'est pas du {charset}"
            problems.add(f"rows.{number}.{error.start + 1}", message, _others(charset))
            raise _UnreadableError from None
        if (single and not line.isascii() and _is_utf_8(line)) or "\x00" in text:
            problems.add(
                f"rows.{number}", f"n'est pas du {charset} : la ligne est en UTF-8 ou en UTF-16", _others(charset)
            )
            raise _UnreadableError
        yield text


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _others(charset: str) -> str:
    return f"un fichier en {charset}, ou le charset du fichier dans PUT …/csv-mapping"


@dataclass
class _Reader:
    mapping: CsvMapping
    days: Days
    problems: Problems
    places: dict[str, int] | None = None
    headings_at: int = 0
    width: int = 0
    number: int = 0
    count: int = 0
    balance: RunningBalance = field(default_factory=RunningBalance)
    known_days: dict[str, date | None] = field(default_factory=dict)

    def find_columns(self, number: int, row: Sequence[str]) -> bool:
        """Where the columns are: by the headings in this row, or by their numbers. A problem for each that is not there."""
        if self.mapping.has_headings:
            self.headings_at = number
        titles = {" ".join(cell.split()).casefold(): place for place, cell in enumerate(row)}
        places, self.width = {}, len(row)
        for name, column in self.mapping.columns:
            place = self._place(column, titles)
            if place is None or place >= len(row):
                seen = (
                    " | ".join(cell.strip()[:40] for cell in row[:20])
                    if self.mapping.has_headings
                    else f"1 à {len(row)}"
                )
                self.problems.add(f"rows.{number}.{name}", f"la colonne « {column} » n'est pas dans le fichier", seen)
            else:
                places[name] = place
        self.places = places
        return len(places) == len(self.mapping.columns)

    def is_headings(self, number: int) -> bool:
        """Whether this row is the headings."""
        return number == self.headings_at

    def take(self, number: int, row: Sequence[str]) -> Iterator[Found]:
        """A row with a movement."""
        self.number = number
        self.count += 1
        if len(row) < self.width and max((self.places or {}).values()) >= len(row):
            message = f"la ligne a {len(row)} colonnes au lieu de {self.width} : coupée ?"
            self.problems.add(f"rows.{number}", message, f"{self.width} colonnes")
            return
        booked_on, value_on = self._day(row, "booked_on"), self._day(row, "value_on")
        cents = self._amount(row)
        self._check_currency(row)
        if booked_on is None or cents is None:
            return
        if not self.days.check(booked_on, f"rows.{number}.booked_on", self.problems) or not cents:
            return
        self.balance.take(number, booked_on, cents, self._cents(row, "balance"))
        parts = [self._cell(row, f"labels.{place}") for place in range(len(self.mapping.labels))]
        label = tidy(" ".join(one for one in parts if one)) or "Mouvement sans libellé"
        yield StatementLine(number, booked_on, value_on, cents, label, tidy(self._cell(row, "reference")))

    def _place(self, column: Column, titles: dict[str, int]) -> int | None:
        return column - 1 if isinstance(column, int) else titles.get(" ".join(column.split()).casefold())

    def _cell(self, row: Sequence[str], name: str) -> str:
        place = (self.places or {}).get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    def _day(self, row: Sequence[str], name: str) -> date | None:
        given = self._cell(row, name)
        if name == "value_on" and not given:
            return None
        if given not in self.known_days:
            try:
                found = datetime.strptime(given, DATE_FORMATS[self.mapping.date_format]).replace(tzinfo=UTC).date()
                self.known_days[given] = found
            except ValueError:
                message = f"« {given[:30]} » n'est pas une date {self.mapping.date_format}"
                self.problems.add(f"rows.{self.number}.{name}", message, self.mapping.date_format)
                return None
        return self.known_days[given]

    def _amount(self, row: Sequence[str]) -> int | None:
        if self.mapping.amount is not None:
            found = self._cents(row, "amount")
            if found is None and not self._cell(row, "amount"):
                self.problems.add(f"rows.{self.number}.amount", "le montant manque", f"tel que {self._example}")
            return found
        debit, credit = self._cents(row, "debit"), self._cents(row, "credit")
        if bool(debit) == bool(credit):
            if not self._cell(row, "debit") and not self._cell(row, "credit"):
                self.problems.add(
                    f"rows.{self.number}.debit", "ni débit ni crédit", "un montant dans l'une des colonnes"
                )
            elif debit and credit:
                self.problems.add(
                    f"rows.{self.number}.debit", "un débit et un crédit", "un montant dans l'une des colonnes"
                )
            return None if debit or credit or debit is None else 0
        return -abs(debit) if debit else abs(credit or 0)

    def _cents(self, row: Sequence[str], name: str) -> int | None:
        given = self._cell(row, name)
        if not given:
            return None
        found = cents_of(given, self.mapping.decimal_sign)
        if found is None:
            message = f"« {given[:30]} » n'est pas un montant en euros avec « {self.mapping.decimal_sign} »"
            self.problems.add(f"rows.{self.number}.{name}", message, f"un montant tel que {self._example}")
        return found

    def _check_currency(self, row: Sequence[str]) -> None:
        given = self._cell(row, "currency").upper()
        if given not in _EUROS:
            self.problems.add(f"rows.{self.number}.currency", f"la devise est {given[:10]}", CURRENCY)

    @property
    def _example(self) -> str:
        return f"-1234{self.mapping.decimal_sign}50"
