"""Believe only the home of a dossier in what it says about its reviews."""

from enrolment.usecases.deciders.review_id_of import review_id_of
from essaim.kit.errors import RefusedError


def check_review_id(review_id: str, home: str, application_id: str, decider: str, round_: int) -> None:
    """RefusedError unless it is the review of one of that home's own dossiers."""
    if review_id != review_id_of(home, application_id, decider, round_):
        raise RefusedError("foreign-review", f"the review {review_id} is not one of a dossier kept by {home}")
