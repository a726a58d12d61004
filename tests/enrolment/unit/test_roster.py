"""A roster from a spreadsheet: good rows taken, bad ones reported by row and field."""

import pytest

from enrolment.domain.applications.candidate import Employment
from enrolment.domain.applications.roster import MAX_ROWS, Roster, read_roster
from enrolment.domain.errors import InputError
from tests.enrolment.unit.samples import PROGRAMME

HEADER = (
    "given_name;family_name;email;birth_date;year;employment;guardian_given_name;guardian_family_name;guardian_email"
)
GOOD = "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;"


def read(*rows: str, header: str = HEADER) -> Roster:
    return read_roster("\n".join((header, *rows)).encode(), PROGRAMME.starts_on)


def problems(*rows: str) -> list[tuple[int, str]]:
    return [(one.row, one.problem.field) for one in read(*rows).problems]


def rejected(content: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_roster(content, PROGRAMME.starts_on)
    return caught.value


def test_a_good_row_becomes_a_candidate() -> None:
    (row, candidate) = read(GOOD).candidates[0]
    assert row == 2
    assert (candidate.given_name, candidate.email) == ("Lou-Anne", "lou-anne@example.org")
    assert candidate.employment is Employment.NONE


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_both_separators_marks_and_line_ends_are_read(mark: str, separator: str, line_end: str) -> None:
    text = mark + line_end.join((HEADER, GOOD, "")).replace(";", separator)
    roster = read_roster(text.encode(), PROGRAMME.starts_on)
    assert len(roster.candidates) == 1
    assert roster.problems == ()


def test_columns_may_come_in_any_order_and_others_are_ignored() -> None:
    roster = read(
        "none;1;23/11/2007;LOU-ANNE@example.org;Vaucheret;Lou-Anne;x",
        header="employment;year;birth_date;email;family_name;given_name;note",
    )
    assert roster.candidates[0][1].email == "lou-anne@example.org"


def test_blank_rows_count_and_quoted_cells_may_hold_the_separator_and_line_ends() -> None:
    roster = read(";;;;;;;;", '"Lou;Anne\nMarie";Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;', "", GOOD[:-3])
    assert roster.candidates[0] == (3, roster.candidates[0][1])
    assert roster.candidates[0][1].given_name == "Lou;Anne Marie"
    assert [(one.row, one.problem.field) for one in roster.problems] == [(5, "email")]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (GOOD.replace("2007-11-23", "31/02/2008"), "birth_date"),
        (GOOD.replace("2007-11-23", "2007-11-23T00:00"), "birth_date"),
        (GOOD.replace("2007-11-23", "23.11.2007"), "birth_date"),
        (GOOD.replace("2007-11-23", ""), "birth_date"),
        (GOOD.replace("2007-11-23", "2026-02-01"), "birth_date"),
        (GOOD.replace("2007-11-23", "1907-11-23"), "birth_date"),
        (GOOD.replace("lou-anne@example.org", "lou-anne(at)example.org"), "email"),
        (GOOD.replace("lou-anne@example.org", "lou-anne@example"), "email"),
        (GOOD.replace("lou-anne@example.org", ""), "email"),
        (GOOD.replace(";none", ";seasonal"), "employment"),
        (GOOD.replace(";none", ";"), "employment"),
        (GOOD.replace(";1;", ";first;"), "year"),
        (GOOD.replace("Vaucheret", " "), "family_name"),
        (GOOD.replace("Lou-Anne", "L" * 101), "given_name"),
        (GOOD.replace("Lou-Anne", "Lou\x07Anne"), "given_name"),
        (GOOD + ";too;many", "row"),
    ],
)
def test_a_bad_cell_is_reported_by_row_and_field_and_the_others_are_taken(row: str, field: str) -> None:
    other = GOOD.replace("lou-anne@", "other@")
    roster = read(other, row)
    assert [(one.row, one.problem.field) for one in roster.problems] == [(3, field)]
    assert roster.problems[0].problem.accepted
    assert [row for row, _ in roster.candidates] == [2]


def test_every_problem_of_a_row_is_reported_with_what_was_given() -> None:
    roster = read("Lou-Anne;Vaucheret;nowhere;soon;9;maybe;;;")
    assert [(one.problem.field, one.problem.value) for one in roster.problems] == [
        ("email", "nowhere"),
        ("birth_date", "soon"),
        ("year", "9"),
        ("employment", "maybe"),
    ]


def test_youth_01_a_minor_needs_a_guardian_with_an_own_address() -> None:
    minor = "Nolwenn;Tavardin;nolwenn@example.org;2009-04-18;1;none"
    missing = ["guardian_given_name", "guardian_family_name", "guardian_email"]
    assert problems(f"{minor};;;") == [(2, field) for field in missing]
    assert problems(minor) == [(2, field) for field in missing]
    assert problems(f"{minor};Hélène;Tavardin;nolwenn@example.org") == [(2, "guardian_email")]
    candidate = read(f"{minor};Hélène;Tavardin;helene@example.org").candidates[0][1]
    assert candidate.guardian is not None
    assert candidate.guardian.email == "helene@example.org"


def test_youth_01_who_turns_18_on_the_first_day_is_no_minor() -> None:
    assert problems(GOOD.replace("2007-11-23", "2008-09-01")) == []
    assert len(problems(GOOD.replace("2007-11-23", "2008-09-02"))) == 3


def test_an_adult_needs_no_guardian_and_none_is_kept() -> None:
    candidate = read("Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;Ada;Vaucheret;ada@example.org")
    assert candidate.candidates[0][1].guardian is None


def test_the_same_address_twice_is_reported_at_the_second_row() -> None:
    roster = read(GOOD, GOOD.replace("lou-anne@", "LOU-ANNE@"))
    assert [row for row, _ in roster.candidates] == [2]
    assert [(one.row, one.problem.field, one.problem.message) for one in roster.problems] == [
        (3, "email", "is in row 2 already")
    ]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ((HEADER + "\n" + GOOD.replace("Lou", "Loü")).encode("latin-1"), "body"),
        (b"\xff\xfe" + HEADER.encode("utf-16-le"), "body"),
        (b"", "body"),
        (b"\xef\xbb\xbf \n", "body"),
        ((HEADER + '\n"Lou;Vaucheret').encode(), "body"),
        (b"email;birth_date\n", "given_name"),
        ((HEADER + ";email\n").encode(), "email"),
        (HEADER.encode() + b"\n" + (GOOD.encode() + b"\n") * (MAX_ROWS + 1), "body"),
    ],
    ids=["latin-1", "utf-16", "empty", "blank", "open quote", "columns missing", "column twice", "too many rows"],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_invalid(content: bytes, field: str) -> None:
    assert field in {one.field for one in rejected(content).fields}


def test_two_thousand_rows_are_accepted() -> None:
    rows = (GOOD.replace("lou-anne@", f"p{number}@") for number in range(MAX_ROWS))
    assert len(read(*rows).candidates) == MAX_ROWS
