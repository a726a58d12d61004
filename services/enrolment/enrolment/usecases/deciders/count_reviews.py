"""Count the reviews that wait for an answer: for each decider of each programme, and how many are late."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Status
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class CountReviews:
    """Those of the reviews that the caller may see."""

    visible: Where


@dataclass(frozen=True)
class Waiting:
    """How many of one decider wait: all, those past their day, and those that are on no committee's agenda yet."""

    partner: str
    decider: str
    role: str
    programme_id: str
    scheme: str
    waiting: int = 0
    overdue: int = 0
    without_agenda: int = 0


async def count_reviews(command: CountReviews, deps: Deps) -> list[Waiting]:
    """Sorted by programme and decider; nobody who waits for nothing."""
    today = deps.clock.today().isoformat()
    found: dict[tuple[str, str], Waiting] = {}
    async for page in deps.reviews.scan({**command.visible, "status": Status.OPEN.value}):
        for document in page:
            state = document["state"]
            key = (state["programme_id"], state["decider"])
            known = found.get(key) or Waiting(
                state["partner"], state["decider"], state["role"], state["programme_id"], state["scheme"]
            )
            late = state["due_on"] is not None and state["due_on"] < today
            unplaced = state["by_committee"] and state["committee_id"] is None
            found[key] = replace(
                known,
                waiting=known.waiting + 1,
                overdue=known.overdue + late,
                without_agenda=known.without_agenda + unplaced,
            )
    return [found[key] for key in sorted(found)]
