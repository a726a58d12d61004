"""What is told when nobody has to answer some reviews of a dossier any more."""

from collections.abc import Sequence

from enrolment.domain.applications.application import Asked
from essaim.contracts.enrolment_deciders import ClosedReview, ReviewsClosed


def tell_closed(application_id: str, reason: str, entries: Sequence[Asked]) -> tuple[ReviewsClosed, ...]:
    """Nothing for none."""
    reviews = [
        ClosedReview(review_id=one.review_id, round=one.round, decider=one.decider, deployment=one.deployment)
        for one in entries
    ]
    return (ReviewsClosed(application_id=application_id, reason=reason, reviews=reviews),) if reviews else ()
