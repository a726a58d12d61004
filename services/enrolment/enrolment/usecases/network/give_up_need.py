"""A team that is over looks for no mentor: its need is closed with what is open in it, and the mentor's place is free again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import Need, SubjectKind, give_up
from enrolment.usecases.network.find_asked import find_asked
from enrolment.usecases.network.follow_assignment import FollowAssignment, follow_assignment
from enrolment.usecases.network.need_id import need_id
from enrolment.usecases.network.tell_over import tell_over
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class GiveUpNeed:
    """Of which team."""

    mini_enterprise_id: str


async def give_up_need(command: GiveUpNeed, deps: Deps, cause: Cause) -> None:
    """Nothing when the team has no need. Safe to repeat: places and the team's mentor are looked at each time."""
    id_ = need_id(SubjectKind.MINI_ENTERPRISE, command.mini_enterprise_id)
    now = deps.clock.now()
    try:
        need = (await deps.mentor_needs.get(id_)).state
    except NotFoundError:
        return
    mentor = await find_asked(need, deps)

    def decide(known: Need) -> Change[Need] | None:
        after = give_up(known, now)
        return None if after == known else Change(after, tell_over(id_, known, after, mentor))

    stored = await deps.mentor_needs.change(id_, decide, cause, effect="give-up")
    if stored.state.choices:
        last = stored.state.choices[-1]
        await deps.mentors.change(last.mentor_id, lambda known: Change(free_place(known, last.id)), cause)
        await follow_assignment(FollowAssignment(id_, last.id), deps, cause)
