"""Where a bank's CSV has what: saved once with the account, because every bank has columns of its own."""

from dataclasses import dataclass

from accounting.domain.errors import InputError

CHARSETS = ("utf-8", "utf-8-sig", "cp1252", "latin-1")
SEPARATORS = (";", ",", "\t", "|")
DATE_FORMATS = {
    "DD/MM/YYYY": "%d/%m/%Y",
    "DD-MM-YYYY": "%d-%m-%Y",
    "DD.MM.YYYY": "%d.%m.%Y",
    "DD/MM/YY": "%d/%m/%y",
    "YYYY-MM-DD": "%Y-%m-%d",
    "YYYYMMDD": "%Y%m%d",
    "MM/DD/YYYY": "%m/%d/%Y",
}
MOST_LABELS = 10
Column = str | int
"""The heading of a column, or its number from 1."""


@dataclass(frozen=True)
class CsvMapping:
    """How to read the CSV of a bank. ``skip_rows`` stand before the headings, or before the first movement when
    ``has_headings`` is false. The amount is one signed column, or one of debits and one of credits."""

    booked_on: Column
    labels: tuple[Column, ...]
    amount: Column | None = None
    debit: Column | None = None
    credit: Column | None = None
    value_on: Column | None = None
    reference: Column | None = None
    balance: Column | None = None
    currency: Column | None = None
    separator: str = ";"
    charset: str = "utf-8"
    decimal_sign: str = ","
    date_format: str = "DD/MM/YYYY"
    skip_rows: int = 0
    has_headings: bool = True

    def __post_init__(self) -> None:
        for field, value, known in (
            ("charset", self.charset, CHARSETS),
            ("separator", self.separator, SEPARATORS),
            ("decimal_sign", self.decimal_sign, (",", ".")),
            ("date_format", self.date_format, tuple(DATE_FORMATS)),
        ):
            if value not in known:
                raise InputError(field, f"{value!r} is not known", ", ".join(repr(one) for one in known))
        if self.separator == self.decimal_sign:
            raise InputError("separator", "is the decimal sign too", "two different signs")
        if not 1 <= len(self.labels) <= MOST_LABELS:
            raise InputError("labels", f"are {len(self.labels)} columns", f"1 to {MOST_LABELS} columns")
        pair = (self.debit is not None, self.credit is not None)
        if (self.amount is not None) == any(pair) or any(pair) != all(pair):
            raise InputError("amount", "is not said once", "either amount, or both debit and credit")
        for name, column in self.columns:
            if isinstance(column, int) and column < 1:
                raise InputError(name, f"{column} is no column", "a number from 1, or a heading")
            if isinstance(column, str) and not self.has_headings:
                raise InputError(name, "names a heading, and there are none", "the number of the column, from 1")

    @property
    def columns(self) -> list[tuple[str, Column]]:
        """All columns that are read, by what they are read for."""
        named = {
            "booked_on": self.booked_on,
            "value_on": self.value_on,
            "amount": self.amount,
            "debit": self.debit,
            "credit": self.credit,
            "reference": self.reference,
            "balance": self.balance,
            "currency": self.currency,
        }
        found = [(name, column) for name, column in named.items() if column is not None]
        return found + [(f"labels.{place}", column) for place, column in enumerate(self.labels)]
