"""What follows when a team has given up: its members are free for another one, and no mentor is looked for or follows it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.abandoning import LEFT
from enrolment.domain.mini.enterprise import Status
from enrolment.domain.mini.member import Member, release
from enrolment.usecases.mini.read_members import read_members
from enrolment.usecases.network.give_up_need import GiveUpNeed, give_up_need
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReleaseTeam:
    """Which."""

    enterprise_id: str


async def release_team(command: ReleaseTeam, deps: Deps, cause: Cause) -> None:
    """One write per member and one for the need; safe to repeat. Nothing while the team goes on."""
    team = (await deps.mini_enterprises.get(command.enterprise_id)).state
    if team.status is not Status.ABANDONED:
        return
    moment = moment_of(deps, cause)

    def decide(state: Member) -> Change[Member] | None:
        # Whoever joined another team meanwhile stays there.
        after = release(state, LEFT, moment) if state.enterprise_id == command.enterprise_id else state
        return None if after == state else Change(after)

    for one in await read_members(command.enterprise_id, deps):
        if one.state.active:
            await deps.mini_members.change(one.id, decide, cause, effect=f"team-over {one.id}")
    await give_up_need(GiveUpNeed(command.enterprise_id), deps, cause)
