"""``read_fec``: typed lines of any software's file, and errors that name line, field and what would be accepted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from essaim.fec.errors import FecFormatError, FecLineError
from essaim.fec.reading import FecLine, read_fec
from tests.fec.books import Book


def test_a_line_is_typed(tmp_path: Path) -> None:
    """FEC-04, FEC-05: cents and dates, from a path or a stream."""
    book = Book().put(4, "EcritureLet", "AA").put(4, "DateLet", "20261031").put(4, "Montantdevise", "1300,125")
    book.put(4, "Idevise", "USD")
    lines = list(read_fec(book.write(tmp_path)))
    assert lines == list(read_fec(book.stream()))
    assert lines[2] == FecLine(
        line=4,
        journal_code="VE",
        journal_label="Ventes",
        entry_number="VE-000001",
        posted_on=date(2026, 10, 5),
        account="411000",
        account_label="Clients",
        auxiliary="C0042",
        auxiliary_label="Atelier Dupont",
        voucher_ref="2026-000001",
        voucher_on=date(2026, 10, 5),
        label="Facture 2026-000001 Atelier Dupont",
        debit_cents=120000,
        credit_cents=0,
        lettering="AA",
        lettered_on=date(2026, 10, 31),
        validated_on=date(2026, 10, 6),
        foreign_amount=Decimal("1300.125"),
        currency="USD",
    )
    assert sum(one.balance_cents for one in lines) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.signed(),
        lambda book: setattr(book, "separator", "|"),
        lambda book: setattr(book, "charset", "iso8859-15"),
        lambda book: setattr(book, "end", "\r"),
        lambda book: book.swap_columns("Debit", "Idevise").swap_columns("JournalCode", "PieceRef"),
        lambda book: setattr(book, "header", [one.upper() for one in book.header]),
        lambda book: setattr(book, "rows", [[f" {one}\xa0" for one in row] for row in book.rows]),
        lambda book: setattr(book, "rows", [["" if one == "0,00" else one for one in row] for row in book.rows]),
    ],
    ids=["Montant/Sens", "pipe", "ISO 8859-15", "CR", "order", "case", "padded", "blank amounts"],
)
def test_other_software_writes_the_same_lines_otherwise(change: Callable[[Book], Any]) -> None:
    """What is only a matter of form is the same line in the end."""
    book = Book()
    change(book)
    assert list(read_fec(book.stream())) == list(read_fec(Book().stream()))


def test_amounts_on_both_sides_and_signs_are_kept() -> None:
    """A negative debit stays one: who imports decides what it means."""
    book = Book().put(4, "Debit", "-1200,5").put(5, "Credit", "1000-").put(6, "Credit", "+200")
    lines = list(read_fec(book.stream()))
    assert [(one.debit_cents, one.credit_cents) for one in lines[2:5]] == [(-120050, 0), (0, -100000), (0, 20000)]


def test_cash_bookkeeping_has_more_columns_and_fewer_duties() -> None:
    """A47 A-1 VIII: 22 columns of a profession; voucher date and validation may be empty."""
    book = Book()
    book.header += ["DateRglt", "ModeRglt", "NatOp", "IdClient"]
    for row in book.rows:
        row[9] = row[15] = ""
        row += ["20261005", "Chèque", "Honoraires", ""]
    lines = list(read_fec(book.stream()))
    assert {(one.voucher_on, one.validated_on) for one in lines} == {(None, None)}
    report = book.check()
    assert (report.variant, report.counts) == ("BNC trésorerie", {})
    book.put(4, "DateRglt", "05/10/2026")
    assert [(one.rule.id, one.field) for one in book.check().findings] == [("FEC-05", "DateRglt")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Debit", "12.50"),
        ("Credit", "1 000,00"),
        ("EcritureDate", "31122026"),
        ("EcritureDate", ""),
        ("EcritureNum", ""),
        ("CompteNum", ""),
        ("PieceDate", "20261301"),
        ("ValidDate", "hier"),
        ("Montantdevise", "1.5"),
    ],
)
def test_a_bad_line_is_an_error_that_says_where_and_what(field: str, value: str) -> None:
    """The first stops the reading; with ``on_error`` each is handed over and the others are read."""
    book = Book().put(4, field, value)
    with pytest.raises(FecLineError) as caught:
        list(read_fec(book.stream()))
    error = caught.value
    assert (error.line, error.field, error.value) == (4, field, value)
    assert error.accepted
    errors: list[FecLineError] = []
    lines = list(read_fec(book.stream(), on_error=errors.append))
    assert [one.line for one in lines] == [2, 3, 5, 6, 7, 8, 9]
    assert [one.line for one in errors] == [4]


def test_sides_and_widths_are_errors_of_their_line() -> None:
    book = Book().signed().put(5, "Sens", "+")
    book.rows[6].append("x")
    book.rows += [[""], [""]]
    errors: list[FecLineError] = []
    list(read_fec(book.stream(), on_error=errors.append))
    assert [(one.line, one.field) for one in errors] == [(5, "Sens"), (8, ""), (10, "")]


def test_a_file_without_amounts_cannot_be_imported() -> None:
    """FEC-01: what nothing can be made of without is said before the first line."""
    book = Book()
    book.header[11] = "Somme"
    with pytest.raises(FecFormatError, match="Debit"):
        next(read_fec(book.stream()))
