"""CAE-09: the fixed monthly part, the yearly minimum, and changes of terms that are made good in the open."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from accounting.domain.activity import Activity, MovementKind
from accounting.domain.contribution.policy import Agreed
from accounting.domain.contribution.settling import check_closed, check_reach, owed_by_year, posted, settle
from accounting.domain.contribution.terms import ContributionTerms, flat
from accounting.domain.errors import RuleError
from tests.accounting.unit.contributions import agreed, counted, policy, purchase, sale
from tests.accounting.unit.samples import ACTIVITY

OPENED = replace(ACTIVITY, opened_on=date(2026, 10, 15))
CLOSED_ON = date(2027, 6, 30)
LATER = date(2027, 9, 10)


def terms(fixed: int = 0, minimum: int = 0, rate: str = "10") -> ContributionTerms:
    return replace(flat(rate), fixed_monthly_cents=fixed, yearly_minimum_cents=minimum)


def settled(activity: Activity, found: Agreed, today: date, closed_on: date | None = None) -> Activity:
    return settle("a1", activity, found, closed_on, today)


def test_cae_09_each_month_that_is_over_owes_its_fixed_part_once() -> None:
    found = agreed(policy(terms(fixed=3_000)))
    assert settled(OPENED, found, date(2026, 10, 31)).contribution_cents == 0
    november = settled(OPENED, found, date(2026, 11, 1))
    assert (list(november.movements), november.contribution_cents) == (["a1:fixed:2026-10"], 3_000)
    assert november.contributions_to_post == ("a1:fixed:2026-10",)
    assert settled(november, found, date(2026, 11, 30)) == november
    year = settled(november, found, LATER)
    assert year.contribution_cents == 11 * 3_000
    assert year.movements["a1:fixed:2027-02"].moved_on == date(2027, 2, 28)


def test_cae_09_a_closed_activity_owes_no_month_after_its_end() -> None:
    found = agreed(policy(terms(fixed=3_000)))
    assert settled(OPENED, found, LATER, CLOSED_ON).contribution_cents == 9 * 3_000
    middle = settled(OPENED, found, date(2026, 12, 10), date(2026, 12, 10))
    assert middle.movements["a1:fixed:2026-12"].moved_on == date(2026, 12, 10)


def test_cae_09_the_minimum_tops_up_once_the_year_is_over_and_a_late_sale_lowers_it() -> None:
    found = agreed(policy(terms(minimum=120_000)))
    sold = counted(OPENED, [("i", sale(500_000, date(2027, 5, 1)))], found)
    assert settled(sold, found, date(2027, 8, 31)).contribution_cents == 50_000
    over = settled(sold, found, date(2027, 9, 1))
    assert over.movements["a1:minimum:2027"].contribution_cents == 70_000
    late = counted(over, [("j", sale(300_000, date(2027, 8, 30)))], found)
    assert (late.movements["j"].contribution_cents, late.contribution_cents) == (0, 120_000)
    above = counted(late, [("k", sale(500_000, date(2027, 8, 30)))], found)
    assert (above.movements["k"].contribution_cents, above.contribution_cents) == (10_000, 130_000)


def test_cae_09_a_loss_owes_the_minimum_and_the_fixed_part() -> None:
    found = agreed(policy(terms(fixed=3_000, minimum=20_000)))
    lost = counted(OPENED, [("b", purchase(500_000, date(2027, 5, 1)))], found)
    assert settled(lost, found, date(2027, 7, 1)).contribution_cents == 9 * 3_000
    assert settled(lost, found, LATER).contribution_cents == 33_000
    assert settled(lost, agreed(policy(terms(minimum=20_000))), CLOSED_ON, CLOSED_ON).contribution_cents == 20_000


def test_cae_09_a_change_of_terms_is_a_movement_of_its_own() -> None:
    sold = counted(OPENED, [("i", sale(100_000, date(2026, 11, 2)))])
    changed = agreed(policy("12", date(2026, 11, 1)))
    today = date(2026, 12, 1)
    assert owed_by_year("a1", sold, changed, None, today) == {2027: 12_000}
    after = settled(sold, changed, today)
    made_good = after.movements["a1:regularisation:2027:1"]
    assert (made_good.contribution_cents, made_good.kind) == (2_000, MovementKind.REGULARISATION)
    assert after.movements["i"] == sold.movements["i"]
    assert settled(after, changed, today) == after
    back = settled(after, agreed(), today)
    assert (back.contribution_cents, list(back.movements)[-1]) == (10_000, "a1:regularisation:2027:2")
    assert posted(back, "a1:regularisation:2027:1").contributions_to_post == ("a1:regularisation:2027:2",)


def test_cae_09_a_change_of_the_past_year_is_posted_today_and_counts_in_its_own_year() -> None:
    sold = counted(OPENED, [("i", sale(100_000, date(2026, 11, 2)))])
    after = settled(sold, agreed(policy("12", date(2026, 11, 1))), LATER)
    made_good = after.movements["a1:regularisation:2027:1"]
    assert (made_good.moved_on, made_good.counts_on) == (LATER, date(2027, 8, 31))


def test_cae_09_nothing_changes_before_the_end_of_the_last_closed_period() -> None:
    check_closed(date(2026, 12, 1), None)
    check_closed(date(2026, 12, 1), date(2026, 11, 30))
    with pytest.raises(RuleError) as caught:
        check_closed(date(2026, 11, 30), date(2026, 11, 30))
    assert (caught.value.slug, "2026-12-01" in caught.value.detail) == ("cae-09-closed-period", True)


def test_cae_09_a_change_that_reaches_back_says_to_whom() -> None:
    check_reach(date(2026, 12, 1), [])
    with pytest.raises(RuleError) as caught:
        check_reach(date(2026, 12, 1), ["A001"])
    assert (caught.value.slug, "A001" in caught.value.detail) == ("cae-09-reaches-back", True)


DAYS = st.dates(date(2026, 10, 15), date(2028, 2, 1))
SALES = st.lists(st.tuples(st.integers(-(10**6), 10**6), DAYS), max_size=5)
AGREEMENTS = st.sampled_from(
    [
        agreed(policy(terms(fixed=3_000, minimum=120_000))),
        agreed(policy("10", date(2026, 9, 1), date(2027, 1, 15)), policy(terms(fixed=1_234), date(2027, 1, 16))),
        agreed(policy(terms(minimum=5_000, rate="8.33"))),
    ]
)


@given(SALES, AGREEMENTS, AGREEMENTS, st.lists(DAYS, min_size=1, max_size=4))
def test_cae_09_however_often_it_is_settled_in_between_the_sum_is_what_is_due(
    sales: list[tuple[int, date]], first: Agreed, then: Agreed, days: list[date]
) -> None:
    keyed = [(str(place), sale(*one)) for place, one in enumerate(sales)]
    end = date(2028, 3, 1)
    activity = OPENED
    for place, day in enumerate(sorted(days)):
        activity = settled(counted(activity, keyed[place : place + 1], first), first, day)
    activity = settled(counted(activity, keyed, then), then, end)
    straight = settled(counted(OPENED, keyed, then), then, end)
    assert activity.contribution_cents == straight.contribution_cents
    assert sum(owed_by_year("a1", straight, then, None, end).values()) == straight.contribution_cents
