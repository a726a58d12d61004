"""Any sound book passes, however its lines are mixed within a day; any one character of the wrong kind is found."""

import re
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings, strategies as st

from essaim.fec.reading import read_fec
from essaim.fec.values import clean_label, format_amount, format_day
from tests.fec.books import Book, broken

_ACCOUNTS = (
    ("411000", "Clients"),
    ("706000", "Prestations de services"),
    ("445710", "TVA collectée"),
    ("512000", "Banque"),
)
_AS_UTF_8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_DIGITS = (
    *(("EcritureDate", "FEC-05"), ("ValidDate", "FEC-05"), ("PieceDate", "FEC-05")),
    *(("Debit", "FEC-04"), ("Credit", "FEC-04"), ("CompteNum", "T04")),
)
_TEXTS = st.text(st.characters(codec="iso8859-15", exclude_categories=["Cc", "Cs"]), max_size=30).map(
    lambda text: clean_label(text) or "-"
)


@st.composite
def _books(draw: st.DrawFn) -> Book:
    """Entries in two journals, per-journal or global numbers, lines of one day in any order."""
    book = Book()
    book.rows = []
    book.separator = draw(st.sampled_from(["\t", "|"]))
    book.charset = draw(st.sampled_from(["utf-8", "iso8859-15"]))
    book.end = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    if draw(st.booleans()):
        book.tail = book.end
    together = draw(st.booleans())
    numbers = {"AN": 0, "VE": 0, "AC": 0}
    book.add_entry("AN-000001", "20260901", ("512000", "Banque", "1,00", "0,00"), ("110000", "Report", "0,00", "1,00"))
    day = date(2026, 9, 1)
    for _ in range(draw(st.integers(0, 6))):
        day += timedelta(days=draw(st.integers(0, 40)))
        rows, book.rows = book.rows, []
        for code in draw(st.lists(st.sampled_from(["VE", "AC"]), max_size=4)):
            numbers[code] += 1
            number = f"{code}-{numbers[code]:06d}"
            if together:
                number = f"{code}-{sum(numbers.values()):06d}"
            _entry(draw, book, number, format_day(day), together)
        book.rows = rows + draw(st.permutations(book.rows))
    return book


def _entry(draw: st.DrawFn, book: Book, number: str, day: str, together: bool) -> None:
    amounts = draw(st.lists(st.integers(1, 10**9), min_size=1, max_size=3))
    accounts = [draw(st.sampled_from(_ACCOUNTS)) for _ in range(len(amounts) + 1)]
    lines = [(*account, format_amount(cents), "0,00") for account, cents in zip(accounts, amounts, strict=False)]
    before = len(book.rows)
    book.add_entry(number, day, *lines, (*accounts[-1], "0,00", format_amount(sum(amounts))))
    for row in book.rows[before:]:
        row[10] = _told_apart(draw(_TEXTS), book.charset)
        if together:
            row[2] = number.split("-")[1]


def _told_apart(text: str, charset: str) -> str:
    """A text whose bytes say which charset they are: two characters of ISO 8859-15 such as Â¡ are one of UTF-8 as well."""
    return "é" if charset == "iso8859-15" and _AS_UTF_8.search(text.encode(charset)) else text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(_books())
def test_a_sound_book_passes(book: Book) -> None:
    """FEC-01…FEC-13: nothing is found but inversions of numbers, where the lines of one day were shuffled."""
    if book.charset == "utf-8" and not any(ord(one) > 127 for row in book.rows for field in row for one in field):
        book.charset = "ascii"
    report = book.check()
    assert set(broken(report)) <= {"E17"}
    assert report.conforming
    lines = list(read_fec(book.stream()))
    assert [one.label for one in lines] == [row[10] for row in book.rows]
    assert sum(one.debit_cents for one in lines) == report.debit_cents == report.credit_cents


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_one_character_of_the_wrong_kind_is_found(data: st.DataObject) -> None:
    """FEC-03, FEC-04, FEC-05, T04: a letter, a point, a space or a separator where digits belong."""
    book = Book()
    line = data.draw(st.integers(2, 9))
    field, rules = data.draw(st.sampled_from(_DIGITS))
    at = book.header.index(field)
    value = book.rows[line - 2][at]
    place = data.draw(st.integers(0, 2))
    wrong = data.draw(st.sampled_from(["x", ".", "\t", "é", "/"]))
    book.rows[line - 2][at] = value[:place] + wrong + value[place + 1 :]
    report = book.check()
    found = {(one.rule.id, one.line) for one in report.findings}
    assert ("T01" if wrong == "\t" else rules, line) in found
    assert not report.conforming
