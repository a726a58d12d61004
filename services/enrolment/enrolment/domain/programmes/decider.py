"""Who decides on a dossier, or gives an opinion: at which partner, by which role, what they are asked and what they see."""

from dataclasses import dataclass
from enum import StrEnum


class DeciderKind(StrEnum):
    """Whether the rules of the outcome wait for the answer, or only show it."""

    DECISION = "decision"
    OPINION = "opinion"


class Answer(StrEnum):
    """What a decider says. ``wait`` puts the dossier on the waiting list; an abstention answers without choosing."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    WAIT = "wait"
    ABSTAIN = "abstain"


class QuestionType(StrEnum):
    """What answers a question. ``text`` is free: it is never on ``events``, and no rule reads it."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True)
class Question:
    """One of a decider's own questions, such as ``d2e``: does the committee authorise the diploma?"""

    key: str
    label: str
    type: QuestionType = QuestionType.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Decider:
    """One decider of a programme.

    ``partner`` and ``role`` say whose people answer; ``deployment`` is the partner at whose enrolment deployment they do it,
    None for the one that keeps the dossier. ``visible`` names what they see: ``step``, or ``step.field``; nothing else.
    """

    key: str
    partner: str
    role: str
    label: str
    kind: DeciderKind = DeciderKind.DECISION
    deployment: str | None = None
    questions: tuple[Question, ...] = ()
    visible: tuple[str, ...] = ()
    answer_days: int | None = None
    by_committee: bool = False
