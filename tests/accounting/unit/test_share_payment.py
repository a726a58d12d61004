"""Paying a share-out: never before the approval, never more than the share, each payment once (domain §8.12)."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from accounting.domain.entry import Auxiliary, Journal
from accounting.domain.errors import DomainError, InputError, RuleError
from accounting.domain.group_record import Rule
from accounting.domain.pool import Pool
from accounting.domain.share import MemberShare, Share, SharePayment, ShareStatus, approve
from accounting.domain.share_entries import share_payment, share_why
from accounting.domain.share_payment import pay
from accounting.domain.treasury import Means
from tests.accounting.unit.samples import BOOKS, TODAY

COMPUTED = Share(
    "g1",
    "a1",
    "student_cooperative",
    Rule.HOURS,
    "r1",
    Pool(1_500, 400, 100),
    (MemberShare("p1", 1, 60, 600), MemberShare("p2", 2, 40, 400), MemberShare("p3", 3, 0, 0)),
    TODAY,
    adopted_on=TODAY - timedelta(days=1),
)
APPROVED = approve(COMPUTED, TODAY)


def payment(number: int, person: str, cents: int, means: Means = Means.TRANSFER) -> SharePayment:
    return SharePayment(f"y{number}", person, TODAY, cents, means)


def test_a_share_out_is_paid_in_parts_until_everybody_has_theirs() -> None:
    share = APPROVED
    for number, (person, cents) in enumerate((("p1", 250), ("p2", 400), ("p1", 350)), 1):
        assert share.status is ShareStatus.APPROVED
        share = pay(share, payment(number, person, cents), TODAY)
        assert share.payments_to_post
    assert (share.status, share.paid_cents) == (ShareStatus.PAID, 1_000)


def test_the_same_payment_counts_once() -> None:
    once = pay(APPROVED, payment(1, "p1", 600), TODAY)
    assert pay(once, payment(1, "p1", 600), TODAY) is once


@pytest.mark.parametrize(
    ("share", "one", "error", "slug"),
    [
        (COMPUTED, payment(1, "p1", 1), RuleError, "share-not-approved"),
        (APPROVED, payment(1, "p9", 1), InputError, "invalid-person-id"),
        (APPROVED, payment(1, "p1", 601), InputError, "invalid-amount"),
        (APPROVED, payment(1, "p1", 0), InputError, "invalid-amount"),
        (APPROVED, payment(1, "p3", 1), RuleError, "share-member-paid"),
        (pay(APPROVED, payment(1, "p1", 600), TODAY), payment(2, "p1", 1), RuleError, "share-member-paid"),
        (
            APPROVED,
            SharePayment("y1", "p1", TODAY + timedelta(days=1), 1, Means.CASH),
            InputError,
            "invalid-paid-on",
        ),
        (
            pay(pay(APPROVED, payment(1, "p1", 600), TODAY), payment(2, "p2", 400), TODAY),
            payment(3, "p1", 1),
            RuleError,
            "share-paid",
        ),
    ],
)
def test_what_does_not_fit_is_refused(share: Share, one: SharePayment, error: type[DomainError], slug: str) -> None:
    with pytest.raises(error) as caught:
        pay(share, one, TODAY)
    assert caught.value.slug == slug


@given(st.lists(st.tuples(st.sampled_from(["p1", "p2", "p3"]), st.integers(-5, 700)), max_size=12))
def test_nobody_ever_gets_more_than_their_share(wanted: list[tuple[str, int]]) -> None:
    share = APPROVED
    for number, (person, cents) in enumerate(wanted):
        try:
            share = pay(share, payment(number, person, cents), TODAY)
        except DomainError:
            continue
    for member in share.members:
        assert 0 <= share.paid_to(member.person_id) <= member.amount_cents
    assert (share.status is ShareStatus.PAID) == (share.paid_cents == share.total_cents)


def test_acc_01_a_payment_is_a_debit_of_468_and_says_why() -> None:
    share = pay(pay(APPROVED, payment(1, "p1", 250), TODAY), payment(2, "p1", 350, Means.CASH), TODAY)
    member = Auxiliary("MA001001", "Ida Exemple")
    first, second = (share_payment(BOOKS, "s1", share, one, member) for one in share.payments)
    assert [(line.account, line.balance_cents) for line in first.lines] == [("468", 250), ("512", -250)]
    assert (first.lines[0].auxiliary, first.journal, first.source_key) == (member, Journal.BANK, "share-payment:y1")
    assert "Il reste 3,50\u00a0€ à lui verser." in first.why.sentence
    assert (second.lines[1].account, second.journal) == ("530", Journal.CASH)
    assert second.why.sentence.endswith("Sa part est entièrement versée.")
    assert "Ida" not in first.why.sentence + second.why.sentence


def test_youth_04_the_entry_of_a_share_out_tells_the_vote_and_the_numbers() -> None:
    why = share_why("s1", APPROVED)
    assert (why.rule, why.source_document) == ("YOUTH-04", "share:s1")
    assert (
        "L’assemblée du groupe a voté le 30/11/2026 de partager selon les heures de présence signées." in why.sentence
    )
    assert (
        "10,00\u00a0€ (15,00\u00a0€ encaissés hors taxes − 4,00\u00a0€ d’achats − 1,00\u00a0€ de contribution)"
        in why.sentence
    )
