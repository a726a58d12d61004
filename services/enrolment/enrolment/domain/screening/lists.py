"""What a carrier makes of the lists: entries of its own, and entries that it closes. Nothing is ever deleted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.screening.activities import EVERYBODY, ListedActivity

CODE = re.compile(r"^[0-9]{2}\.([0-9]{1,2}[A-Z]?)?$")
ACCEPTED_CODE = "a NAF code or the beginning of some: 43., 86.2, 86.22 or 96.02A"


@dataclass(frozen=True)
class OwnEntry:
    """An entry as a carrier has it: its own, a shipped one, or (with its partner) a shipped one that it closed for itself."""

    partner: str
    entry: ListedActivity
    shipped: bool = False
    recorded_on: date | None = None
    recorded_by: str = ""
    closed_on: date | None = None
    closed_by: str = ""
    closing_reason: str = ""


def effective(shipped: Iterable[ListedActivity], own: Iterable[OwnEntry]) -> tuple[OwnEntry, ...]:
    """The entries of a carrier, in the order of codes: the shipped ones as it left them, and its own."""
    entries = {one.key: OwnEntry(EVERYBODY, one, shipped=True) for one in shipped}
    entries.update({one.entry.key: one for one in own})
    return tuple(sorted(entries.values(), key=lambda one: (one.entry.code, one.entry.key)))


def add(entry: ListedActivity, known: Sequence[ListedActivity], *, partner: str, today: date, actor: str) -> OwnEntry:
    """A new entry. Refused when one of the same list says the same of the same code on the same days."""
    problems = []
    if not CODE.match(entry.code):
        problems.append(Problem("code", "is no beginning of NAF codes", ACCEPTED_CODE))
    if entry.until is not None and entry.until < entry.since:
        problems.append(Problem("until", "is before since", f"{entry.since} or after"))
    if problems:
        raise InputError(*problems)
    for one in known:
        if one.list is entry.list and one.code == entry.code and _overlap(one, entry):
            raise RuleError(
                "CAE-10",
                "listed-already",
                f"{one.code} is on {one.list} from {one.since} to {one.until or 'now on'} already",
                Problem("since", f"is {entry.since}", "a day after the last one of the entry that is there"),
            )
    return OwnEntry(partner, entry, recorded_on=today, recorded_by=actor)


def close(known: OwnEntry, *, until: date, reason: str, today: date, actor: str) -> OwnEntry:
    """The entry with a last day, once: what was screened before keeps its explanation."""
    entry = known.entry
    if entry.until is not None:
        problem = Problem("until", f"is {entry.until} already", "an entry that is open")
        raise RuleError("CAE-10", "entry-closed", f"{entry.code} was closed on {entry.until}", problem)
    if until < entry.since:
        raise InputError(Problem("until", "is before the entry's first day", f"{entry.since} or after"))
    if until < today:
        raise InputError(Problem("until", "is in the past", f"{today} or after: screenings have relied on it"))
    return replace(known, entry=replace(entry, until=until), closed_on=today, closed_by=actor, closing_reason=reason)


def _overlap(one: ListedActivity, other: ListedActivity) -> bool:
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)
