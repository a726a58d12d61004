"""What a dossier remembers of a decider to whom it was put."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Asked:
    """One decider to whom the dossier was put: which review of theirs counts, and until when they should answer."""

    decider: str
    review_id: str
    asked_on: date
    deployment: str
    due_on: date | None = None
    round: int = 1
    reopenings: int = 0
    shown_digest: str = ""
    """Of what another deployment was last told, so that it is told again only when that has changed."""
    sent_at: datetime | None = None
    """When the dossier was sent that they were asked about: what is sent once more is put to its deciders anew."""
    closed: bool = False
    forgotten: bool = False
    """The person was erased: whoever holds the review was told to forget what it shows."""
