"""Note until when a mentor's check of honorability is valid. Whoever notes it saw the paper; nothing of it is kept."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.network.mentor import Mentor
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RecordHonorability:
    """``until`` None takes the note back."""

    mentor_id: str
    until: date | None
    expected_version: int | None = None


async def record_honorability(command: RecordHonorability, deps: Deps, cause: Cause) -> Stored[Mentor]:
    """The mentor afterwards."""

    def decide(known: Mentor) -> Change[Mentor]:
        return Change(replace(known, honorability_until=command.until))

    return await deps.mentors.change(command.mentor_id, decide, cause, expected_version=command.expected_version)
