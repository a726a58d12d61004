"""How many regroupements a learner must have attended before a jury: what the programme says of their track."""

from enrolment.deps import Deps
from enrolment.domain.ici.enrolment import IciEnrolment
from enrolment.usecases.ici.read_ici_terms import read_ici_terms


async def minimum_for(state: IciEnrolment, deps: Deps) -> int:
    """0 when the programme says nothing."""
    terms = await read_ici_terms(state.programme_id, state.coordinator, deps)
    return terms.track(state.track).minimum_regroupements if state.track is not None else 0
