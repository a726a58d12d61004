"""Whether a student is an alternant, and since when their employer knows of the status."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.snee.status import SneeStatus, with_line
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetAlternance:
    """None: the employer does not know yet."""

    status_id: str
    alternant: bool
    employer_informed_on: date | None
    expected_version: int | None = None


async def set_alternance(command: SetAlternance, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """As it is told; somebody who is no alternant has no employer to inform."""
    moment = moment_of(deps, cause)
    informed = command.employer_informed_on
    if informed is not None and informed > moment.on:
        raise InputError(Problem("employer_informed_on", "is in the future", f"{moment.on} or before"))
    if informed is not None and not command.alternant:
        raise InputError(Problem("employer_informed_on", "needs an employer", "null, or alternant true"))

    def decide(state: SneeStatus) -> Change[SneeStatus] | None:
        after = replace(state, alternant=command.alternant, employer_informed_on=informed)
        return None if after == state else Change(with_line(after, moment, "alternance"))

    return await deps.snee_statuses.change(command.status_id, decide, cause, expected_version=command.expected_version)
