"""Bytes: what is read, what is refused and how that is said (FEC-03, FEC-12)."""

import io

import pytest

from essaim.fec.check import check_fec
from essaim.fec.errors import FecFormatError
from essaim.fec.lines import BLOCK_BYTES, FecLines
from essaim.fec.reading import read_fec
from tests.fec.books import NAME, Book, broken


@pytest.mark.parametrize(
    ("charset", "name"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 avec BOM"), ("iso8859-15", "ISO 8859-15")]
)
def test_the_charset_is_found_out(charset: str, name: str) -> None:
    """FEC-12: nothing announces it; accents are the same texts afterwards, the euro sign too."""
    book = Book().put(4, "EcritureLib", "Déjà payé : 12 €")
    book.charset = charset
    assert book.check().charset == name
    assert next(one for one in read_fec(book.stream()) if one.line == 4).label == "Déjà payé : 12 €"


def test_ascii_is_ascii() -> None:
    """FEC-12: plain bytes are announced as what they are."""
    book = Book().put(3, "CompteLib", "Report a nouveau").put(5, "EcritureLib", "x").put(7, "CompteLib", "TVA")
    book.rows = [[one.encode("ascii", "ignore").decode() for one in row] for row in book.rows]
    assert book.check().charset == "ASCII"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("JournalCode\tx".encode("utf-16"), "UTF-16"),
        ("JournalCode\tx".encode("utf-16-le"), "octet 1 "),
        (b"PK\x03\x04rest", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"a" * (BLOCK_BYTES + 7) + b"\0", f"octet {BLOCK_BYTES + 7} "),
    ],
)
def test_what_is_no_text_is_refused_by_name(content: bytes, words: str) -> None:
    """FEC-12: the message tells what it is or at which byte, and nothing else is reported."""
    report = check_fec(io.BytesIO(content), name=NAME)
    assert not report.readable
    assert not report.conforming
    (finding,) = report.findings
    assert words in finding.message
    with pytest.raises(FecFormatError, match=words):
        list(read_fec(io.BytesIO(content)))


def test_two_charsets_in_one_file() -> None:
    """FEC-12: a line in another charset than the lines before it is named, and the others are still checked."""
    content = Book().content().replace("TVA collectée".encode(), "TVA collectée".encode("iso8859-15"))
    report = check_fec(io.BytesIO(content), name=NAME)
    assert broken(report) == ["FEC-12"]
    assert [(one.line, "0xE9" in one.message) for one in report.findings] == [(6, True)]
    with pytest.raises(FecFormatError, match="ligne 6"):
        list(read_fec(io.BytesIO(content)))


def test_windows_1252_is_not_iso_8859_15() -> None:
    """FEC-12: its apostrophes and dashes are no characters there."""
    book = Book().put(4, "EcritureLib", "L’atelier")
    book.charset = "cp1252"
    report = book.check()
    assert [(one.rule.id, one.line) for one in report.findings] == [("FEC-12", 4)]


@pytest.mark.parametrize("separator", [",", ";"])
def test_other_separators_are_refused_by_name(separator: str) -> None:
    """FEC-03: never a comma or a semicolon."""
    book = Book()
    book.separator = separator
    report = book.check()
    assert [(one.rule.id, one.line, f"({separator})" in one.message) for one in report.findings] == [
        ("FEC-03", 1, True)
    ]


def test_no_separator_and_no_column() -> None:
    """FEC-01, FEC-03: a text that is no FEC at all."""
    assert broken(check_fec(io.BytesIO(b"Bonjour\r\n"), name=NAME)) == ["FEC-03"]
    assert broken(check_fec(io.BytesIO(b"|".join([b"x"] * 18) + b"\n"), name=NAME)) == ["FEC-01"]
    assert broken(check_fec(io.BytesIO(b""), name=NAME)) == ["T09"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_are_the_same_wherever_the_blocks_fall(end: str) -> None:
    """A line end on the border of two blocks is one line end."""
    texts = [f"{number:05d}" + "x" * (number % 97) for number in range(12_000)]
    content = end.join(texts).encode()
    assert len(content) > 2 * BLOCK_BYTES
    for shift in range(3):
        first = "y" * shift
        lines = FecLines(io.BytesIO((first + end).encode() + content))
        read = [line for _, block in lines for line in block]
        assert read == [first, *texts]


def test_a_file_without_line_ends_is_left_soon() -> None:
    """T13: however long it is, no more than two blocks are read."""
    endless = io.BytesIO(b"x" * 20 * BLOCK_BYTES)
    report = check_fec(endless, name=NAME)
    assert (broken(report), report.readable) == (["T13"], False)
    assert endless.tell() <= 2 * BLOCK_BYTES


class _Slow(io.RawIOBase):
    def __init__(self, content: bytes) -> None:
        self._rest = content

    def read(self, size: int = -1) -> bytes:
        given, self._rest = self._rest[:7], self._rest[7:]
        return given


def test_a_stream_may_give_little_at_a_time() -> None:
    """A pipe gives what it has."""
    lines = FecLines(_Slow(Book().content()))  # type: ignore[arg-type]
    assert sum(len(block) for _, block in lines) == 9
