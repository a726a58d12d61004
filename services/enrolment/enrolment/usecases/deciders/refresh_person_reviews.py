"""Bring up to date what deciders see of a person: who they are, and how their other applications of the year stand."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.usecases.deciders.refresh_reviews import RefreshReviews, refresh_reviews
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RefreshPersonReviews:
    """Whose dossiers."""

    person_id: str


async def refresh_person_reviews(command: RefreshPersonReviews, deps: Deps, cause: Cause) -> None:
    """Only of dossiers that wait for a decider, or did; nothing happens where nothing that is seen has changed."""
    for stored in await deps.applications.all({"person_id": command.person_id}):
        if any(not one.closed for one in stored.state.asked):
            await refresh_reviews(RefreshReviews(stored.id), deps, cause)
