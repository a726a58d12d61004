"""Count an election: the votes by login, and those of a ballot box. Whoever has the most holds the post from today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from enrolment.deps import Deps
from enrolment.domain.applications.dossier import Moment
from enrolment.domain.mini.appointing import Appointment, How, appoint, end, main_post
from enrolment.domain.mini.election import close
from enrolment.domain.mini.enterprise import MiniEnterprise, require_running, with_election, with_line
from enrolment.domain.mini.posts import post_of
from enrolment.usecases.mini.find_election import find_election
from enrolment.usecases.mini.read_members import read_members
from enrolment.usecases.mini.tell_post import tell_post
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CloseElection:
    """``voters``, ``counts`` and ``blank`` are those of the ballot box."""

    enterprise_id: str
    number: int
    voters: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    blank: int = 0


async def close_election(command: CloseElection, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """A tie elects nobody. Who is elected gives up the main post that they had; a repetition changes nothing."""
    members = await read_members(command.enterprise_id, deps)
    people = {one.id: one.state.person_id for one in members if one.state.active}
    moment = moment_of(deps, cause)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        ballot = find_election(state, command.number)
        if ballot.closed_on is not None and not command.voters:
            return None
        require_running(state, "count votes")
        counted = close(ballot, moment.on, voters=command.voters, counts=command.counts, blank=command.blank)
        after = with_line(with_election(state, counted), moment, "election-closed", ballot.post)
        if counted.elected is None or counted.elected not in people:
            return Change(after)
        elected, told = _elected(command.enterprise_id, after, ballot.post, counted.elected, people, moment)
        return Change(elected, (told,))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)


def _elected(
    enterprise_id: str, state: MiniEnterprise, key: str, member_id: str, people: Mapping[str, str], moment: Moment
) -> tuple[MiniEnterprise, EventData]:
    post = post_of(state.posts, key)
    known = state.appointments
    main = main_post(known, member_id)
    if main is not None:
        known = end(known, member_id, moment.on, "elected", post=main.post)
    given = Appointment(post.key, member_id, True, moment.on, How.ELECTION, moment.actor)
    after = replace(state, appointments=appoint(known, post, given))
    told = tell_post(enterprise_id, state, people[member_id], post, main=True, on=moment.on)
    return with_line(after, moment, "post-filled", f"{post.key} {member_id}"), told
