"""Committees that had the person's dossiers on their agenda: they know a dossier by its review, and what was said of it goes."""

from enrolment.deps import Deps
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_agenda_item import forget_agenda_item
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


def hold_committees() -> Holding[Deps, Cause]:
    """Agendas, the places that were offered, and what was told of deadlines: by ids of dossiers."""
    return Holding(
        name="committees",
        label="Passage en comité, liste d’attente et rappels",
        purpose="Décider de votre dossier et vous en prévenir à temps (mission d’intérêt public).",
        recipients="Les membres du comité et la coordination.",
        duration="Le procès-verbal reste ; ce qui a été dit de votre dossier s’efface avec lui.",
        collections=("committees", "place_books", "reminders"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    found = []
    for review in await deps.reviews.all({"person_id": person_id}):
        if review.state.committee_id is not None:
            found += await _result(review.state.committee_id, review.id, deps)
    return found


async def _result(committee_id: str, review_id: str, deps: Deps) -> list[Record]:
    """What the committee made of it; who voted what is the committee's secret."""
    try:
        stored = await deps.committees.get(committee_id)
    except NotFoundError:
        return []
    item = stored.state.item(review_id)
    if item is None or item.result is None:
        return []
    answer = item.result.answer.value if item.result.answer else None
    data = {"held_at": stored.state.held_at.isoformat(), "answer": answer, "opinion": item.result.opinion}
    return [Record(stored.id, stored.document["created_at"], data)]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    if not erasing.needed:
        for review in await deps.reviews.all({"person_id": erasing.person_id}):
            await forget_agenda_item(review.id, deps, cause)
    return ()
