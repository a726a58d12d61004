"""The share-out: the pool and its division (YOUTH-04)."""

from dataclasses import replace

import pytest

from accounting.domain.contribution import move
from accounting.domain.errors import RuleError
from accounting.domain.group_record import GroupRecord, Resolution, Rule
from accounting.domain.invoice import Means, Payment, pay
from accounting.domain.share import Pool, Share, ShareStatus, approve, divide, pool_of
from tests.accounting.unit.samples import ACTIVITY, TODAY, draft, issued

MINUTES = {"s1": {"p1": 120, "p2": 120}, "s2": {"p1": 120}}
GROUP = GroupRecord(members={"p3": 1, "p1": 2, "p2": 3}, attendance=MINUTES)
PEOPLE = ("p1", "p2", "p3")


def shares(pool: int, rule: Rule, **weights: int) -> list[tuple[str, int, int]]:
    parts = divide(pool, Resolution("r1", rule, weights, TODAY), GROUP, PEOPLE)
    return [(one.person_id, one.weight, one.amount_cents) for one in parts]


def test_youth_04_equal_shares_give_the_odd_cent_to_the_lowest_member_number() -> None:
    assert shares(100_000, Rule.EQUAL) == [("p3", 1, 33_334), ("p1", 1, 33_333), ("p2", 1, 33_333)]


def test_youth_04_hours_are_the_sealed_minutes() -> None:
    assert shares(9_000, Rule.HOURS) == [("p3", 0, 0), ("p1", 240, 6_000), ("p2", 120, 3_000)]


def test_youth_04_points_are_those_of_the_resolution() -> None:
    assert shares(1_000, Rule.POINTS, p1=1, p2=1, p3=2) == [("p3", 2, 500), ("p1", 1, 250), ("p2", 1, 250)]
    assert shares(1_000, Rule.CUSTOM, p2=7) == [("p3", 0, 0), ("p1", 0, 0), ("p2", 7, 1_000)]


def test_youth_04_a_member_whose_number_has_not_come_stands_last() -> None:
    parts = divide(1, Resolution("r1", Rule.EQUAL, {}, TODAY), replace(GROUP, members={"p2": 3}), PEOPLE)
    assert [(one.person_id, one.amount_cents) for one in parts] == [("p2", 1), ("p1", 0), ("p3", 0)]


def test_youth_04_a_rule_that_weighs_nobody_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        shares(100, Rule.POINTS)
    assert caught.value.slug == "youth-04-no-weights"


def test_the_pool_is_the_cash_without_vat_less_charges_and_contribution() -> None:
    half_paid = pay(issued(), Payment("y1", TODAY, 6_000, Means.CARD), TODAY)
    sold = move(ACTIVITY, "i1", turnover_cents=10_000, rate_percent="10", moved_on=TODAY)
    assert sold is not None
    both = move(sold.activity, "b1", purchases_cents=3_000, rate_percent="10", moved_on=TODAY)
    assert both is not None
    pool = pool_of(both.activity, [half_paid, draft()])
    assert pool == Pool(5_000, 3_000, 700)
    assert pool.pool_cents == 1_300
    assert Pool(1_000, 3_000, 0).pool_cents == 0


def test_a_share_out_is_approved_once() -> None:
    share = Share("g1", "a1", "student_cooperative", Rule.EQUAL, "r1", Pool(1, 0, 0), (), TODAY)
    approved = approve(share, TODAY)
    assert (approved.status, approved.entry_to_post) == (ShareStatus.APPROVED, True)
    with pytest.raises(RuleError):
        approve(approved, TODAY)
