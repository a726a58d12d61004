"""How a committee decides: its quorum and its majority, in data, because no text fixes them."""

from dataclasses import dataclass
from math import ceil
from typing import Literal

from enrolment.domain.errors import InputError, Problem


@dataclass(frozen=True)
class Rules:
    """``quorum_number`` voting members, or ``quorum_percent`` of them, have to vote on a dossier; the larger one counts.

    ``simple``: more votes than any other answer, abstentions apart. ``absolute``: more than half of all votes. With
    ``casting_vote`` the chair's own vote decides when votes are equal, for an absolute majority when each side has half of all;
    without it, or without a chair's vote, the dossier is carried over.
    """

    quorum_number: int = 1
    quorum_percent: int = 50
    majority: Literal["simple", "absolute"] = "simple"
    casting_vote: bool = True

    def needed(self, voting: int) -> int:
        """How many votes a dossier needs when so many members may vote on it; never more than there are, or a conflict of
        interest would leave a dossier undecided for ever."""
        return max(min(self.quorum_number, voting), ceil(voting * self.quorum_percent / 100))


def check_rules(rules: Rules, voting: int) -> None:
    """InputError for a quorum that the members can never reach."""
    if not 0 <= rules.quorum_percent <= 100:
        raise InputError(Problem("rules.quorum_percent", "is no percentage", "0 to 100"))
    if rules.quorum_number < 1 or rules.quorum_number > voting:
        accepted = f"1 to {voting}, as many as there are voting members"
        raise InputError(Problem("rules.quorum_number", "can never be reached", accepted))
