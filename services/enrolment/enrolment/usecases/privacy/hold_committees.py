"""Committees that had the person's dossiers on their agenda: they know a dossier by its review, and what was said of it goes.

Minutes that are signed stay as they are, also where their words name the person: nobody alters what somebody signed, and the
record of a public deliberation is archived in the public interest (GDPR art. 17.3 d). The answer to an erasure says so.
"""

from typing import Any

from enrolment.deps import Deps
from enrolment.domain.persons.person import Person
from enrolment.domain.privacy.holding import PUBLIC_ARCHIVES, Erasing, Holding, Kept, Record
from enrolment.domain.privacy.naming import names
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
        duration="Le procès-verbal signé reste, avec votre nom s’il y figure ; le reste s’efface avec votre dossier.",
        collections=("committees", "place_books", "reminders"),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    found = []
    person = (await deps.persons.get(person_id)).state
    for review in await deps.reviews.all({"person_id": person_id}):
        if review.state.committee_id is not None:
            found += await _result(review.state.committee_id, review.id, person, deps)
    return found


async def _result(committee_id: str, review_id: str, person: Person, deps: Deps) -> list[Record]:
    """What the committee made of it; who voted what is the committee's secret."""
    try:
        stored = await deps.committees.get(committee_id)
    except NotFoundError:
        return []
    item = stored.state.item(review_id)
    if item is None or item.result is None:
        return []
    answer = item.result.answer.value if item.result.answer else None
    data: dict[str, Any] = {
        "held_at": stored.state.held_at.isoformat(),
        "answer": answer,
        "opinion": item.result.opinion,
    }
    if names(stored.state.minutes, person.given_name, person.family_name, person.email):
        # The minutes are about others too: what is told is that they name this person.
        data["named_in_minutes"] = True
    return [Record(stored.id, stored.document["created_at"], data)]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    if erasing.needed:
        return ()
    reviews = await deps.reviews.all({"person_id": erasing.person_id})
    named = await _named_in_minutes(erasing.person_id, {one.id for one in reviews}, deps)
    for review in reviews:
        await forget_agenda_item(review.id, deps, cause)
    return (Kept("committee-minutes", PUBLIC_ARCHIVES),) if named else ()


async def _named_in_minutes(person_id: str, review_ids: set[str], deps: Deps) -> bool:
    """Whether a committee that had one of their dossiers, now or before it was carried over, wrote their name. All are looked at,
    for an agenda has no index, and people are erased seldom."""
    person = (await deps.persons.get(person_id)).state
    async for documents in deps.committees.scan():
        for document in documents:
            state = document["state"]
            had = any(one["review_id"] in review_ids for one in state["items"])
            if had and names(state["minutes"], person.given_name, person.family_name, person.email):
                return True
    return False
