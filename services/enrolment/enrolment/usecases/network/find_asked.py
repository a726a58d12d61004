"""The mentor whom the current choice of a need names, as they are known now: to tell them when it is over."""

from enrolment.deps import Deps
from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from essaim.kit.aggregate import Stored


async def find_asked(need: Need, deps: Deps) -> Stored[Mentor] | None:
    """None while nobody is asked and nobody follows."""
    choice = need.current
    return await deps.mentors.get(choice.mentor_id) if choice is not None else None
