"""Mentors for a need, ranked with reasons. A suggestion decides nothing."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.network.matching import Ranking, Terms, rank
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import Need
from enrolment.usecases.network.read_candidates import Candidates, read_candidates
from enrolment.usecases.network.read_settings import read_settings


@dataclass(frozen=True)
class Suggested:
    """The ranking, and who the mentors are."""

    ranking: Ranking
    candidates: Candidates


async def suggest_mentors(need: Need, deps: Deps, *, choice_id: str = "") -> Suggested:
    """Everybody of the network: in order, or with why they cannot be suggested. A place that ``choice_id`` holds counts as free:
    a choice that is said again must not be kept out by itself."""
    settings = await read_settings(need.coordinator, deps)
    candidates = await read_candidates(need.coordinator, deps)
    if choice_id:
        others = tuple(replace(one, state=free_place(one.state, choice_id)) for one in candidates.mentors)
        candidates = replace(candidates, mentors=others)
    terms = Terms(deps.clock.today(), settings.current, settings.asks_honorability(need.programme_id))
    return Suggested(rank(candidates.pairs(need), terms), candidates)
