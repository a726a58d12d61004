"""A confirmed mentoring ends, with a reason; the place is free again, and the team has no mentor."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import EndReason, Need, end
from enrolment.usecases.network.find_asked import find_asked
from enrolment.usecases.network.follow_assignment import FollowAssignment, follow_assignment
from enrolment.usecases.network.tell_over import tell_over
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EndMentoring:
    """``reopen`` looks for somebody else; otherwise the need is closed."""

    need_id: str
    choice_id: str
    code: EndReason
    words: str = ""
    reopen: bool = False
    expected_version: int | None = None


async def end_mentoring(command: EndMentoring, deps: Deps, cause: Cause) -> Stored[Need]:
    """ENDED."""
    now = deps.clock.now()
    mentor = await find_asked((await deps.mentor_needs.get(command.need_id)).state, deps)

    def decide(known: Need) -> Change[Need]:
        after = end(known, command.choice_id, now, command.code, command.words, reopen=command.reopen)
        return Change(after, () if after == known else tell_over(command.need_id, known, after, mentor))

    stored = await deps.mentor_needs.change(command.need_id, decide, cause, expected_version=command.expected_version)
    choice = stored.state.choice(command.choice_id)
    if choice is not None:
        await deps.mentors.change(choice.mentor_id, lambda known: Change(free_place(known, choice.id)), cause)
    await follow_assignment(FollowAssignment(command.need_id, command.choice_id), deps, cause)
    return stored
