"""All open needs of a programme at once: who would follow whom, with the highest total score. Still only a proposal."""

import asyncio
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.network.assignment import MOST_NEEDS, Assigned, assign
from enrolment.domain.network.matching import Terms, rank
from enrolment.domain.network.need import Need, NeedStatus
from enrolment.domain.network.weights import Weights
from enrolment.usecases.network.read_candidates import Candidates, read_candidates
from enrolment.usecases.network.read_settings import read_settings
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class Proposal:
    """Who with whom; which needs stay open; the weights by which it was computed."""

    assigned: tuple[Assigned, ...]
    needs: tuple[Stored[Need], ...]
    candidates: Candidates
    weights: Weights


async def propose_assignment(programme_id: str, deps: Deps) -> Proposal:
    """InputError when there are more open needs than are computed at once."""
    programme = (await deps.programmes.get(programme_id)).state
    where = {"programme_id": programme_id, "status": NeedStatus.OPEN.value}
    count = await deps.mentor_needs.count(where)
    if count > MOST_NEEDS:
        raise InputError(Problem("programme_id", f"has {count} open needs", f"at most {MOST_NEEDS} at once"))
    needs = tuple(await deps.mentor_needs.all(where))
    settings = await read_settings(programme.coordinator, deps)
    candidates = await read_candidates(programme.coordinator, deps)
    terms = Terms(deps.clock.today(), settings.current, settings.asks_honorability(programme_id))
    # In a thread: at the limit it takes a few seconds, in which others are answered.
    assigned = await asyncio.to_thread(_compute, needs, candidates, terms)
    return Proposal(assigned, needs, candidates, settings.current)


def _compute(needs: tuple[Stored[Need], ...], candidates: Candidates, terms: Terms) -> tuple[Assigned, ...]:
    scores = {
        (need.id, one.mentor_id): one.score
        for need in needs
        for one in rank(candidates.pairs(need.state), terms).suggestions
    }
    places = {one.id: one.state.free for one in candidates.mentors}
    return assign(scores, [one.id for one in needs], places)
