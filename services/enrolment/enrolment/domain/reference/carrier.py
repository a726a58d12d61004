"""Who carries what, from when to when: the institution behind a partner for a scheme, with what is confirmed and what is not.

Institutions come and go while the partner keeps its name: UBFC was dissolved on 1 January 2025, and people still say UBFC. So the
carrier is data with dates, and "to be confirmed" is one of its values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from enrolment.domain.errors import Problem
from enrolment.domain.reference.cells import Cells
from enrolment.domain.reference.table import Column
from enrolment.domain.reference.uai import ACCEPTED_CODE, code_from, code_problem

SCHEMES = ("student_cooperative", "snee", "ici", "mini_entreprise")


@dataclass(frozen=True)
class Carrier:
    """``partner`` carries ``scheme`` through ``institution`` on those days; both ends count, an open end is None."""

    partner: str
    scheme: str
    institution: str
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = False
    source: str = ""
    retired_on: date | None = None
    retired: bool = field(default=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "retired", self.retired_on is not None)

    def holds_on(self, day: date) -> bool:
        """Whether the entry counts on that day; a retired one was an error and never counts."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until) and not self.retired


@dataclass(frozen=True)
class CarrierWarning:
    """``carrier-not-valid`` or ``carrier-to-confirm``, for a day, in words, and by which entry if there is one."""

    code: str
    on: date
    detail: str
    carrier_id: str | None = None


COLUMNS = (
    Column("code", "code"),
    Column("partner", "partenaire", required=True),
    Column("scheme", "dispositif", required=True),
    Column("institution", "établissement porteur", required=True),
    Column("valid_from", "du"),
    Column("valid_until", "au"),
    Column("confirmed", "confirmé"),
    Column("source", "source", free=True),
    Column("retired_on", "fermé le"),
)


def read_carrier(cells: Cells) -> tuple[str, Carrier]:
    """The row's code, made of partner, scheme and first day when the row gives none, and what it says."""
    found = Carrier(
        partner=cells.text("partner"),
        scheme=cells.text("scheme").casefold(),
        institution=cells.text("institution"),
        valid_from=cells.day("valid_from"),
        valid_until=cells.day("valid_until"),
        confirmed=cells.boolean("confirmed"),
        source=cells.text("source"),
        retired_on=cells.day("retired_on"),
    )
    since = str(found.valid_from or "start")
    return cells.text("code") or code_from(f"{found.partner} {found.scheme} {since}"), found


def carrier_problems(code: str, given: Carrier) -> Iterator[Problem]:
    """Everything that is wrong with one."""
    if code_problem(code):
        yield Problem("code", code_problem(code), ACCEPTED_CODE, code[:60])
    if code_problem(given.partner) or len(given.partner) > 40:
        yield Problem("partner", "is not the id of a partner", ACCEPTED_CODE, given.partner[:60])
    if given.scheme not in SCHEMES:
        yield Problem("scheme", "is no scheme", ", ".join(SCHEMES), given.scheme[:60])
    if not given.institution:
        yield Problem("institution", "is missing", "who it is, or “à confirmer”")
    if given.valid_from is not None and given.valid_until is not None and given.valid_until < given.valid_from:
        yield Problem("valid_until", "is before valid_from", f"{given.valid_from} or after", str(given.valid_until))


def carrier_warnings(known: Sequence[tuple[str, Carrier]], days: Sequence[date]) -> tuple[CarrierWarning, ...]:
    """What is doubtful about a carrier on these days, at most once of each kind. Where nothing is known, nothing is doubtful."""
    found: dict[str, CarrierWarning] = {}
    in_use = [(id_, one) for id_, one in known if not one.retired]
    for day in days if in_use else ():
        holding = [(id_, one) for id_, one in in_use if one.holds_on(day)]
        if not holding:
            partner, scheme = in_use[0][1].partner, in_use[0][1].scheme
            detail = f"nothing known of {partner} says that it carries {scheme} on {day}"
            found.setdefault("carrier-not-valid", CarrierWarning("carrier-not-valid", day, detail))
        elif not any(one.confirmed for _, one in holding):
            id_, entry = holding[0]
            detail = f"who carries {entry.scheme} for {entry.partner} on {day} is to be confirmed: {entry.institution}"
            found.setdefault("carrier-to-confirm", CarrierWarning("carrier-to-confirm", day, detail, id_))
    return tuple(found.values())
