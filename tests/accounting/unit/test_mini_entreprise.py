"""A mini-entreprise under an association: real money, caps, repayment, donation (MINI-02…05)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from accounting.domain.advance import (
    AdvanceBook,
    AdvancePolicy,
    Format,
    Offer,
    Repayment,
    change_policy,
    posted,
    receive,
    repay,
)
from accounting.domain.advance_entries import advance_received, advance_repaid, donation_given, holder_account
from accounting.domain.donation import donate, required_cents, seal
from accounting.domain.entry import Journal
from accounting.domain.errors import DomainError, InputError, RuleError
from accounting.domain.treasury import Means
from tests.accounting.unit.samples import BOOKS, SIREN, TODAY

MEMBERS = ("p1", "p2")
BOOK = AdvanceBook("a1", "g1", "mini_entreprise", SIREN)


def offer(number: int = 1, shares: int = 5, person: str = "p1", relative: str | None = None) -> Offer:
    return Offer(f"k{number}", person, relative, shares, TODAY, Means.CASH)


def received(book: AdvanceBook, one: Offer) -> AdvanceBook:
    return receive(book, one, MEMBERS, TODAY, TODAY)


def given_away(book: AdvanceBook, cents: int, profit: int, id_: str = "d1") -> AdvanceBook:
    return donate(
        book,
        id_,
        beneficiary="Association Exemple",
        amount_cents=cents,
        donated_on=TODAY,
        means=Means.TRANSFER,
        profit_cents=profit,
        today=TODAY,
    )


def test_mini_03_an_advance_is_shares_times_the_unit_price_and_counts_once() -> None:
    book = received(BOOK, offer())
    assert (book.raised_cents, book.outstanding_cents, book.pending) == (2_000, 2_000, ("advance:a1:1",))
    assert received(book, offer()) is book


def test_mini_03_the_default_caps_are_125_shares_of_4_euros() -> None:
    full = received(BOOK, offer(shares=125))
    assert full.raised_cents == 50_000
    for book, one in ((BOOK, offer(shares=126)), (full, offer(2, 1))):
        with pytest.raises(InputError) as caught:
            received(book, one)
        assert "MINI-03" in caught.value.detail


def test_mini_03_a_relative_is_another_person_with_a_cap_of_their_own() -> None:
    book = replace(BOOK, policy=AdvancePolicy(cap_per_person_cents=2_000))
    book = received(received(book, offer()), offer(2, relative="parent-1"))
    with pytest.raises(InputError) as caught:
        received(book, offer(3, 1))
    assert caught.value.fields[0].accepted == "none"
    assert [one.holder_number for one in book.advances] == [1, 2]


@given(st.lists(st.tuples(st.sampled_from(MEMBERS), st.integers(-1, 60)), max_size=15))
def test_mini_03_no_order_of_advances_gets_over_a_cap(wanted: list[tuple[str, int]]) -> None:
    book = replace(BOOK, policy=AdvancePolicy(cap_total_cents=30_000, cap_per_person_cents=20_000))
    for number, (person, shares) in enumerate(wanted):
        try:
            book = received(book, offer(number, shares, person))
        except DomainError:
            continue
    assert book.raised_cents <= 30_000
    for person in MEMBERS:
        assert sum(one.amount_cents for one in book.advances if one.person_id == person) <= 20_000


@pytest.mark.parametrize("format", [Format.S, Format.M])
def test_mini_02_formats_without_a_sale_have_no_real_money(format: Format) -> None:
    policy = AdvancePolicy(format=format)
    with pytest.raises(RuleError) as caught:
        received(change_policy(BOOK, policy), offer())
    assert caught.value.slug == "mini-02-no-real-money"
    with pytest.raises(RuleError):
        change_policy(received(BOOK, offer()), policy)
    assert received(change_policy(BOOK, AdvancePolicy(format=Format.L)), offer()).advances


def test_what_does_not_fit_is_refused_by_field() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for one, field in (
        (replace(offer(), person_id="p9"), "person_id"),
        (replace(offer(), received_on=tomorrow), "received_on"),
        (offer(shares=0), "shares"),
    ):
        with pytest.raises(InputError) as caught:
            received(BOOK, one)
        assert caught.value.fields[0].field == field
    for policy, field in (
        ({"unit_price_cents": 0}, "unit_price"),
        ({"cap_per_person_cents": 399}, "cap_per_person"),
        ({"donation_rate_percent": "101"}, "donation_rate_percent"),
    ):
        with pytest.raises(InputError) as caught:
            AdvancePolicy(**policy)
        assert caught.value.fields[0].field == field
    with pytest.raises(InputError):
        change_policy(received(BOOK, offer(shares=125)), AdvancePolicy(cap_total_cents=49_999))


def test_mini_03_an_advance_goes_back_once_and_whole_but_for_what_is_waived() -> None:
    book, back = received(BOOK, offer()), Repayment(TODAY, 1_500, 500, Means.CASH)
    settled = repay(book, "a1:1", back, TODAY)
    assert (settled.outstanding_cents, settled.waived_cents) == (0, 500)
    assert repay(settled, "a1:1", back, TODAY) is settled
    with pytest.raises(RuleError) as caught:
        repay(settled, "a1:1", replace(back, amount_cents=2_000, waived_cents=0), TODAY)
    assert caught.value.slug == "mini-03-repaid"
    for wrong in (replace(back, amount_cents=1_499), replace(back, amount_cents=2_500, waived_cents=-500)):
        with pytest.raises(InputError):
            repay(book, "a1:1", wrong, TODAY)
    with pytest.raises(InputError):
        repay(book, "a1:9", back, TODAY)


def test_mini_04_a_donation_is_at_least_the_rate_and_at_most_the_profit() -> None:
    book = replace(BOOK, policy=AdvancePolicy(donation_rate_percent="20"))
    assert (required_cents(book, 10_001), required_cents(book, -5)) == (2_000, 0)
    for cents in (1_999, 10_002):
        with pytest.raises(InputError) as caught:
            given_away(book, cents, 10_001)
        assert caught.value.fields[0].accepted == "20.00 to 100.01"
    with pytest.raises(RuleError) as refused:
        seal(book, 10_001)
    assert refused.value.slug == "mini-04-donation"
    given = given_away(book, 2_000, 10_001)
    seal(given, 10_001)
    assert given_away(given, 2_000, 10_001) is given
    more = given_away(given, 1_000, 15_000, "d2")
    assert more.donated_cents == 3_000
    seal(more, 15_000)


def test_mini_04_by_default_nothing_has_to_be_given_and_a_loss_gives_nothing() -> None:
    seal(BOOK, 10_000)
    assert given_away(BOOK, 1, 10_000).donated_cents == 1
    with pytest.raises(InputError) as caught:
        given_away(BOOK, 1, 0)
    assert "no profit" in caught.value.fields[0].accepted


def test_acc_01_the_entries_of_advances_and_donations_say_why() -> None:
    book = received(BOOK, offer(relative="parent-1"))
    holder = holder_account("A001", book.advances[0], "")
    assert (holder.account, holder.label) == ("PA001001", "Proche parent-1 (prêteur 1)")
    first = advance_received(BOOKS, book.advances[0], holder)
    assert [(line.account, line.balance_cents) for line in first.lines] == [("530", 2_000), ("1673", -2_000)]
    assert (first.journal, first.voucher_ref, first.why.rule) == (Journal.CASH, "AV-A001-001", "MINI-03")
    back = Repayment(TODAY, 1_500, 500, Means.TRANSFER)
    second = advance_repaid(BOOKS, book.advances[0], back, holder)
    assert [(line.account, line.balance_cents) for line in second.lines] == [
        ("1673", 2_000),
        ("512", -1_500),
        ("7582", -500),
    ]
    donated = given_away(replace(BOOK, policy=AdvancePolicy(donation_rate_percent="12.5")), 2_000, 10_000)
    third = donation_given(BOOKS, donated, donated.donations[0])
    assert [(line.account, line.balance_cents) for line in third.lines] == [("6238", 2_000), ("512", -2_000)]
    assert third.why.sentence.endswith("La règle demande au moins 12,5 % du bénéfice.")


def test_what_is_posted_is_taken_off_the_list_and_what_came_since_stays() -> None:
    book = received(received(BOOK, offer()), offer(2))
    left = posted(book, ("advance:a1:1",))
    assert (left.pending, left.to_post) == (("advance:a1:2",), True)
    assert posted(left, left.pending).to_post is False


def test_mini_03_a_book_is_sealed_when_everything_went_back_and_nothing_changes_it_after() -> None:
    book = received(BOOK, offer())
    with pytest.raises(RuleError) as caught:
        seal(book, 0)
    assert caught.value.slug == "mini-03-advances"
    back = Repayment(TODAY, 2_000, 0, Means.CASH)
    sealed = seal(repay(book, "a1:1", back, TODAY), 10_000)
    assert sealed.sealed
    changes: list[Callable[[], AdvanceBook]] = [
        lambda: received(sealed, offer(2)),
        lambda: given_away(sealed, 100, 10_000),
        lambda: change_policy(sealed, AdvancePolicy()),
        lambda: repay(replace(book, sealed=True), "a1:1", back, TODAY),
    ]
    for change in changes:
        with pytest.raises(RuleError) as caught:
            change()
        assert caught.value.slug == "share-approved"
    assert received(sealed, offer()) is sealed
    assert repay(sealed, "a1:1", back, TODAY) is sealed
