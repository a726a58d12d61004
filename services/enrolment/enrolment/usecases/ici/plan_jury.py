"""Plan a jury: its members, its learners, and the grid of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.ici.enrolment import convene
from enrolment.domain.ici.jury import Candidate, Juror, Jury, check_jury
from enrolment.usecases.ici.convene_learners import convene_learners
from enrolment.usecases.ici.minimum_for import minimum_for
from enrolment.usecases.ici.read_ici_terms import read_ici_terms
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class PlanJury:
    """When, where, who judges whom."""

    programme_id: str
    held_on: date
    place: str
    jurors: Sequence[Juror]
    enrolment_ids: Sequence[str]


async def plan_jury(command: PlanJury, deps: Deps, cause: Cause) -> Stored[Jury]:
    """PLANNED, and its learners are JURY. Nothing is written when one of them cannot be convened (ICI-02)."""
    programme = (await deps.programmes.get(command.programme_id)).state
    terms = await read_ici_terms(command.programme_id, programme.coordinator, deps)
    id_ = cause.new_id("jury")
    candidates = await _candidates(command, id_, deps, cause)
    planned = Jury(
        programme_id=command.programme_id,
        coordinator=programme.coordinator,
        school_year=programme.school_year,
        held_on=command.held_on,
        place=command.place,
        jurors=tuple(command.jurors),
        candidates=candidates,
        terms=terms,
    )
    check_jury(planned)
    stored = await deps.ici_juries.add(id_, planned, cause)
    await convene_learners(id_, deps, cause)
    return stored


async def _candidates(command: PlanJury, id_: str, deps: Deps, cause: Cause) -> tuple[Candidate, ...]:
    """Every learner, after all have been checked with all that is wrong."""
    problems: list[Problem] = []
    found = []
    for place, enrolment_id in enumerate(command.enrolment_ids):
        field = f"enrolment_ids.{place}"
        try:
            state = (await deps.ici_learners.get(enrolment_id)).state
        except NotFoundError:
            problems.append(Problem(field, "is not known", "learners of this programme"))
            continue
        if state.programme_id != command.programme_id:
            problems.append(Problem(field, "is of another programme", "learners of this programme"))
            continue
        try:
            convene(state, id_, await minimum_for(state, deps), moment_of(deps, cause))
        except RuleError as error:
            problems.append(Problem(field, error.detail, "a learner who may be convened (ICI-02)"))
        found.append(Candidate(enrolment_id))
    if problems:
        raise InputError(*problems)
    return tuple(found)
