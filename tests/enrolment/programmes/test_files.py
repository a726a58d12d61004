"""Files of reference data: what is read, and what is told by row and field."""

from importlib import resources

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import InputError
from enrolment.domain.reference.establishment import Establishment
from enrolment.domain.reference.kinds import KINDS, ReadFile, read_file
from enrolment.domain.reference.uai import code_from, uai_problem

HEAD = "uai;nom;nature;ville;code postal;département"


def read(text: str | bytes, kind: str = "establishments") -> ReadFile:
    return read_file(KINDS[kind], text.encode() if isinstance(text, str) else text)


def told(text: str | bytes, kind: str = "establishments") -> list[tuple[int, str, str]]:
    return [(one.row, one.problem.field, one.problem.message) for one in read(text, kind).problems]


def refused(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(content)
    return "; ".join(f"{one.field} {one.message}" for one in caught.value.fields)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [";", ","])
def test_utf_8_with_or_without_mark_and_both_separators_are_read(mark: bytes, separator: str) -> None:
    text = f"{HEAD}\r\n;Lycée d’Été;high_school;Besançon;25000;25\r\n".replace(";", separator)
    found = read(mark + text.encode())
    assert found.problems == ()
    row = found.rows[0]
    assert (row.row, row.code) == (2, "lycee-d-ete-besancon")
    assert isinstance(row.entry, Establishment)
    assert (row.entry.name, row.entry.department, row.entry.uai) == ("Lycée d’Été", "25", None)


def test_windows_1252_is_told_as_what_it_is() -> None:
    assert "looks like Windows-1252" in refused(f"{HEAD}\n;Lycée;high_school;Besançon;;\n".encode("cp1252"))
    assert "looks like" not in refused(b"\xff\xfe\x00;\x00")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "body is empty"),
        (b"nom;nature;ville\n", "body has no row after the header"),
        (b"nom;ville\nA;B\n", "header has no column kind"),
        (b"nom;name;nature;ville\nA;A;high_school;B\n", "header has name twice"),
        (b'nom;nature;ville\n"A;high_school;B\n', "body cannot be read near line"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(content: bytes, message: str) -> None:
    assert message in refused(content)


def test_rows_are_told_one_by_one_and_the_good_ones_go_on() -> None:
    text = (
        f"{HEAD}\n"
        "0211237X;A;high_school;Dijon;21000;21\n"
        "=1+1;B;high_school;Dijon;21000;21\n"
        ";;palace;;210;Q\n"
        ";C;high_school;Dijon;21000;21;too many\n"
        "\n"
        ";D;high_school;Dijon;21000;21\n"
        ";D;high_school;Dijon;21000;21\n"
    )
    assert told(text) == [
        (2, "uai", "has another letter than its digits ask for"),
        (3, "uai", "begins like a formula"),
        (4, "kind", "is none of the kinds"),
        (4, "name", "is missing"),
        (4, "city", "is missing"),
        (4, "postcode", "is not a postcode"),
        (4, "department", "is not a department"),
        (5, "row", "has 7 cells"),
        (8, "code", "d-dijon is in row 7 already"),
    ]
    assert [one.row for one in read(text).rows] == [7]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_cell_that_begins_like_a_formula_is_told(sign: str) -> None:
    text = f"{HEAD}\n;{sign}HYPERLINK;high_school;Dijon;21000;21\n"
    assert (2, "name", "begins like a formula") in told(text)


def test_a_text_may_begin_with_a_sign_where_that_means_something() -> None:
    head = "code;label;diploma;source\n"
    assert told(head + "bts;BTS;bts;- vu le 3 mai\n", "formations") == []
    assert told(head + "bts;BTS;bts;=A1\n", "formations") == [(2, "source", "begins like a formula")]


def test_headings_that_nobody_knows_are_named_and_do_no_harm() -> None:
    found = read("nom;nature;ville;humeur\nA;campus;Dijon;bonne\n")
    assert found.ignored == ("humeur",)
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("formations", "label;diploma;level\nBTS;bts;9\n", "level"),
        ("formations", "label;diploma;level\nBTS;bts;cinq\n", "level"),
        ("formations", "label;diploma;rncp\nBTS;bts;1234\n", "rncp"),
        ("formations", "label;diploma;nsf\nBTS;bts;24\n", "nsf"),
        (
            "carriers",
            "partner;scheme;institution;valid_from;valid_until\nubfc;snee;A;2025-01-02;01/01/2025\n",
            "valid_until",
        ),
        ("carriers", "partner;scheme;institution;confirmed\nubfc;snee;A;peut-être\n", "confirmed"),
        ("carriers", "partner;scheme;institution\nubfc;cjs;A\n", "scheme"),
        ("carriers", "partner;scheme;institution;valid_from\nubfc;snee;A;31/02/2025\n", "valid_from"),
        ("partners", "label;kind;website\nÉPA;association;epa.example\n", "website"),
        ("partners", "code;label;kind\nÉ;É;association\n", "code"),
    ],
)
def test_each_kind_tells_what_is_wrong_with_its_own_fields(kind: str, text: str, field: str) -> None:
    assert [one for _, one, _ in told(text, kind)] == [field]


def test_a_uai_is_seven_digits_and_the_letter_that_follows_from_them() -> None:
    """Letters without I, O and Q, by the rest of a division by 23: two numbers of public universities prove the order."""
    assert uai_problem("0211237F") == ""
    assert uai_problem("0251215K") == ""
    assert uai_problem("0251215J") == "has another letter than its digits ask for"
    assert uai_problem("251215K") == uai_problem("0251215k") == "is not a UAI"


@given(st.integers(0, 9_999_999))
def test_every_number_has_exactly_one_letter(number: int) -> None:
    letters = [one for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if uai_problem(f"{number:07d}{one}") == ""]
    assert len(letters) == 1


@given(st.text(max_size=200))
def test_a_code_made_of_a_name_is_a_code_or_nothing(name: str) -> None:
    code = code_from(name)
    assert code == code_from(code)
    assert len(code) <= 80
    assert all(one.isascii() and (one.isalnum() or one == "-") for one in code)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_the_package_brings_is_right_says_where_it_comes_from_and_invents_no_number(kind: str) -> None:
    content = resources.files("enrolment.reference").joinpath(f"{kind}.csv").read_bytes()
    found = read_file(KINDS[kind], content)
    assert found.problems == ()
    assert found.ignored == ()
    assert len(found.rows) >= 5
    assert all(one.entry.source for one in found.rows)
    assert [one.code for one in found.rows if isinstance(one.entry, Establishment) and one.entry.uai] == []
