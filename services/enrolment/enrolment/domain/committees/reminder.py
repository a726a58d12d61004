"""That somebody was told of a deadline, at a step of days before it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reminder:
    """Its id follows from subject, deadline and step, so that it is told once, whoever else tries."""

    what: str
    subject_id: str
    due_on: date
    step: int
    told_on: date
