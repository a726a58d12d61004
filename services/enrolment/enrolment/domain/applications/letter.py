"""A committee's letter about a dossier that is kept here, when the committee sat at another deployment."""

from dataclasses import dataclass, field
from datetime import datetime

from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.programmes.decider import Answer


@dataclass(frozen=True)
class KeptLetter:
    """What the letter says; whom it is written to stands with the person. It is in the dossier, so that it is erased with it.

    ``number`` is the answer that it tells: it is ``issued``, and can be read, once the dossier has recorded that one. ``rank`` is
    then the place on the waiting list, and ``places`` how many the programme has when none was left for an acceptance.
    """

    committee_id: str
    review_id: str
    number: int
    held_at: datetime
    letterhead: Letterhead
    answer: Answer
    opinion: str
    answers: dict[str, str | bool] = field(default_factory=dict)
    issued: bool = False
    rank: int | None = None
    places: int | None = None
