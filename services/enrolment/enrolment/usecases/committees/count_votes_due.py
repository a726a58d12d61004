"""How many dossiers a member still has to read and vote on, for each committee to come."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from enrolment.deps import Deps
from enrolment.domain.committees.committee import Committee, Status
from enrolment.domain.deciders.review import Status as ReviewStatus
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import In, Order, Where


@dataclass(frozen=True)
class CountVotesDue:
    """Whose, at which partner; ``member`` None counts for all members."""

    partner: str
    member: str | None = None


@dataclass(frozen=True)
class VotesDue:
    """One member in one committee: of so many dossiers on the agenda so many without their vote."""

    committee_id: str
    held_at: datetime
    status: Status
    member: str
    name: str
    items: int
    due: int


async def count_votes_due(command: CountVotesDue, deps: Deps) -> list[VotesDue]:
    """Committees that are planned or open, the next one first. One without a dossier is there too, with zero."""
    where: Where = {"partner": command.partner, "status": In((Status.PLANNED.value, Status.OPEN.value))}
    found = await deps.committees.all(where, order_by=(Order("held_at"),))
    return [due for one in found for due in _due(one, command.member, await _closed(one.id, deps))]


async def _closed(committee_id: str, deps: Deps) -> set[str]:
    """Reviews of dossiers that were withdrawn meanwhile: nobody has to read them any more."""
    where: Where = {"committee_id": committee_id, "status": ReviewStatus.CLOSED.value}
    return {one.id for one in await deps.reviews.all(where)}


def _due(stored: Stored[Committee], only: str | None, closed: Set[str]) -> list[VotesDue]:
    committee = stored.state
    counted = []
    for member in committee.members:
        if not member.voting or only not in (None, member.sub):
            continue
        mine = [one for one in committee.items if member.sub not in one.conflicts and one.review_id not in closed]
        due = sum(all(vote.member != member.sub for vote in one.votes) for one in mine)
        counted.append(
            VotesDue(stored.id, committee.held_at, committee.status, member.sub, member.name, len(mine), due)
        )
    return counted
