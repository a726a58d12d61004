"""The referent records who was at a regroupement (ICI-02), or corrects what was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.ici.enrolment import Attended, Presence
from enrolment.domain.ici.regroupement import Regroupement, check_regroupement, corrected
from enrolment.usecases.ici.mark_presences import mark_presences
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class RecordRegroupement:
    """When, where, what about, and who was there: by enrolment."""

    programme_id: str
    held_on: date
    place: str
    subject: str
    presences: Mapping[str, Presence]


async def record_regroupement(command: RecordRegroupement, deps: Deps, cause: Cause) -> Stored[Regroupement]:
    """There is one regroupement of a subject a day: telling it again adds to it, corrects it, and completes what a crash left."""
    programme = (await deps.programmes.get(command.programme_id)).state
    if programme.scheme != "ici":
        raise RuleError("", "programme-not-ici", f"this is a programme of {programme.scheme}")
    check_regroupement(command.held_on, deps.clock.today(), programme.starts_on, programme.ends_on)
    await _check_learners(command, deps)
    id_ = derived_id(command.programme_id, f"regroupement {command.held_on} {command.subject.casefold()}")
    told = dict(command.presences)

    def decide(known: Regroupement | None) -> Change[Regroupement] | None:
        if known is not None:
            after = corrected(known, told, cause.actor)
            return None if after.presences == known.presences else Change(after)
        recorded = Regroupement(
            programme_id=command.programme_id,
            coordinator=programme.coordinator,
            held_on=command.held_on,
            place=command.place,
            subject=command.subject,
            presences=told,
            recorded_by=cause.actor,
        )
        return Change(recorded)

    stored = await deps.ici_regroupements.put(id_, decide, cause)
    assert stored is not None
    marks = {each: Attended(id_, command.held_on, presence, "referent") for each, presence in told.items()}
    await mark_presences(marks, deps, cause)
    return stored


async def _check_learners(command: RecordRegroupement, deps: Deps) -> None:
    known = {one.id for one in await deps.ici_learners.all({"programme_id": command.programme_id})}
    strangers = [one for one in command.presences if one not in known]
    if strangers:
        accepted = "enrolments of this programme"
        raise InputError(*(Problem(f"presences.{one}", "is no learner of it", accepted) for one in strangers))
