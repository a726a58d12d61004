"""Whether a carrier's lists and threshold say today what they said at the last screening."""

from enrolment.deps import Deps
from enrolment.domain.screening.activities import versions_of
from enrolment.domain.screening.runs import ActivityScreening
from enrolment.usecases.screening.find_lists import find_lists
from enrolment.usecases.screening.find_threshold import find_threshold


async def compare_lists(screening: ActivityScreening, deps: Deps) -> bool:
    """True when they do not; entries that begin or end on a day count from the day on which they are recorded."""
    if screening.last is None:
        return False
    basis, today = screening.last.basis, deps.clock.today()
    entries = [one.entry for one in await find_lists(screening.carrier, deps)]
    threshold = await find_threshold(screening.carrier, today, deps)
    return versions_of(entries) != basis.versions or threshold.amount_cents != basis.threshold_cents
