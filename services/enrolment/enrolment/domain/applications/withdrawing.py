"""Why a dossier is withdrawn, in code: what a coordinator counts at the end of a year. The words stand beside it."""

from enum import StrEnum


class WithdrawalCode(StrEnum):
    """What an applicant chooses from."""

    OTHER_PROGRAMME = "other-programme"
    PROJECT_GIVEN_UP = "project-given-up"
    STUDIES_CHANGED = "studies-changed"
    EMPLOYMENT = "employment"
    NO_TIME = "no-time"
    MOVED_AWAY = "moved-away"
    SENT_BY_MISTAKE = "sent-by-mistake"
    NO_ANSWER = "no-answer"
    OTHER = "other"


TRANSFERRED = "transferred"
"""The code of a dossier that goes on in another programme; nobody chooses it."""
