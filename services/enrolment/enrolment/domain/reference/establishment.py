"""An establishment: a lycée, a university, a campus. Its code is its UAI, or a code of our own while the UAI is not known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import Problem
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column
from enrolment.domain.reference.uai import ACCEPTED, ACCEPTED_CODE, code_from, code_problem, tidy_uai, uai_problem

_LIKE_UAI = re.compile(r"^[0-9]{7}[A-Za-z]$")
_POSTCODE = re.compile(r"^[0-9]{5}$")
_DEPARTMENT = re.compile(r"^([0-9]{2}|2[AB]|97[0-9])$")


class EstablishmentKind(StrEnum):
    """What it is."""

    UNIVERSITY = "university"
    INSTITUTE = "institute"
    ENGINEERING_SCHOOL = "engineering_school"
    HIGHER_SCHOOL = "higher_school"
    HIGH_SCHOOL = "high_school"
    MIDDLE_SCHOOL = "middle_school"
    APPRENTICE_CENTRE = "apprentice_centre"
    CAMPUS = "campus"
    OTHER = "other"


@dataclass(frozen=True)
class Establishment:
    """One of them. ``territory`` is what figures are grouped by below the department: an EPCI or a basin."""

    name: str
    kind: EstablishmentKind
    city: str
    uai: str | None = None
    postcode: str | None = None
    department: str | None = None
    territory: str | None = None
    academy: str | None = None
    source: str = ""
    retired_on: date | None = None
    retired: bool = field(default=False)
    """Follows from ``retired_on``, and is there to be searched."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "retired", self.retired_on is not None)


COLUMNS = (
    Column("code", "code"),
    Column("uai", "UAI"),
    Column("name", "nom", required=True),
    Column("kind", "nature", required=True),
    Column("city", "ville", required=True),
    Column("postcode", "code postal"),
    Column("department", "département"),
    Column("territory", "territoire"),
    Column("academy", "académie"),
    Column("source", "source", free=True),
    Column("retired_on", "fermé le"),
)


def read_establishment(cells: Cells) -> tuple[str, Establishment]:
    """The row's code and what it says. A code that the row does not give is the UAI, or made of name and city."""
    code = cells.text("code")
    uai = tidy_uai(cells.text("uai")) or (code if _LIKE_UAI.match(code) else "")
    found = Establishment(
        name=cells.text("name"),
        kind=cells.choice("kind", EstablishmentKind),
        city=cells.text("city"),
        uai=uai or None,
        postcode=cells.text("postcode") or None,
        department=cells.text("department").upper() or None,
        territory=cells.text("territory") or None,
        academy=cells.text("academy") or None,
        source=cells.text("source"),
        retired_on=cells.day("retired_on"),
    )
    return code or uai or code_from(f"{found.name} {found.city}"), found


def establishment_problems(code: str, given: Establishment) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    if code or given.name:
        yield from _number_problems(code, given.uai)
    if not given.name:
        yield Problem("name", "is missing", "the establishment's name")
    if not given.city:
        yield Problem("city", "is missing", "its city")
    if given.postcode is not None and not _POSTCODE.match(given.postcode):
        yield Problem("postcode", "is not a postcode", "five digits", given.postcode[:60])
    if given.department is not None and not _DEPARTMENT.match(given.department):
        yield Problem("department", "is not a department", "its number, such as 25, 2A or 974", given.department[:60])


def _number_problems(code: str, uai: str | None) -> Iterator[Problem]:
    """A code that looks like a UAI is one, and then it is the establishment's."""
    is_number = _LIKE_UAI.match(code) is not None
    if code != uai and is_number and uai_problem(code):
        yield Problem("code", uai_problem(code), ACCEPTED, code)
    elif code != uai and not is_number and code_problem(code):
        yield Problem("code", code_problem(code), f"a UAI, or {ACCEPTED_CODE}", code[:60])
    if uai is not None and uai_problem(uai):
        yield Problem("uai", uai_problem(uai), ACCEPTED, uai[:60])
    elif is_number and uai not in (None, code):
        yield Problem("uai", f"is not {code}, the UAI that is its code", code, str(uai))
