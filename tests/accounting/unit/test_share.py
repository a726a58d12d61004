"""The share-out: the division by the adopted rule, and its approval (YOUTH-04)."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord, Resolution, Rule
from accounting.domain.pool import Pool
from accounting.domain.share import MemberShare, Share, ShareStatus, approve, divide, settled
from tests.accounting.unit.samples import TODAY

MINUTES = {"s1": {"p1": 120, "p2": 120, "guest": 600}, "s2": {"p1": 120}}
GROUP = GroupRecord(members={"p3": 1, "p1": 2, "p2": 3}, attendance=MINUTES)
PEOPLE = ("p1", "p2", "p3")
SHARE = Share("g1", "a1", "student_cooperative", Rule.EQUAL, "r1", Pool(1, 0, 0), (MemberShare("p1", 1, 1, 1),), TODAY)


def shares(pool: int, rule: Rule, **weights: int) -> list[tuple[str, int, int]]:
    parts = divide(pool, Resolution("r1", rule, weights, TODAY), GROUP, PEOPLE)
    return [(one.person_id, one.weight, one.amount_cents) for one in parts]


def test_youth_04_equal_shares_give_the_odd_cent_to_the_lowest_member_number() -> None:
    assert shares(100_000, Rule.EQUAL) == [("p3", 1, 33_334), ("p1", 1, 33_333), ("p2", 1, 33_333)]


def test_youth_04_hours_are_the_sealed_minutes_of_members() -> None:
    assert shares(9_000, Rule.HOURS) == [("p3", 0, 0), ("p1", 240, 6_000), ("p2", 120, 3_000)]


def test_youth_04_points_are_those_of_the_resolution() -> None:
    assert shares(1_000, Rule.POINTS, p1=1, p2=1, p3=2) == [("p3", 2, 500), ("p1", 1, 250), ("p2", 1, 250)]
    assert shares(1_000, Rule.CUSTOM, p2=7) == [("p3", 0, 0), ("p1", 0, 0), ("p2", 7, 1_000)]


def test_youth_04_the_golden_value_by_hours() -> None:
    hours = {"s1": {"p1": 40 * 60, "p2": 25 * 60, "p3": 35 * 60, "p4": 12 * 60}}
    group = GroupRecord(members={"p1": 1, "p2": 2, "p3": 3, "p4": 4}, attendance=hours)
    parts = divide(123_457, Resolution("r1", Rule.HOURS, {}, TODAY), group, ("p1", "p2", "p3", "p4"))
    assert [one.amount_cents for one in parts] == [44_092, 27_557, 38_580, 13_228]


def test_youth_04_a_member_whose_number_has_not_come_stands_last() -> None:
    parts = divide(1, Resolution("r1", Rule.EQUAL, {}, TODAY), replace(GROUP, members={"p2": 3}), PEOPLE)
    assert [(one.person_id, one.amount_cents) for one in parts] == [("p2", 1), ("p1", 0), ("p3", 0)]


@pytest.mark.parametrize(
    ("weights", "slug"),
    [
        ({}, "youth-04-no-weights"),
        ({"p1": 0}, "youth-04-no-weights"),
        ({"p1": 1, "p9": 1}, "youth-04-unknown-persons"),
        ({"p1": 3, "p2": -1}, "youth-04-weights"),
        ({"p1": 1_000_001}, "youth-04-weights"),
    ],
)
def test_youth_04_weights_that_cannot_be_applied_are_refused(weights: dict[str, int], slug: str) -> None:
    for rule in (Rule.POINTS, Rule.CUSTOM):
        with pytest.raises(RuleError) as caught:
            shares(100, rule, **weights)
        assert caught.value.slug == slug


def test_youth_04_hours_of_nobody_and_a_group_of_nobody_are_refused() -> None:
    for group, people, slug in (
        (GroupRecord(), PEOPLE, "youth-04-no-weights"),
        (GROUP, (), "youth-04-no-members"),
    ):
        with pytest.raises(RuleError) as caught:
            divide(100, Resolution("r1", Rule.HOURS, {}, TODAY), group, people)
        assert caught.value.slug == slug


@given(
    pool=st.integers(0, 10**9),
    weights=st.lists(st.integers(0, 1_000_000), min_size=1, max_size=40).filter(any),
    rule=st.sampled_from(list(Rule)),
)
def test_youth_04_parts_add_up_to_the_pool_and_are_the_exact_ones_to_the_cent(
    pool: int, weights: list[int], rule: Rule
) -> None:
    people = tuple(f"p{place}" for place in range(len(weights)))
    by_person = dict(zip(people, weights, strict=True))
    group = GroupRecord(members={person: place for place, person in enumerate(people, 1)}, attendance={"s1": by_person})
    stated = by_person if rule in (Rule.POINTS, Rule.CUSTOM) else {}
    parts = divide(pool, Resolution("r1", rule, stated, TODAY), group, people)
    whole = sum(one.weight for one in parts)
    assert sum(one.amount_cents for one in parts) == pool
    assert all(abs(Fraction(pool * one.weight, whole) - one.amount_cents) < 1 for one in parts)
    assert all(one.amount_cents == 0 for one in parts if one.weight == 0)
    ranked = sorted(parts, key=lambda one: one.weight)
    assert all(less.amount_cents <= more.amount_cents + 1 for less, more in pairwise(ranked))


def test_a_share_out_is_approved_once() -> None:
    approved = approve(SHARE, TODAY)
    assert (approved.status, approved.entry_to_post) == (ShareStatus.APPROVED, True)
    with pytest.raises(RuleError) as caught:
        approve(approved, TODAY)
    assert caught.value.slug == "share-approved"


def test_a_share_out_of_nothing_is_paid_when_it_is_approved_and_recorded_when_nothing_is_to_be_posted() -> None:
    approved = approve(replace(SHARE, pool=Pool(0, 0, 0), members=(MemberShare("p1", 1, 1, 0),)), TODAY)
    assert approved.status is ShareStatus.PAID
    assert settled(approved).status is ShareStatus.PAID
    assert settled(replace(approved, entry_to_post=False)).status is ShareStatus.RECORDED


def test_a_pool_with_other_steps_and_the_same_end_is_another_one() -> None:
    assert SHARE.same_figures(replace(SHARE, computed_on=TODAY.replace(year=2027)))
    assert not SHARE.same_figures(replace(SHARE, pool=Pool(2, 1, 0)))
