"""What votes make, by rules in data."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.committees.committee import Item, Member, Vote
from enrolment.domain.committees.reminders import step_of
from enrolment.domain.committees.rules import Rules
from enrolment.domain.committees.voting import ABSTAINED, EQUAL, NO_MAJORITY, NO_QUORUM, tally
from enrolment.domain.programmes.decider import Answer

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
ANSWERS = st.sampled_from(list(Answer))


def members(number: int) -> tuple[Member, ...]:
    return tuple(Member(f"m{place}", f"M{place}", "Org", chair=place == 0) for place in range(number))


def item(*answers: Answer, conflicts: tuple[str, ...] = ()) -> Item:
    votes = tuple(Vote(f"m{place}", answer, NOW) for place, answer in enumerate(answers))
    return Item("r", votes=votes, conflicts=conflicts)


@given(st.lists(ANSWERS, min_size=1, max_size=9), st.randoms())
def test_the_order_of_votes_does_not_matter(answers: list[Answer], random: object) -> None:
    one = item(*answers)
    shuffled = list(one.votes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Item("r", votes=tuple(shuffled))
    everybody = members(len(answers))
    assert tally(one, everybody, Rules()).answer is tally(other, everybody, Rules()).answer


@given(st.lists(ANSWERS, min_size=1, max_size=9), st.integers(1, 9), st.integers(0, 100))
def test_nothing_is_decided_without_quorum_nor_against_more_votes(
    answers: list[Answer], number: int, percent: int
) -> None:
    everybody = members(len(answers) + 2)
    rules = Rules(number, percent)
    result = tally(item(*answers), everybody, rules)
    if len(answers) < rules.needed(len(everybody)):
        assert (result.answer, result.why) == (None, NO_QUORUM)
    elif result.answer is not None:
        most = max(result.counts[one.value] for one in Answer if one is not Answer.ABSTAIN)
        assert result.counts[result.answer.value] == most > 0


def test_equal_votes_are_the_chair_s_to_decide_or_carried_over() -> None:
    votes = item(Answer.ACCEPT, Answer.REFUSE)
    assert tally(votes, members(2), Rules()).answer is Answer.ACCEPT
    assert tally(votes, members(2), Rules(casting_vote=False)).why == EQUAL


def test_an_absolute_majority_is_more_than_half_of_all_votes() -> None:
    votes = item(Answer.ACCEPT, Answer.ACCEPT, Answer.REFUSE, Answer.ABSTAIN)
    assert tally(votes, members(4), Rules()).answer is Answer.ACCEPT
    assert tally(votes, members(4), Rules(majority="absolute")).why == NO_MAJORITY


def test_a_casting_vote_makes_no_absolute_majority_of_a_minority() -> None:
    rules = Rules(majority="absolute")
    one_each = item(Answer.ACCEPT, Answer.REFUSE, Answer.ABSTAIN, Answer.ABSTAIN, Answer.ABSTAIN)
    assert tally(one_each, members(5), rules).why == NO_MAJORITY
    half_each = item(Answer.ACCEPT, Answer.REFUSE, Answer.ACCEPT, Answer.REFUSE)
    assert tally(half_each, members(4), rules).answer is Answer.ACCEPT


def test_a_conflict_of_interest_never_makes_the_quorum_unreachable() -> None:
    votes = item(Answer.ACCEPT, Answer.ACCEPT, conflicts=("m2",))
    assert tally(votes, members(3), Rules(quorum_number=3)).answer is Answer.ACCEPT
    assert tally(item(Answer.ACCEPT, conflicts=("m2",)), members(3), Rules(quorum_number=3)).why == NO_QUORUM


def test_abstentions_alone_decide_nothing_and_conflicts_are_not_counted() -> None:
    assert tally(item(Answer.ABSTAIN), members(1), Rules()).why == ABSTAINED
    apart = item(Answer.REFUSE, Answer.ACCEPT, conflicts=("m0",))
    assert tally(apart, members(2), Rules(quorum_percent=100)).answer is Answer.ACCEPT


@pytest.mark.parametrize(
    ("today", "step"),
    [(date(2026, 9, 1), None), (date(2026, 9, 10), 7), (date(2026, 9, 14), 2), (date(2026, 9, 15), 1)],
)
def test_only_the_nearest_step_is_told_when_the_clock_jumped(today: date, step: int | None) -> None:
    assert step_of(date(2026, 9, 16), today, (14, 7, 2, 1)) == step


def test_nothing_is_told_after_the_day() -> None:
    assert step_of(date(2026, 9, 16), date(2026, 9, 17), (14, 7)) is None
