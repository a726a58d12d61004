"""A programme: one scheme at one establishment for one school year, with its coordinator and its legal carrier."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.parameters import NO_PARAMETERS, Parameters

CAPE_SCHEMES = frozenset({"student_cooperative"})
"""Schemes whose members sign a CAPE, so that its conditions apply from the application on."""


@dataclass(frozen=True)
class Programme:
    """What a coordinator opens. Group sizes are parameters, because no text fixes them (YOUTH-03 only warns)."""

    scheme: str
    school_year: str
    formation: str
    establishment: str
    starts_on: date
    ends_on: date
    coordinator: str
    carrier: str
    minimum_members: int
    maximum_members: int
    consent_text_version: str
    parameters: tuple[Parameters, ...] = ()
    """In the order in which they were recorded; of two from the same day, the later one stands."""
    establishment_id: str | None = None
    formation_id: str | None = None

    def parameters_on(self, day: date) -> Parameters:
        """The parameters in force on a day."""
        known = [one for one in reversed(self.parameters) if one.valid_from <= day]
        return max(known, key=lambda one: one.valid_from, default=NO_PARAMETERS)

    def sized_on(self, day: date) -> "Programme":
        """The programme with the group sizes that its parameters of that day set, if they set any."""
        given = self.parameters_on(day)
        lowest, highest = given.minimum_members, given.maximum_members
        return replace(
            self,
            minimum_members=self.minimum_members if lowest is None else lowest,
            maximum_members=self.maximum_members if highest is None else highest,
        )

    def takes_applications_on(self, day: date) -> bool:
        """Whether dossiers can be sent on that day, as far as its parameters say."""
        given = self.parameters_on(day)
        opens_on, last_on = given.opens_on, given.last_application_on or self.ends_on
        return (opens_on is None or opens_on <= day) and day <= min(last_on, self.ends_on)


def check_programme(programme: Programme) -> None:
    """InputError, with every field that contradicts another one."""
    first, second = (int(year) for year in programme.school_year.split("-"))
    problems = []
    if second != first + 1:
        problems.append(Problem("school_year", "is not one school year", f"{first}-{first + 1}"))
    if programme.ends_on <= programme.starts_on:
        problems.append(Problem("ends_on", "is not after starts_on", f"a day after {programme.starts_on}"))
    if programme.starts_on.year not in (first, second):
        problems.append(Problem("starts_on", "is outside the school year", f"a day of {first} or {second}"))
    if programme.maximum_members < programme.minimum_members:
        accepted = f"at least {programme.minimum_members}"
        problems.append(Problem("maximum_members", "is less than minimum_members", accepted))
    if problems:
        raise InputError(*problems)
