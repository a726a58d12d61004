"""Which letter of which committee is the last one about a dossier."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.committee import has_letter
from enrolment.usecases.committees.draw_letter import DrawLetter
from essaim.kit.errors import NotFoundError


@dataclass(frozen=True)
class FindLetter:
    """About which dossier."""

    application_id: str


async def find_letter(command: FindLetter, deps: Deps) -> DrawLetter:
    """NotFoundError when no committee at this deployment has decided on it."""
    reviews = await deps.reviews.all({"application_id": command.application_id, "by_committee": True})
    for review in sorted(reviews, key=lambda one: one.state.round, reverse=True):
        if review.state.committee_id is None:
            continue
        item = (await deps.committees.get(review.state.committee_id)).state.item(review.id)
        if item is not None and has_letter(item):
            return DrawLetter(review.state.committee_id, review.id)
    raise NotFoundError("no-letter", "no committee here has decided on this dossier")
