"""The lists of a carrier: what the package brings, as the carrier left it, and its own entries."""

from enrolment.deps import Deps
from enrolment.domain.screening.activities import shipped_activities
from enrolment.domain.screening.lists import OwnEntry, effective


async def find_lists(partner: str, deps: Deps) -> tuple[OwnEntry, ...]:
    """In the order of codes; entries of other days are there too. A few hundred at most."""
    own = await deps.screening_entries.all({"partner": partner})
    return effective(shipped_activities(), (one.state for one in own))
