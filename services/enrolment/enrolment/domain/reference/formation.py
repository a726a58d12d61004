"""A formation: what people study, such as BTS Métiers de la Mode – Vêtement. RNCP and NSF codes are there when they are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import Problem
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column
from enrolment.domain.reference.uai import ACCEPTED_CODE, code_from, code_problem

_RNCP = re.compile(r"^RNCP[0-9]{1,6}$")
_NSF = re.compile(r"^[0-9]{3}[a-z]?$")


class DiplomaKind(StrEnum):
    """What it leads to."""

    CAP = "cap"
    BAC_PRO = "bac_pro"
    BTS = "bts"
    BUT = "but"
    LICENCE = "licence"
    LICENCE_PRO = "licence_pro"
    MASTER = "master"
    ENGINEER = "engineer"
    DOCTORATE = "doctorate"
    UNIVERSITY_DIPLOMA = "university_diploma"
    MIDDLE_SCHOOL = "middle_school"
    OTHER = "other"


@dataclass(frozen=True)
class Formation:
    """One of them. ``level`` is that of the national framework, 3 (CAP) to 8 (doctorate); None when it has none."""

    label: str
    diploma: DiplomaKind
    level: int | None = None
    rncp: str | None = None
    nsf: str | None = None
    source: str = ""
    retired_on: date | None = None
    retired: bool = field(default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "retired", self.retired_on is not None)


COLUMNS = (
    Column("code", "code"),
    Column("label", "intitulé", required=True),
    Column("diploma", "diplôme", required=True),
    Column("level", "niveau"),
    Column("rncp", "RNCP"),
    Column("nsf", "NSF"),
    Column("source", "source", free=True),
    Column("retired_on", "fermé le"),
)


def read_formation(cells: Cells) -> tuple[str, Formation]:
    """The row's code, made of the label when the row gives none, and what it says."""
    found = Formation(
        label=cells.text("label"),
        diploma=cells.choice("diploma", DiplomaKind),
        level=cells.integer("level"),
        rncp=cells.text("rncp").upper().replace(" ", "") or None,
        nsf=cells.text("nsf").lower() or None,
        source=cells.text("source"),
        retired_on=cells.day("retired_on"),
    )
    return cells.text("code") or code_from(found.label), found


def formation_problems(code: str, given: Formation) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    if (code or given.label) and code_problem(code):
        yield Problem("code", code_problem(code), ACCEPTED_CODE, code[:60])
    if not given.label:
        yield Problem("label", "is missing", "the formation's name")
    if given.level is not None and not 3 <= given.level <= 8:
        yield Problem("level", "is no level of the national framework", "3 to 8", str(given.level))
    if given.rncp is not None and not _RNCP.match(given.rncp):
        yield Problem("rncp", "is not an RNCP number", "RNCP and digits, such as RNCP1234", given.rncp[:60])
    if given.nsf is not None and not _NSF.match(given.nsf):
        yield Problem(
            "nsf", "is not an NSF code", "three digits and perhaps a letter, such as 242 or 242t", given.nsf[:60]
        )
