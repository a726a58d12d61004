"""The id of the status that a dossier gives: it follows from the dossier's, so that one dossier never gives two."""

from essaim.kit.ids import derived_id


def status_id(application_id: str) -> str:
    """Always the same."""
    return derived_id(application_id, "snee-status")
