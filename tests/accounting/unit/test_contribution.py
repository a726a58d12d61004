"""CAE-09: the contribution follows the margin, whatever the order of the documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.domain.activity import Activity
from accounting.domain.contribution import due_cents, move
from accounting.domain.errors import InputError
from accounting.domain.parties import rate_per_ten_thousand
from tests.accounting.unit.samples import ACTIVITY, TODAY


def moved(activity: Activity, document: str, turnover: int, purchases: int, rate: str = "10") -> Activity:
    one = move(
        activity, document, turnover_cents=turnover, purchases_cents=purchases, rate_percent=rate, moved_on=TODAY
    )
    return one.activity if one else activity


def test_cae_09_a_late_purchase_lowers_the_contribution_by_its_difference() -> None:
    sold = moved(ACTIVITY, "invoice", 100_000, 0)
    assert sold.contribution_cents == 10_000
    bought = moved(sold, "purchase", 0, 30_000)
    assert (bought.contribution_cents, bought.margin_cents) == (7_000, 70_000)
    assert bought.movements["purchase"].contribution_cents == -3_000


def test_cae_09_a_loss_owes_nothing_until_it_is_made_good() -> None:
    loss = moved(ACTIVITY, "purchase", 0, 50_000)
    assert loss.contribution_cents == 0
    assert moved(loss, "invoice", 60_000, 0).contribution_cents == 1_000


def test_cae_09_a_document_counts_once() -> None:
    once = moved(ACTIVITY, "invoice", 100_000, 0)
    assert move(once, "invoice", turnover_cents=100_000, rate_percent="10", moved_on=TODAY) is None


def test_cae_09_the_rate_of_the_first_movement_stays() -> None:
    first = moved(ACTIVITY, "one", 10_000, 0, "10")
    assert moved(first, "two", 10_000, 0, "15").contribution_cents == 2_000


@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), max_size=12).flatmap(
        lambda documents: st.tuples(st.just(documents), st.permutations(range(len(documents))))
    ),
    st.sampled_from(["10", "13.5", "8.33", "0", "100"]),
)
def test_cae_09_the_sum_is_the_rate_of_the_margin_in_any_order(
    case: tuple[list[tuple[int, int]], list[int]], rate: str
) -> None:
    documents, order = case
    activity = ACTIVITY
    for place in order:
        activity = moved(activity, str(place), *documents[place], rate)
    turnover, purchases = sum(one for one, _ in documents), sum(one for _, one in documents)
    assert activity.contribution_cents == due_cents(rate, turnover, purchases)


@pytest.mark.parametrize(("percent", "expected"), [("10", 1000), ("13.5", 1350), ("0", 0), ("100", 10_000)])
def test_a_rate_has_at_most_two_decimals(percent: str, expected: int) -> None:
    assert rate_per_ten_thousand(percent) == expected


@pytest.mark.parametrize("percent", ["ten", "-1", "100.01", "1.005", "NaN", "Infinity"])
def test_what_is_no_rate_is_refused(percent: str) -> None:
    with pytest.raises(InputError):
        rate_per_ten_thousand(percent)
