"""What a programme asks and allows, from a day on. None is "no limit set": what the sources leave open is no constant here."""

from dataclasses import dataclass
from datetime import date

from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.outcome import OutcomeRule


@dataclass(frozen=True)
class RequiredDocument:
    """A document that a dossier needs, or may have. ``when`` limits it to some applicants (``minor``, ``student``,
    ``graduate``, ``alternant``); empty is everybody."""

    kind: str
    label: str
    step: str
    required: bool = True
    when: str = ""


@dataclass(frozen=True)
class Parameters:
    """One dated set of parameters; the one in force on a day is the last whose ``valid_from`` is not after it."""

    valid_from: date
    minimum_age: int | None = None
    maximum_age: int | None = None
    minimum_hours: int | None = None
    maximum_hours: int | None = None
    fee_cents: int | None = None
    places: int | None = None
    confirmation_days: int | None = None
    reminder_days: tuple[int, ...] | None = None
    opens_on: date | None = None
    last_application_on: date | None = None
    deciders: tuple[Decider, ...] = ()
    outcome_rules: tuple[OutcomeRule, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    source: str = ""
    minimum_members: int | None = None
    maximum_members: int | None = None
    duration_days: int | None = None
    ects: int | None = None
    recorded_on: date | None = None
    recorded_by: str = ""
    correction: str = ""
    """Why a set was put in the place of one that dossiers had been sent under; empty for an ordinary one."""


NO_PARAMETERS = Parameters(date.min)
