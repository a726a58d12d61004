"""An on-site gathering of a programme, recorded by the referent when coaching does not follow it (ICI-02)."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.ici.enrolment import Presence


@dataclass(frozen=True)
class Regroupement:
    """Who of the programme's learners was there: enrolment id to presence."""

    programme_id: str
    coordinator: str
    held_on: date
    place: str
    subject: str
    presences: dict[str, Presence]
    recorded_by: str
    scheme: str = "ici"


def check_regroupement(held_on: date, today: date, starts_on: date, ends_on: date) -> None:
    """InputError for a day that has not come or is outside the programme."""
    if held_on > today:
        raise InputError(Problem("held_on", "is in the future", f"{today} or before"))
    if not starts_on <= held_on <= ends_on:
        raise InputError(Problem("held_on", "is outside the programme", f"{starts_on} to {ends_on}"))


def corrected(known: Regroupement, presences: dict[str, Presence], by: str) -> Regroupement:
    """With other presences for some of them."""
    return replace(known, presences={**known.presences, **presences}, recorded_by=by)
