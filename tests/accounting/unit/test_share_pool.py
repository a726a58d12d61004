"""The pool, step by step, with a sentence for each step (YOUTH-04, MINI-03, MINI-04)."""

from dataclasses import replace

from hypothesis import given, strategies as st

from accounting.domain.activity import Movement
from accounting.domain.advance import AdvanceBook, Offer, Repayment, receive, repay
from accounting.domain.invoice import Means, Payment, pay
from accounting.domain.pool import Pool, pool_of, steps
from accounting.domain.treasury import Means as Handed
from tests.accounting.unit.samples import ACTIVITY, SIREN, TODAY, draft, issued

CENTS = st.integers(0, 10**9)


def test_the_pool_is_the_cash_without_vat_less_charges_and_contribution() -> None:
    half_paid = pay(issued(), Payment("y1", TODAY, 6_000, Means.CARD), TODAY)
    moved = {"i1": Movement(10_000, 0, 1_000, TODAY), "b1": Movement(0, 3_000, -300, TODAY)}
    pool = pool_of(replace(ACTIVITY, movements=moved), [half_paid, draft()])
    assert pool == Pool(5_000, 3_000, 700)
    assert pool.pool_cents == 1_300
    assert Pool(1_000, 3_000, 0).pool_cents == 0


def test_mini_03_advances_never_belong_to_the_pool_unless_their_holder_waives_them() -> None:
    book = AdvanceBook("a1", "g1", "mini_entreprise", SIREN)
    for number in (1, 2):
        offer = Offer(f"k{number}", "p1", None, 5, TODAY, Handed.CASH)
        book = receive(book, offer, ("p1", "p2"), TODAY, TODAY)
    assert pool_of(ACTIVITY, [], book).pool_cents == 0
    book = repay(book, "a1:1", Repayment(TODAY, 500, 1_500, Handed.CASH), TODAY)
    pool = pool_of(ACTIVITY, [], book)
    assert (pool.advances_received_cents, pool.advances_repaid_cents, pool.pool_cents) == (4_000, 2_500, 1_500)


def test_steps_are_told_in_french_and_only_those_that_there_were() -> None:
    told = steps(Pool(100_000, 30_000, 7_000))
    assert [(one.code, one.change_cents, one.after_cents) for one in told] == [
        ("cash_collected", 100_000, 100_000),
        ("direct_charges", -30_000, 70_000),
        ("contribution", -7_000, 63_000),
        ("pool", 0, 63_000),
    ]
    assert told[0].sentence.startswith("Les clients ont payé 1\u202f000,00\u00a0€ hors taxes.")
    assert told[-1].sentence == "Il reste 630,00\u00a0€ à partager entre les membres."
    whole = steps(Pool(100_000, 30_000, 7_000, 50_000, 50_000, 10_000))
    assert [one.code for one in whole][3:] == ["advances_received", "advances_repaid", "donation", "pool"]


def test_a_loss_is_said_as_what_is_missing() -> None:
    told = steps(Pool(1_000, 3_000, 0))
    assert (told[-1].after_cents, told[-2].after_cents) == (0, -2_000)
    assert told[-1].sentence == "Il ne reste rien à partager : il manque 20,00\u00a0€ pour couvrir ce qui est retiré."
    assert steps(Pool(0, 0, 0))[-1].sentence == "Il ne reste rien à partager."


@given(cash=CENTS, charges=CENTS, contribution=CENTS, advances=CENTS, donation=CENTS)
def test_the_steps_lead_from_the_cash_to_the_pool(
    cash: int, charges: int, contribution: int, advances: int, donation: int
) -> None:
    pool = Pool(cash, charges, contribution, advances, advances, donation)
    told = steps(pool)
    total = sum(one.change_cents for one in told)
    assert told[-2].after_cents == total == cash - charges - contribution - donation
    assert told[-1].after_cents == pool.pool_cents == max(0, total)
