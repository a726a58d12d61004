"""A team gives up: everything in it ends in one write, told with who was in it; members, mentors and needs follow."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.mini.abandoning import Reason, abandon, has_money
from enrolment.domain.mini.books import open_ones
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.usecases.mini.carrier_of import carrier_of
from enrolment.usecases.mini.read_books import read_books
from enrolment.usecases.mini.read_members import read_members
from enrolment.usecases.mini.release_team import ReleaseTeam, release_team
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_mini import MiniEnterpriseAbandoned
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AbandonEnterprise:
    """Why, in a code and perhaps words, and since when: today, unless another day is told."""

    enterprise_id: str
    reason: Reason
    words: str = ""
    on: date | None = None
    expected_version: int | None = None


async def abandon_enterprise(command: AbandonEnterprise, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """ABANDONED. What a crash leaves of the rest is done again from our own event."""
    id_, moment = command.enterprise_id, moment_of(deps, cause)
    team = (await deps.mini_enterprises.get(id_)).state
    people = [one.state.person_id for one in await read_members(id_, deps) if one.state.active]
    books = open_ones(await read_books(id_, team, deps))
    carrier = await carrier_of(team, deps)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        after = abandon(state, command.reason, command.words, command.on or moment.on, moment)
        if after == state:
            return None
        told = MiniEnterpriseAbandoned(
            mini_enterprise_id=id_,
            programme_id=state.programme_id,
            coordinator=state.coordinator,
            carrier=carrier,
            school_year=state.school_year,
            format=state.format.value,
            status=state.status.value,
            reason=command.reason.value,
            has_money=has_money(state) or bool(books),
            group_ids=[one.group_id for one in books],
            person_ids=people,
            abandoned_on=command.on or moment.on,
        )
        return Change(after, (told,))

    stored = await deps.mini_enterprises.change(id_, decide, cause, expected_version=command.expected_version)
    await release_team(ReleaseTeam(id_), deps, cause)
    return stored
