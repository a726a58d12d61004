"""Make the review of a decider who works at this deployment, from the dossier that is kept here."""

from enrolment.deps import Deps
from enrolment.domain.applications.application import Asked, Happening
from enrolment.domain.deciders.review import Review
from enrolment.domain.programmes.decider import Decider
from enrolment.usecases.deciders.gather_dossier import Dossier
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def open_review(dossier: Dossier, decider: Decider, asked: Asked, deps: Deps, cause: Cause) -> None:
    """OPEN, unless it was made before."""
    review = _new_review(dossier, decider, asked, deps)
    await deps.reviews.put(asked.review_id, lambda known: Change(review) if known is None else None, cause)


def _new_review(dossier: Dossier, decider: Decider, asked: Asked, deps: Deps) -> Review:
    """The review as it is when it is made."""
    state, view = dossier.application.state, dossier.view(decider)
    return Review(
        application_id=dossier.application.id,
        person_id=state.person_id,
        programme_id=state.programme_id,
        scheme=state.scheme,
        school_year=state.school_year,
        home=deps.settings.partner,
        coordinator=state.coordinator,
        decider=decider.key,
        label=decider.label,
        partner=decider.partner,
        role=decider.role,
        kind=decider.kind,
        requested_on=asked.asked_on,
        due_on=asked.due_on,
        questions=decider.questions,
        shown=view.shown,
        files=view.files,
        by_committee=decider.by_committee,
        round=asked.round,
        history=(Happening(deps.clock.now(), deps.settings.partner, "requested"),),
    )
