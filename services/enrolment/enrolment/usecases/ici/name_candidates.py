"""Who is before a jury: its members have to know whom they judge, and read nothing else of them."""

from enrolment.deps import Deps
from enrolment.domain.ici.jury import Jury


async def name_candidates(jury: Jury, deps: Deps) -> dict[str, str]:
    """Enrolment to name, as the person is called today; "" for one who was erased."""
    names = {}
    for candidate in jury.candidates:
        learner = (await deps.ici_learners.get(candidate.enrolment_id)).state
        names[candidate.enrolment_id] = (await deps.persons.get(learner.person_id)).state.name.strip()
    return names
