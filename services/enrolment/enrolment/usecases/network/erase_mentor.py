"""Forget a mentor: what they follow ends first, then nothing of the person is left."""

from enrolment.deps import Deps
from enrolment.domain.network.mentor import Mentor, erased
from enrolment.domain.network.need import EndReason, Need, forget_mentor, release
from enrolment.usecases.network.follow_assignment import FollowAssignment, follow_assignment
from enrolment.usecases.network.tell_over import tell_over
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


async def erase_mentor(mentor_id: str, deps: Deps, cause: Cause) -> Stored[Mentor]:
    """One idempotent write per need, and the mentor last, so that a repetition completes what a crash interrupted."""
    mentor = (await deps.mentors.get(mentor_id)).state
    now = deps.clock.now()
    for need in await deps.mentor_needs.all({"coordinator": mentor.coordinator}):

        def decide(known: Need, id_: str = need.id) -> Change[Need]:
            released = release(known, mentor_id, now, EndReason.MENTOR_LEFT)
            return Change(forget_mentor(released, mentor_id), tell_over(id_, known, released))

        if forget_mentor(need.state, mentor_id) != need.state or need.state.mentor_id == mentor_id:
            await deps.mentor_needs.change(need.id, decide, cause)
            if need.state.current is not None:
                await follow_assignment(FollowAssignment(need.id, need.state.current.id), deps, cause)
    return await deps.mentors.change(mentor_id, lambda known: Change(erased(known)), cause)
