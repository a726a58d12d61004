"""Each rule: a good file, one change, and the finding names the rule, the line and the field (FEC-01…13, E01…17, T01…15)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from essaim.fec.check import check_fec
from essaim.fec.columns import STANDARD
from essaim.fec.findings import Severity
from essaim.fec.rules.catalogue import RULES
from tests.fec.books import Book, broken

Change = Callable[[Book], Any]
_SALE = (("411000", "Clients", "10,00", "0,00"), ("706000", "Prestations de services", "0,00", "10,00"))


def _rename(old: str, new: str) -> Change:
    def change(book: Book) -> None:
        book.header[book.header.index(old)] = new

    return change


def _drop(name: str) -> Change:
    def change(book: Book) -> None:
        at = book.header.index(name)
        for row in (book.header, *book.rows):
            del row[at]

    return change


def _named(name: str) -> Change:
    return lambda book: setattr(book, "name", name)


def _put(line: int, field: str, value: str) -> Change:
    return lambda book: book.put(line, field, value)


def _entry(number: str, day: str, *lines: tuple[str, str, str, str], valid: str = "") -> Change:
    return lambda book: book.add_entry(number, day, *(lines or _SALE), valid=valid)


def _other_journal(book: Book) -> None:
    book.put(9, "JournalCode", "VE").put(9, "JournalLib", "Ventes")


def _opening_of_a_charge(book: Book) -> None:
    book.put(2, "CompteNum", "601000").put(2, "CompteLib", book.rows[5][5])


def _backwards(book: Book) -> None:
    book.add_entry("VE-000003", "20261101", *_SALE).add_entry("VE-000002", "20261102", *_SALE)


def _strange_currency(book: Book) -> None:
    book.put(4, "Idevise", "euro").put(4, "Montantdevise", "1200,00")


def _many_journals(book: Book) -> None:
    for number in range(5000):
        book.rows.append([f"J{number}", *book.rows[2][1:]])


def _opening_last(book: Book) -> None:
    book.rows = [*book.rows[2:], *book.rows[:2]]


def _closing_entry(book: Book) -> None:
    lines = (("706000", "Prestations de services", "1000,00", "0,00"), ("120000", "Résultat", "0,00", "1000,00"))
    book.add_entry("OD-000001", "20270831", *lines)


def _extra_separator(book: Book) -> None:
    for row in (book.header, *book.rows):
        row.append("")


Case = tuple[str, str, Change, int | None, str]
CASES: list[Case] = [
    ("FEC-01", "two columns swapped", lambda book: book.swap_columns("PieceRef", "PieceDate"), 1, "PieceDate"),
    ("FEC-01", "a column left out", _drop("PieceDate"), 1, "PieceDate"),
    ("FEC-02", "a small letter", _rename("JournalCode", "journalcode"), 1, "JournalCode"),
    ("FEC-02", "an accent, as the tool tolerates", _rename("PieceRef", "PièceRef"), 1, "PieceRef"),
    ("FEC-02", "another name", _rename("EcritureLet", "Lettrage"), 1, "Lettrage"),
    ("FEC-03", "semicolons", lambda book: setattr(book, "separator", ";"), 1, ""),
    ("FEC-04", "a decimal point", _put(4, "Debit", "1200.00"), 4, "Debit"),
    ("FEC-04", "groups of thousands", _put(4, "Debit", "1 200,00"), 4, "Debit"),
    ("FEC-04", "an exponent", _put(4, "Debit", "12E2"), 4, "Debit"),
    ("FEC-04", "thousandths", _put(4, "Debit", "1200,001"), 4, "Debit"),
    ("FEC-05", "separators in a date", _put(4, "EcritureDate", "05/10/2026"), 4, "EcritureDate"),
    ("FEC-05", "a day that is not", _put(4, "PieceDate", "20260931"), 4, "PieceDate"),
    ("FEC-05", "a date of matching", _put(4, "DateLet", "2026-10-05"), 4, "DateLet"),
    ("FEC-06", "another name", _named("export.txt"), None, ""),
    ("FEC-06", "a closing date that is not", _named("123456782FEC20270231.txt"), None, ""),
    ("FEC-07", "a wrong key", _named("123456789FEC20270831.txt"), None, ""),
    ("FEC-08", "opening balances at the end", _opening_last, 8, "JournalCode"),
    ("FEC-10", "validated before the line above", _put(8, "ValidDate", "20261008"), 8, "ValidDate"),
    ("FEC-11", "a zero for no auxiliary account", _put(2, "CompAuxNum", "0"), 2, "CompAuxNum"),
    ("FEC-11", "a zero for no date", _put(2, "DateLet", "00000000"), 2, "DateLet"),
    ("FEC-11", "an empty amount", _put(4, "Credit", ""), 4, "Credit"),
    ("FEC-12", "UTF-16", lambda book: setattr(book, "charset", "utf-16"), None, ""),
    ("E01", "an amount changed", _put(4, "Debit", "1200,01"), 4, "EcritureNum"),
    ("E02", "an amount changed", _put(4, "Debit", "1200,01"), None, ""),
    ("E03", "a line in another journal", _other_journal, None, "JournalCode"),
    ("E04", "a line in another month", _put(9, "EcritureDate", "20261108"), None, "EcritureDate"),
    ("E05", "one line only", _entry("VE-000002", "20261101", ("411000", "Clients", "0,00", "0,00")), 10, "EcritureNum"),
    ("E07", "after the closing", _entry("VE-000002", "20270901"), 10, "EcritureDate"),
    ("E08", "validated before its date", _entry("VE-000002", "20261101", valid="20261020"), 10, "ValidDate"),
    ("E10", "a number left out", _entry("VE-000003", "20261101"), 10, "EcritureNum"),
    ("E11", "a number taken twice", _entry("VE-000001", "20261101"), 10, "EcritureNum"),
    ("E13", "no opening balances", lambda book: book.rows.__delitem__(slice(0, 2)), None, "JournalCode"),
    ("E15", "opening balance of a charge", _opening_of_a_charge, 2, "CompteNum"),
    ("E16", "the result is made", _closing_entry, 10, "CompteNum"),
    ("E17", "numbers going back", _backwards, 12, "EcritureNum"),
    ("T01", "a field too many", lambda book: book.rows[2].insert(10, "Dupont"), 4, ""),
    ("T01", "a separator at the end of one line", lambda book: book.rows[2].append(""), 4, ""),
    ("T02", "an empty line in the middle", lambda book: book.rows.insert(2, [""]), 4, ""),
    ("T02", "an empty line at the end", lambda book: setattr(book, "tail", "\r\n\r\n"), 10, ""),
    ("T04", "an account of two digits", _put(3, "CompteNum", "11"), 3, "CompteNum"),
    ("T05", "a debit and a credit", lambda book: book.put(4, "Debit", "1210,00").put(4, "Credit", "10,00"), 4, "Debit"),
    ("T06", "another century", _put(4, "PieceDate", "18261005"), 4, "PieceDate"),
    ("T07", "a separator at the end of every line", _extra_separator, 1, ""),
    ("T08", "another label", _entry("VE-000002", "20261101", ("411000", "Client", "1,00", "0,00"), _SALE[1]), 10, "CompteLib"),
    ("T09", "a header alone", lambda book: book.rows.clear(), None, ""),
    ("T10", "two line ends", lambda book: setattr(book, "tail", "\n"), None, ""),
    ("T11", "a side that is none", lambda book: book.signed().put(4, "Sens", "X"), 4, "Sens"),
    ("T12", "a currency that is none", _strange_currency, 4, "Idevise"),
    ("T13", "a line without end", _put(4, "EcritureLib", "x" * 40_000), 4, ""),
    ("T14", "a line that counts for nothing", _put(4, "Debit", "douze"), None, ""),
    ("T16", "a journal per line", _many_journals, None, ""),
    ("T15", "numbers without digits", _entry("VE-A", "20261101"), None, "EcritureNum"),
]  # fmt: skip
_EMPTY: list[Case] = [("T03", f"no {field}", _put(5, field, ""), 5, field) for field in sorted(STANDARD.required)]


def test_the_sample_is_conforming() -> None:
    """FEC-01…FEC-13: not one remark on a sound file, with either separator, either convention, or four line ends."""
    for change in (
        lambda book: book,
        lambda book: setattr(book, "separator", "|"),
        lambda book: book.signed(),
        lambda book: setattr(book, "end", "\n"),
        lambda book: setattr(book, "end", "\r"),
        lambda book: setattr(book, "tail", "\r\n"),
        lambda book: setattr(book, "charset", "iso8859-15"),
        lambda book: setattr(book, "charset", "utf-8-sig"),
    ):
        book = Book()
        change(book)
        report = book.check()
        assert broken(report) == []
        assert report.conforming
        assert (report.lines, report.entries, report.debit_cents, report.credit_cents) == (8, 3, 206000, 206000)


@pytest.mark.parametrize(
    ("rule", "what", "change", "line", "field"), CASES + _EMPTY, ids=[f"{one[0]}-{one[1]}" for one in CASES + _EMPTY]
)
def test_one_change_is_found(rule: str, what: str, change: Change, line: int | None, field: str) -> None:
    """FEC-01…FEC-13, ACC-01, ACC-02, ACC-04, ACC-07, ACC-08: rule, line, field, value, what is accepted, in French."""
    book = Book()
    change(book)
    report = book.check()
    found = [one for one in report.findings if one.rule.id == rule]
    assert [(one.line, one.field) for one in found][:1] == [(line, field)], (what, report.findings)
    assert all(one.message and one.accepted for one in found)
    assert report.conforming is (not any(one.severity is Severity.ERROR for one in report.findings))


def test_every_rule_has_a_case() -> None:
    """A rule that nothing proves is no rule; what the catalogue calls FEC-09 and FEC-13 is E16 and E01…E04."""
    assert {rule for rule, *_ in CASES + _EMPTY} == set(RULES)
    catalogue = {*RULES, *(also for rule in RULES.values() for also in rule.also)}
    assert {f"FEC-{number:02d}" for number in range(1, 14)} <= catalogue


def test_a_fault_in_a_line_is_not_told_again_by_the_sums() -> None:
    """FEC-13: where an amount cannot be read, neither its entry nor the totals are called unbalanced."""
    report = Book().put(4, "Debit", "1200.00").check()
    assert broken(report) == ["FEC-04", "T14"]


def test_a_line_that_cannot_be_split_does_not_make_its_entry_unbalanced() -> None:
    """T01: told once, even where it is the first line of its journal; the other entries are judged as ever."""
    book = Book()
    book.rows[5].insert(10, "Cuirs")
    assert broken(book.check()) == ["T01", "T14"]
    assert broken(book.put(4, "Debit", "1200,01").check()) == ["E01", "T01", "T14"]


def test_without_an_essential_column_the_header_is_all_that_is_said() -> None:
    """FEC-01: no thousand findings from one missing column."""
    book = Book()
    _drop("Debit")(book)
    assert [(one.rule.id, one.field) for one in book.check().findings] == [("FEC-01", "Debit")]


def test_findings_are_capped_and_all_are_counted() -> None:
    book = Book()
    for number in range(2, 102):
        book.add_entry(
            f"VE-{number:06d}", "20261101", ("4x", "Clients", "1,00", "0,00"), ("706", "Prestations", "0,00", "1,00")
        )
    report = book.check()
    assert report.counts["T04"] == 100
    assert len([one for one in report.findings if one.rule.id == "T04"]) == 20
    assert report.severities[Severity.ERROR] == 100


def test_the_siren_and_the_year_can_be_given() -> None:
    """FEC-07 and E07: what the caller knows counts more than what the name tells."""
    book = Book().add_entry("VE-000002", "20261101", *_SALE)
    other = check_fec(book.stream(), name=book.name, siren="732829320", year_start_on=date(2026, 10, 1))
    assert broken(other) == ["E07", "FEC-07"]
    assert [one.severity for one in other.findings if one.rule.id == "E07"] == [Severity.ERROR]
    early = Book().put(2, "EcritureDate", "20260801").put(3, "EcritureDate", "20260801").check()
    assert [(one.rule.id, one.severity) for one in early.findings] == [("E07", Severity.WARNING)]
