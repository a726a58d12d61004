"""The office takes a choice back before it was confirmed, with a reason; the place is free again."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import Need, withdraw
from enrolment.usecases.network.find_asked import find_asked
from enrolment.usecases.network.tell_over import tell_over
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class WithdrawChoice:
    """Which one, and why."""

    need_id: str
    choice_id: str
    reason: str
    expected_version: int | None = None


async def withdraw_choice(command: WithdrawChoice, deps: Deps, cause: Cause) -> Stored[Need]:
    """WITHDRAWN; the need is open again."""
    now = deps.clock.now()
    mentor = await find_asked((await deps.mentor_needs.get(command.need_id)).state, deps)

    def decide(known: Need) -> Change[Need]:
        after = withdraw(known, command.choice_id, now, command.reason)
        return Change(after, () if after == known else tell_over(command.need_id, known, after, mentor))

    stored = await deps.mentor_needs.change(command.need_id, decide, cause, expected_version=command.expected_version)
    choice = stored.state.choice(command.choice_id)
    if choice is not None:
        await deps.mentors.change(choice.mentor_id, lambda known: Change(free_place(known, choice.id)), cause)
    return stored
