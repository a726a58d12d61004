"""The id of a review: it follows from whose dossier it is, so that nobody else can take its place."""

from essaim.kit.ids import derived_id


def review_id_of(home: str, application_id: str, decider: str, round_: int) -> str:
    """The same wherever it is computed. A deployment that is asked computes it from the sender of the request."""
    return derived_id(application_id, f"review {home} {decider} {round_}")
