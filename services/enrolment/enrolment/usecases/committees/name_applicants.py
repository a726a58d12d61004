"""What applicants are called, as far as the committee may see it: what their reviews show of who they are."""

from collections.abc import Sequence

from enrolment.deps import Deps
from enrolment.domain.deciders.review import Review
from essaim.kit.errors import NotFoundError

UNNAMED = "Dossier"


async def name_applicants(review_ids: Sequence[str], deps: Deps) -> dict[str, str]:
    """By review. Without a name to be seen, the dossier's own short reference."""
    names = {}
    for id_ in review_ids:
        try:
            review = (await deps.reviews.get(id_)).state
        except NotFoundError:
            names[id_] = "—"
            continue
        names[id_] = _name(review)
    return names


def _name(review: Review) -> str:
    shown = {one.name: one.value for one in review.shown if one.step == "identity"}
    name = f"{shown.get('given_name', '')} {shown.get('family_name', '')}".strip()
    return name or f"{UNNAMED} {review.application_id[:8]}"
