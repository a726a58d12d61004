"""Enrol an admitted learner in a track, with the levels they come from and go to (ICI-01)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.ici.enrolment import IciEnrolment, enrol
from enrolment.domain.ici.terms import Track
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import LearnerEnrolled
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EnrolLearner:
    """Track and level of entry are those of the application unless they are told."""

    enrolment_id: str
    track: Track | None
    entry_level: int | None
    exit_level: int
    expected_version: int | None = None


async def enrol_learner(command: EnrolLearner, deps: Deps, cause: Cause) -> Stored[IciEnrolment]:
    """ENROLLED."""
    moment = moment_of(deps, cause)

    def decide(state: IciEnrolment) -> Change[IciEnrolment]:
        after = enrol(state, command.track, command.entry_level, command.exit_level, moment)
        assert after.track is not None
        told = LearnerEnrolled(
            enrolment_id=command.enrolment_id,
            person_id=after.person_id,
            programme_id=after.programme_id,
            track=after.track,
            entry_level=after.entry_level or 0,
            exit_level=command.exit_level,
            enrolled_on=moment.on,
        )
        return Change(after, (told,))

    return await deps.ici_learners.change(
        command.enrolment_id, decide, cause, expected_version=command.expected_version
    )
