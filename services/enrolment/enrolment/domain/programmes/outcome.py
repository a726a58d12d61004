"""What a dossier becomes by its deciders' answers: rules in data, read in order; the first that holds is the outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from enrolment.domain.programmes.decider import Answer


class Outcome(StrEnum):
    """What the rules can say of a dossier."""

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WAITING_LIST = "WAITING_LIST"


@dataclass(frozen=True)
class OutcomeRule:
    """``outcome`` when all (or any) of the named deciders gave one of the ``answers``."""

    outcome: Outcome
    mode: Literal["all", "any"]
    deciders: tuple[str, ...]
    answers: tuple[Answer, ...]

    def holds(self, given: Mapping[str, Answer]) -> bool:
        """Whether it does, for the answers so far; a decider who has not answered gave none of them."""
        found = [given.get(key) in self.answers for key in self.deciders]
        return bool(found) and (all(found) if self.mode == "all" else any(found))


def outcome_of(rules: Sequence[OutcomeRule], given: Mapping[str, Answer]) -> Outcome | None:
    """The outcome of the answers so far, by decider; None while no rule holds."""
    return next((rule.outcome for rule in rules if rule.holds(given)), None)


def has_waiting_list(rules: Sequence[OutcomeRule]) -> bool:
    """Whether deciders can put a dossier on the waiting list."""
    return any(one.outcome is Outcome.WAITING_LIST for one in rules)
