"""Reviews of the person's dossiers at this deployment: what a decider was shown, and what they said of it."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.review import Review, Status, close
from enrolment.domain.privacy.holding import STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.cause import Cause


def hold_reviews() -> Holding[Deps, Cause]:
    """Reviews whose dossier is kept at another deployment too: they are forgotten when that one says so."""
    return Holding(
        name="reviews",
        label="Avis et décisions sur vos dossiers",
        purpose="Instruire votre candidature (mission d’intérêt public).",
        recipients="Ceux qui rendent un avis ou décident, et la coordination.",
        duration="Comme le dossier.",
        collections=("reviews",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return await read_records(deps.reviews, {"person_id": person_id})


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    found = await deps.reviews.all({"person_id": erasing.person_id})
    if erasing.needed:
        return (Kept("reviews", STILL_NEEDED),) if found else ()
    line = Happening(deps.clock.now(), cause.actor, "closed", "")

    def forget(review: Review) -> Review:
        return close(review, line, forget=True) if review.status is not Status.CLOSED or review.shown else review

    await forget_each(deps.reviews, {"person_id": erasing.person_id}, forget, cause)
    return ()
