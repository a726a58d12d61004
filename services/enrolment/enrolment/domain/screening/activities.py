"""Activities that a cooperative may not carry, or not without a look: dated lists by NAF code. Data, no rule.

The package brings a list that holds for every carrier (``enrolment.screening_lists``); a carrier closes entries of it, or adds
its own, for itself: practice differs from one cooperative to the next.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column, read_table

EVERYBODY = ""
"""The partner of entries that hold for every carrier."""


class ActivityList(StrEnum):
    """What a list means for a proposal."""

    ORDER = "ORDER"
    REGULATED_REVIEW = "REGULATED_REVIEW"
    HEAVY_INVESTMENT = "HEAVY_INVESTMENT"


@dataclass(frozen=True)
class ListedActivity:
    """One entry: a NAF code or the beginning of some, the list, and the days on which it holds; both of them count."""

    code: str
    list: ActivityList
    label: str
    since: date
    until: date | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """What names the entry among those of its carrier."""
        return f"{self.list}:{self.code}:{self.since}"

    def holds(self, activity_code: str, on: date) -> bool:
        """Whether it says something of an activity on a day."""
        return activity_code.startswith(self.code) and self.stands(on)

    def stands(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


_COLUMNS = (
    Column("list", "liste", required=True),
    Column("code", "code", required=True),
    Column("label", "intitulé", required=True, free=True),
    Column("since", "depuis", required=True),
    Column("until", "jusqu’au"),
    Column("source", "source", free=True),
)


def version_of(entries: Iterable[ListedActivity], list_: ActivityList) -> str:
    """A short digest of what one list says: the same for the same entries, another when one is added or closed."""
    said = sorted(f"{one.key}:{one.until}:{one.label}" for one in entries if one.list is list_)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def versions_of(entries: Iterable[ListedActivity]) -> Mapping[str, str]:
    """The version of each list."""
    known = tuple(entries)
    return {str(one): version_of(known, one) for one in ActivityList}


@cache
def shipped_activities() -> tuple[ListedActivity, ...]:
    """The list that the package brings."""
    content = resources.files("enrolment.screening_lists").joinpath("listed_activities.csv").read_bytes()
    return read_activities(content)


def read_activities(content: bytes) -> tuple[ListedActivity, ...]:
    """The entries of a file. InputError, by row and field, unless all of them are right."""
    found: list[ListedActivity] = []
    problems: list[Problem] = []
    for row in read_table(content, _COLUMNS).rows:
        cells = Cells({**row.cells, "list": row.cells.get("list", "")})
        list_ = cells.text("list")
        since = cells.day("since")
        if list_ not in list(ActivityList):
            cells.say("list", "is no list", ", ".join(ActivityList))
        if since is None:
            cells.say("since", "is missing", "the first day on which it holds")
        said = (*row.problems, *cells.problems)
        problems.extend(Problem(f"rows.{row.number}.{one.field}", one.message, one.accepted) for one in said)
        if not said and since is not None:
            until, source = cells.day("until"), cells.text("source")
            found.append(
                ListedActivity(cells.text("code"), ActivityList(list_), cells.text("label"), since, until, source)
            )
    if problems:
        raise InputError(*problems)
    return tuple(found)


LISTED_ACTIVITIES = shipped_activities()
