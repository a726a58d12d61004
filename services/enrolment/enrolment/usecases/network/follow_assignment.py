"""A team has the mentor of its confirmed mentoring, and no other: after a confirmation, after an end, and by our own events."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.need import SubjectKind
from enrolment.usecases.mini.assign_mentor import AssignMentor, assign_mentor
from enrolment.usecases.mini.release_mentor import ReleaseMentor, release_mentor
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class FollowAssignment:
    """Which choice of which need."""

    need_id: str
    choice_id: str


async def follow_assignment(command: FollowAssignment, deps: Deps, cause: Cause) -> None:
    """A mentor whose mentoring has ended sees the team no more. A student's status keeps its tutors itself."""
    need = (await deps.mentor_needs.get(command.need_id)).state
    choice = need.choice(command.choice_id)
    if choice is None or need.subject_kind is not SubjectKind.MINI_ENTERPRISE:
        return
    if need.followed_by(choice.mentor_id):
        await assign_mentor(AssignMentor(need.subject_id, choice.mentor_id), deps, cause)
        # It may have ended between the reading and the writing: the last word counts.
        need = (await deps.mentor_needs.get(command.need_id)).state
    if not need.followed_by(choice.mentor_id):
        await release_mentor(ReleaseMentor(need.subject_id, choice.mentor_id), deps, cause)
