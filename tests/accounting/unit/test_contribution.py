"""CAE-09: the contribution follows its base to the cent, whatever the order of the documents."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, strategies as st

from accounting.domain.activity import Movement
from accounting.domain.bookkeeping import Books, contribution
from accounting.domain.contribution.counting import count
from accounting.domain.contribution.due import all_due
from accounting.domain.contribution.parts import parts_excluding_vat
from accounting.domain.contribution.policy import Agreed
from accounting.domain.contribution.terms import Base, ContributionTerms, Tier, Trigger, flat
from accounting.domain.errors import InputError
from accounting.domain.money import half_up
from accounting.domain.parties import rate_per_ten_thousand
from accounting.domain.why import Level, Why
from tests.accounting.unit.contributions import AGREED, TIERED, agreed, counted, payment, policy, purchase, sale
from tests.accounting.unit.samples import ACTIVITY, TODAY

NEXT_YEAR = date(2027, 9, 2)
WHY = Why("CAE-09", "Parce que.", "invoice:i1")
ON_PAYMENT = flat("10", trigger=Trigger.ON_PAYMENT)


def owed(cents: int, terms: ContributionTerms) -> int:
    return counted(ACTIVITY, [("i", sale(cents))], agreed(policy(terms))).contribution_cents


def test_cae_09_a_late_purchase_lowers_the_contribution_by_its_difference() -> None:
    sold = counted(ACTIVITY, [("invoice", sale(100_000))])
    assert sold.contribution_cents == 10_000
    bought = counted(sold, [("purchase", purchase(30_000))])
    assert (bought.contribution_cents, bought.margin_cents) == (7_000, 70_000)
    assert bought.movements["purchase"].contribution_cents == -3_000


def test_cae_09_a_loss_owes_nothing_until_it_is_made_good() -> None:
    loss = counted(ACTIVITY, [("purchase", purchase(50_000))])
    assert loss.contribution_cents == 0
    assert counted(loss, [("invoice", sale(60_000))]).contribution_cents == 1_000


def test_cae_09_a_document_counts_once() -> None:
    once = counted(ACTIVITY, [("invoice", sale(100_000))])
    assert count(once, "invoice", sale(100_000), AGREED) is None


def test_cae_09_the_default_rate_of_the_first_movement_stays() -> None:
    first = counted(ACTIVITY, [("one", sale(10_000))])
    assert counted(first, [("two", sale(10_000))], agreed(rate="15")).contribution_cents == 2_000


def test_cae_09_the_margin_of_the_demonstration() -> None:
    lived = [("i1", sale(89_000)), ("b1", purchase(32_640)), ("i2", sale(29_880))]
    assert counted(ACTIVITY, lived).contribution_cents == 8_624


@pytest.mark.parametrize(
    ("turnover", "due"),
    [(0, 0), (4_000_000, 440_000), (4_000_001, 440_000), (8_000_000, 840_000), (9_000_000, 930_000)],
)
def test_cae_09_tiers_are_marginal(turnover: int, due: int) -> None:
    assert owed(turnover, TIERED) == due


def test_cae_09_tiers_go_by_the_base_of_the_financial_year() -> None:
    terms = agreed(policy(TIERED))
    sold = counted(ACTIVITY, [("one", sale(4_000_000)), ("two", sale(1_000_000))], terms)
    assert (sold.movements["two"].contribution_cents, sold.movements["two"].rate_percent) == (100_000, "10")
    later = counted(sold, [("three", sale(1_000_000, NEXT_YEAR))], terms)
    assert later.movements["three"].contribution_cents == 110_000


def test_cae_09_a_turnover_base_does_not_look_at_purchases() -> None:
    terms = agreed(policy(TIERED))
    assert counted(ACTIVITY, [("i", sale(10_000)), ("b", purchase(10_000))], terms).contribution_cents == 1_100


def test_cae_09_what_is_closer_to_the_document_wins_and_its_level_is_recorded() -> None:
    terms = agreed(policy("10"), activity=(policy("8", date(2026, 11, 1), date(2026, 11, 30)),))
    november, own = date(2026, 11, 15), sale(10_000, own_rate_percent="5")
    activity = counted(ACTIVITY, [("a", sale(10_000)), ("b", sale(10_000, november)), ("c", own)], terms)
    found = [(one.level, one.rate_percent, one.contribution_cents) for one in activity.movements.values()]
    assert found == [(Level.CAE, "10", 1_000), (Level.ACTIVITY, "8", 800), (Level.DOCUMENT, "5", 500)]


def test_cae_09_purchases_take_back_at_the_rate_at_which_it_was_contributed() -> None:
    terms = agreed(policy("10", date(2026, 9, 1), date(2026, 11, 30)), policy("20", date(2026, 12, 1)))
    sold = counted(ACTIVITY, [("a", sale(10_000, date(2026, 10, 1))), ("b", sale(5_000))], terms)
    assert sold.contribution_cents == 2_000
    assert counted(sold, [("c", purchase(8_000))], terms).contribution_cents == 700
    assert counted(sold, [("c", purchase(20_000))], terms).contribution_cents == 0


def test_cae_09_an_exempt_activity_owes_nothing() -> None:
    exempt = ContributionTerms(Base.MARGIN, Trigger.ON_ISSUE, (Tier(None, "10"),), exempt=True)
    activity = counted(ACTIVITY, [("a", sale(10_000))], agreed(policy("10"), activity=(policy(exempt),)))
    assert (activity.contribution_cents, activity.movements["a"].rate_percent) == (0, "0")


def test_cae_09_a_credit_note_reverses_at_the_terms_and_in_the_year_of_its_invoice() -> None:
    terms = agreed(policy("10", date(2026, 9, 1), date(2027, 8, 31)), policy("20", date(2027, 9, 1)))
    sold = counted(ACTIVITY, [("i", sale(10_000))], terms)
    reversed_ = counted(sold, [("c", sale(-10_000, NEXT_YEAR, governed_on=TODAY))], terms)
    assert (reversed_.movements["c"].contribution_cents, reversed_.contribution_cents) == (-1_000, 0)


def test_cae_09_on_payment_only_what_is_paid_counts_under_the_terms_of_the_issue() -> None:
    terms = agreed(policy(ON_PAYMENT, date(2026, 9, 1), date(2026, 12, 31)), policy("20", date(2027, 1, 1)))
    sold = counted(ACTIVITY, [("i", sale(10_000)), ("c", sale(-2_000, governed_on=TODAY))], terms)
    assert sold.contribution_cents == 0
    paid = counted(sold, [("p", payment(5_000, date(2027, 2, 1), governed_on=TODAY))], terms)
    assert paid.movements["p"].contribution_cents == 500
    issued_later = counted(paid, [("j", sale(1_000, date(2027, 2, 1)))], terms)
    free = payment(1_000, date(2027, 2, 2), governed_on=date(2027, 2, 1))
    assert counted(issued_later, [("q", free)], terms).contribution_cents == 700


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(0, 210))
def test_cae_09_the_parts_of_all_payments_add_up_to_the_total_excluding_vat(paid: list[int], per_mille: int) -> None:
    including = sum(paid)
    excluding = half_up(including * 1000, 1000 + per_mille)
    parts = parts_excluding_vat(paid, excluding, including)
    assert sum(parts) == excluding
    assert min(parts) >= 0
    assert parts_excluding_vat(paid[:-1], excluding, including) == parts[:-1]
    assert all(
        abs(part * including - cents * excluding) < 2 * including for part, cents in zip(parts, paid, strict=True)
    )


DAYS = st.sampled_from([date(2026, 9, 1), date(2026, 12, 1), date(2027, 3, 1), date(2027, 8, 31), NEXT_YEAR])
AMOUNTS = st.integers(-(10**6), 10**7)
MOVEMENTS = st.one_of(
    st.builds(sale, AMOUNTS, DAYS, own_rate_percent=st.sampled_from([None, None, "5", "12.34"])),
    st.builds(purchase, AMOUNTS, DAYS),
    st.builds(payment, AMOUNTS, DAYS, governed_on=DAYS),
)
AGREEMENTS = st.sampled_from(
    [
        AGREED,
        agreed(rate="8.33"),
        agreed(policy(TIERED)),
        agreed(policy(ON_PAYMENT, date(2026, 10, 1), date(2027, 2, 28)), policy(TIERED, date(2027, 3, 1))),
        agreed(policy("13.5"), activity=(policy("7.77", date(2026, 12, 1), date(2027, 6, 30)),)),
    ]
)


@given(st.lists(MOVEMENTS, max_size=10), AGREEMENTS, st.randoms(use_true_random=False))
def test_cae_09_the_sum_posted_is_what_is_due_in_any_order_and_with_redelivery(
    movements: list[Movement], terms: Agreed, random: Random
) -> None:
    keyed = [(str(place), movement) for place, movement in enumerate(movements)]
    straight = counted(ACTIVITY, keyed, terms)
    shuffled = [*keyed, *keyed]
    random.shuffle(shuffled)
    other = counted(ACTIVITY, shuffled, terms)
    due = sum(one.due_cents for one in all_due(movements, terms))
    assert straight.contribution_cents == other.contribution_cents == due >= 0


@given(st.lists(MOVEMENTS, max_size=6), st.lists(MOVEMENTS, max_size=6), AGREEMENTS)
def test_cae_09_a_reversal_brings_back_to_what_was_and_in_the_end_to_zero(
    kept: list[Movement], undone: list[Movement], terms: Agreed
) -> None:
    before = counted(ACTIVITY, [(f"k{place}", one) for place, one in enumerate(kept)], terms)
    there = counted(before, [(f"u{place}", one) for place, one in enumerate(undone)], terms)
    back = counted(there, [(f"r{place}", _reversed(one)) for place, one in enumerate(undone)], terms)
    assert back.contribution_cents == before.contribution_cents
    assert (
        counted(back, [(f"z{place}", _reversed(one)) for place, one in enumerate(kept)], terms).contribution_cents == 0
    )


TIERS = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 10_000)), min_size=1, max_size=5, unique_by=lambda one: one[0]
)


@given(TIERS, st.integers(0, 2 * 10**6))
def test_cae_09_tiers_are_continuous_and_monotone(bounds: list[tuple[int, int]], base: int) -> None:
    ascending = sorted(bounds)
    rates = [f"{rate // 100}.{rate % 100:02d}" for _, rate in ascending]
    tiers = (*(Tier(up_to, rate) for (up_to, _), rate in zip(ascending, rates, strict=True)), Tier(None, "1"))
    terms = ContributionTerms(Base.TURNOVER, Trigger.ON_ISSUE, tiers)
    assert 0 <= owed(base + 1, terms) - owed(base, terms) <= 1
    for up_to, _ in ascending:
        assert owed(up_to, terms) - owed(up_to - 1, terms) <= 1


@given(st.integers(-(10**9), 10**9))
def test_cae_09_the_activity_gives_exactly_what_the_cooperative_gets(cents: int) -> None:
    draft = contribution(Books("a1", ACTIVITY), "i1", "2026-000001", cents, TODAY, WHY)
    if draft is None:
        assert cents == 0
        return
    net = {
        account: sum(one.balance_cents for one in draft.lines if one.account == account)
        for account in ("181", "186", "187")
    }
    assert net == {"181": 0, "186": cents, "187": -cents}


@pytest.mark.parametrize(("percent", "expected"), [("10", 1000), ("13.5", 1350), ("0", 0), ("100", 10_000)])
def test_a_rate_has_at_most_two_decimals(percent: str, expected: int) -> None:
    assert rate_per_ten_thousand(percent) == expected


@pytest.mark.parametrize("percent", ["ten", "-1", "100.01", "1.005", "NaN", "Infinity"])
def test_what_is_no_rate_is_refused(percent: str) -> None:
    with pytest.raises(InputError):
        rate_per_ten_thousand(percent)


def _reversed(one: Movement) -> Movement:
    return Movement(
        -one.turnover_cents,
        -one.purchases_cents,
        0,
        one.moved_on,
        -one.collected_cents,
        one.kind,
        one.governed_on,
        one.own_rate_percent,
    )
