"""Sheets of workbooks made by strangers: dates and numbers as they are, formulas told, bombs refused."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from enrolment.documents.rosters import workbook as module
from enrolment.documents.rosters.workbook import Sheet, is_workbook, read_sheet, sheet_of
from tests.enrolment.persons.people import workbook


def read(content: bytes, name: str = "", most: int = 1000) -> Sheet:
    return sheet_of(read_sheet(content, name, most))


def test_dates_are_dates_and_years_whole_numbers() -> None:
    midnight = datetime(2008, 1, 12)  # noqa: DTZ001 - a cell has no time zone
    rows = read(workbook(["naissance", "année"], [date(2007, 11, 23), 1.0], [midnight, 2])).rows
    assert [(one.number, one.cells) for one in rows] == [
        (1, ["naissance", "année"]),
        (2, ["2007-11-23", "1"]),
        (3, ["2008-01-12", "2"]),
    ]


def test_formulas_and_errors_are_told_cell_by_cell() -> None:
    (_, row) = read(workbook(["a", "b", "c"], ["x", "=1+1", "#N/A"])).rows
    assert row.cells[0] == "x"
    assert row.refused == {1: "formula", 2: "error"}


def test_blank_rows_are_skipped_and_numbers_are_those_of_the_spreadsheet() -> None:
    rows = read(workbook(["a"], [None], ["x"], [None], ["y"])).rows
    assert [one.number for one in rows] == [1, 3, 5]


def test_a_sheet_is_the_first_one_or_the_one_that_is_named() -> None:
    book = Workbook()
    book.create_sheet("Classe 2").append(["second"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), "Classe 2").rows[0].cells == ["second"]
    missing = read(out.getvalue(), "Classe 3")
    assert (missing.problem, "Classe 2" in missing.detail) == ("no-such-sheet", True)


def test_more_rows_or_columns_than_are_asked_for_are_refused() -> None:
    assert read(workbook(*[[str(n)] for n in range(6)]), most=5).problem == "too-many-rows"
    assert read(workbook(["x"] * (module.MOST_COLUMNS + 1))).problem == "too-many-columns"


def test_what_would_unpack_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(["x" * 1000])
    monkeypatch.setattr(module, "MOST_UNPACKED", 1000)
    assert read(content).problem == "too-large"


def test_a_bomb_that_lies_about_its_size_is_cut_off_or_refused() -> None:
    """An archive that says 10 bytes and holds a megabyte: what it says is all that is ever unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"a" * 1_000_000)
    content = out.getvalue().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert read(content).problem == "unreadable"


def test_a_document_type_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><workbook/>')
    assert read(out.getvalue()).problem == "unreadable"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "locked-or-old"),
        (b"PK\x03\x04" + bytes(100), "unreadable"),
        (workbook(["a"])[:-200], "unreadable"),
    ],
    ids=["old or locked", "no archive", "cut off"],
)
def test_what_cannot_be_read_is_told_and_raises_nothing(content: bytes, problem: str) -> None:
    assert is_workbook(content)
    assert read(content).problem == problem


def test_an_archive_without_a_workbook_is_none() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert read(out.getvalue()).problem == "no-workbook"
    assert not is_workbook(b"given_name;family_name")
