"""A sealed attendance sheet of coaching counts as a regroupement for the learners of an #ICI group (ICI-02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.ici.enrolment import Attended, Presence
from enrolment.usecases.ici.mark_presences import mark_presences
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError

EXCUSED = ("excused", "illness", "certificate", "exam")


@dataclass(frozen=True)
class CopyAttendance:
    """A session of a group: by person, minutes present and the code of an absence."""

    session_id: str
    group_id: str
    held_on: date
    attendance: Mapping[str, tuple[int, str | None]]


async def copy_attendance(command: CopyAttendance, deps: Deps, cause: Cause) -> None:
    """Nothing for groups of other schemes, of other deployments, and for persons who are no learners of the programme."""
    try:
        group = (await deps.groups.get(command.group_id)).state
    except NotFoundError:
        return
    if group.scheme != "ici":
        return
    marks = {}
    for learner in await deps.ici_learners.all({"programme_id": group.programme_id}):
        if learner.state.person_id in command.attendance:
            minutes, absence = command.attendance[learner.state.person_id]
            presence = _presence(minutes, absence)
            marks[learner.id] = Attended(command.session_id, command.held_on, presence, "coaching", minutes)
    await mark_presences(marks, deps, cause)


def _presence(minutes: int, absence: str | None) -> Presence:
    if minutes > 0:
        return Presence.PRESENT
    return Presence.EXCUSED if absence in EXCUSED else Presence.ABSENT
