"""YOUTH-04: who votes, how often, how many are needed, and when a rule has weights."""

from datetime import date, timedelta

import pytest

from coaching.domain.errors import InputError, RuleError
from coaching.domain.resolution import Ballot, Resolution, ShareRule, Vote, adopted

MEMBERS = ("ada", "ben", "cleo", "dan", "eve")
HELD_ON = date(2027, 6, 9)
EARLIEST, TODAY = date(2026, 9, 14), date(2027, 6, 16)


def _vote(*votes: Vote, rule: ShareRule = ShareRule.HOURS, **weights: int) -> Resolution:
    ballots = tuple(Ballot(person, vote) for person, vote in zip(MEMBERS, votes, strict=False))
    return _resolution(ballots, rule, weights)


def _resolution(
    ballots: tuple[Ballot, ...],
    rule: ShareRule = ShareRule.HOURS,
    weights: dict[str, int] | None = None,
    held_on: date = HELD_ON,
) -> Resolution:
    return Resolution("g1", "coopilote", "cmq-mma", None, rule, weights or {}, ballots, held_on, "coach-1")


def _adopt(resolution: Resolution) -> Resolution:
    return adopted(resolution, MEMBERS, earliest=EARLIEST, today=TODAY)


FOR, AGAINST, ABSTAIN = Vote.FOR, Vote.AGAINST, Vote.ABSTAIN


@pytest.mark.parametrize(
    "votes",
    [(FOR,) * 5, (FOR, FOR, AGAINST), (FOR, ABSTAIN, ABSTAIN)],
    ids=["all", "a majority of the quorum", "abstentions count for the quorum"],
)
def test_youth_04_adopted(votes: tuple[Vote, ...]) -> None:
    resolution = _vote(*votes)
    assert _adopt(resolution) is resolution


@pytest.mark.parametrize(
    ("votes", "slug"),
    [
        ((FOR, FOR), "youth-04-no-quorum"),
        ((), "youth-04-no-quorum"),
        ((FOR, FOR, AGAINST, AGAINST), "youth-04-no-majority"),
        ((ABSTAIN,) * 5, "youth-04-no-majority"),
        ((FOR, AGAINST, AGAINST), "youth-04-no-majority"),
    ],
)
def test_youth_04_quorum_and_majority(votes: tuple[Vote, ...], slug: str) -> None:
    with pytest.raises(RuleError) as caught:
        _adopt(_vote(*votes))
    assert caught.value.slug == slug


def test_youth_04_one_member_one_vote() -> None:
    with pytest.raises(RuleError, match="youth-04-double-ballot"):
        _adopt(_resolution((Ballot("ada", FOR), Ballot("ben", FOR), Ballot("ada", FOR))))
    with pytest.raises(RuleError, match="youth-04-not-a-member"):
        _adopt(_resolution((Ballot("ada", FOR), Ballot("ben", FOR), Ballot("zoe", FOR))))


@pytest.mark.parametrize("rule", [ShareRule.POINTS, ShareRule.CUSTOM])
def test_youth_04_weights_for_every_member_where_the_rule_needs_them(rule: ShareRule) -> None:
    everybody = dict.fromkeys(MEMBERS, 1) | {"ada": 0}
    assert _adopt(_vote(*[FOR] * 5, rule=rule, **everybody)).weights == everybody
    for weights in ({}, {"ada": 1}, everybody | {"zoe": 1}, dict.fromkeys(MEMBERS, 0), everybody | {"ben": -1}):
        with pytest.raises(InputError) as caught:
            _adopt(_vote(*[FOR] * 5, rule=rule, **weights))
        assert caught.value.fields[0].field == "weights"


@pytest.mark.parametrize("rule", [ShareRule.EQUAL, ShareRule.HOURS])
def test_youth_04_no_weights_where_they_mean_nothing(rule: ShareRule) -> None:
    with pytest.raises(InputError, match="weights"):
        _adopt(_vote(*[FOR] * 5, rule=rule, ada=1))


@pytest.mark.parametrize("held_on", [EARLIEST - timedelta(days=1), TODAY + timedelta(days=1)])
def test_an_assembly_is_held_between_the_start_and_today(held_on: date) -> None:
    with pytest.raises(InputError, match="held_on"):
        _adopt(_resolution(tuple(Ballot(one, FOR) for one in MEMBERS), held_on=held_on))
