"""A partner as people read it: the label of an id that programmes, deciders and tokens use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import Problem
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column
from enrolment.domain.reference.uai import ACCEPTED_CODE, code_from, code_problem

LONGEST_ID = 40
_WEBSITE = re.compile(r"^https?://[^\s]+$")


class PartnerKind(StrEnum):
    """What it is in the schemes."""

    CAMPUS = "campus"
    COOPERATIVE = "cooperative"
    PEPITE = "pepite"
    UNIVERSITY = "university"
    ASSOCIATION = "association"
    SCHOOL = "school"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    OTHER = "other"


@dataclass(frozen=True)
class Partner:
    """One of them. The label stays what people know, whatever becomes of the institution behind it."""

    label: str
    kind: PartnerKind
    website: str | None = None
    source: str = ""
    retired_on: date | None = None
    retired: bool = field(default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "retired", self.retired_on is not None)


COLUMNS = (
    Column("code", "code"),
    Column("label", "nom", required=True),
    Column("kind", "nature", required=True),
    Column("website", "site"),
    Column("source", "source", free=True),
    Column("retired_on", "fermé le"),
)


def read_partner(cells: Cells) -> tuple[str, Partner]:
    """The row's id and what it says."""
    found = Partner(
        label=cells.text("label"),
        kind=cells.choice("kind", PartnerKind),
        website=cells.text("website") or None,
        source=cells.text("source"),
        retired_on=cells.day("retired_on"),
    )
    return cells.text("code") or code_from(found.label)[:LONGEST_ID].strip("-"), found


def partner_problems(code: str, given: Partner) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    if (code or given.label) and (code_problem(code) or len(code) > LONGEST_ID):
        yield Problem("code", "is not the id of a partner", f"{ACCEPTED_CODE}, at most {LONGEST_ID}", code[:60])
    if not given.label:
        yield Problem("label", "is missing", "the partner's name")
    if given.website is not None and not _WEBSITE.match(given.website):
        yield Problem("website", "is not an address", "https://…", given.website[:60])
