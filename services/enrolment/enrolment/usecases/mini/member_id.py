"""The id of a dossier's place in a team: it follows from the dossier's, so that one dossier is never in two teams."""

from essaim.kit.ids import derived_id


def member_id(application_id: str) -> str:
    """Always the same."""
    return derived_id(application_id, "mini-member")
