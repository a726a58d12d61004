"""YOUTH-04: the rule by which a group shares what it earned is adopted by a recorded vote, one member one vote.

Half of the members have to take part, abstentions included; then more votes for than against. A resolution that fails
one of these is not adopted, and nothing is recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coaching.domain.errors import InputError, RuleError

HEAVIEST = 1_000_000


class ShareRule(StrEnum):
    """How an assembly may decide to share."""

    EQUAL = "EQUAL"
    HOURS = "HOURS"
    POINTS = "POINTS"
    CUSTOM = "CUSTOM"


WEIGHTED = frozenset({ShareRule.POINTS, ShareRule.CUSTOM})


class Vote(StrEnum):
    """What a ballot says."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True)
class Ballot:
    """One member's vote."""

    person_id: str
    vote: Vote


@dataclass(frozen=True)
class Resolution:
    """An adopted resolution. ``weights`` only for POINTS and CUSTOM."""

    group_id: str
    partner: str
    coordinator: str
    scheme: str | None
    rule: ShareRule
    weights: dict[str, int]
    ballots: tuple[Ballot, ...]
    held_on: date
    recorded_by: str

    def votes(self, vote: Vote) -> int:
        """How many voted so."""
        return sum(1 for ballot in self.ballots if ballot.vote is vote)


def adopted(resolution: Resolution, members: Sequence[str], *, earliest: date, today: date) -> Resolution:
    """The resolution when everything is in order; InputError or RuleError otherwise."""
    if not earliest <= resolution.held_on <= today:
        raise InputError("held_on", "is not a day on which the group could vote", f"from {earliest} to {today}")
    _check_weights(resolution.rule, resolution.weights, members)
    _check_voters(resolution.ballots, members)
    needed = (len(members) + 1) // 2
    if len(resolution.ballots) < needed:
        raise RuleError(
            "youth-04-no-quorum", f"{len(resolution.ballots)} of {len(members)} members voted; {needed} have to"
        )
    votes_for, votes_against = resolution.votes(Vote.FOR), resolution.votes(Vote.AGAINST)
    if votes_for <= votes_against:
        raise RuleError("youth-04-no-majority", f"{votes_for} for and {votes_against} against is no majority")
    return resolution


def _check_voters(ballots: Sequence[Ballot], members: Sequence[str]) -> None:
    voters = [ballot.person_id for ballot in ballots]
    strangers = sorted(set(voters) - set(members))
    if strangers:
        raise RuleError("youth-04-not-a-member", f"only members vote, not {', '.join(strangers)}")
    doubles = sorted({voter for voter in voters if voters.count(voter) > 1})
    if doubles:
        raise RuleError("youth-04-double-ballot", f"one member, one vote: {', '.join(doubles)} voted more than once")


def _check_weights(rule: ShareRule, weights: Mapping[str, int], members: Sequence[str]) -> None:
    if rule not in WEIGHTED:
        if weights:
            raise InputError("weights", f"have no meaning for {rule}", "no weights; they belong to POINTS and CUSTOM")
        return
    if set(weights) != set(members):
        raise InputError(
            "weights", f"are needed for {rule}, one for each member", "a weight for every member, nobody else"
        )
    if any(not 0 <= weight <= HEAVIEST for weight in weights.values()) or not any(weights.values()):
        raise InputError("weights", "cannot be shared by", f"whole numbers from 0 to {HEAVIEST}, not all of them 0")
