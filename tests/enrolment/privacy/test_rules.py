"""The laws of the requests, whatever comes in whatever order."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import InputError, RuleError
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.privacy.access import AccessRequest, Status as AccessStatus, with_piece
from enrolment.domain.privacy.answering import SERVICES, Answerer
from enrolment.domain.privacy.erasure import (
    Answer,
    ErasureRequest,
    IdentityCheck,
    Origin,
    Outcome,
    Rejection,
    Status,
    accepted,
    answered,
    extended,
    identified,
    own_part_done,
    received,
    rejected,
)
from enrolment.domain.privacy.forgetting import erased_person, restricted_person
from enrolment.domain.privacy.retention import RuleInForce, own_rule

TODAY = date(2026, 9, 1)
PERSONS = ("guardian", "person")
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def erasing() -> ErasureRequest:
    """A request that is followed, for a minor and their guardian."""
    asked = received("person", "cmq-mma", Origin.PERSON, "person", TODAY, TODAY)
    checked = identified(asked, IdentityCheck("token", "person", TODAY))
    return accepted(checked, PERSONS, "dpo", TODAY, partial=False)


ANSWERS = [(service, person) for service in SERVICES for person in PERSONS]


@given(order=st.permutations([*ANSWERS, None]), kept=st.lists(st.sampled_from(["ledger-entries"]), max_size=1))
def test_gdpr_02_it_closes_with_the_last_part_that_is_done_and_not_before(
    order: list[tuple[str, str] | None], kept: list[str]
) -> None:
    """None stands for this service's own part, which may be done before, between or after the others'."""
    request = erasing()
    for place, one in enumerate(order, 1):
        if one is None:
            request = own_part_done(request, (), TODAY)
        else:
            answerer = Answerer("coopilote", *one)
            request = answered(request, answerer, Answer(tuple(kept), None, TODAY), (), TODAY)
        assert (request.status is Status.CLOSED) == (place == len(order))
    assert request.outcome is (Outcome.PARTIAL if kept else Outcome.ERASED)


@given(order=st.permutations(ANSWERS))
def test_a_partner_who_runs_two_deployments_of_a_service_waits_for_both(order: list[tuple[str, str]]) -> None:
    expected = tuple(f"{partner}.{service}" for service in SERVICES for partner in ("coopilote", "other-cae"))
    request = own_part_done(erasing(), expected, TODAY)
    for service, person in order:
        request = answered(request, Answerer("coopilote", service, person), Answer((), None, TODAY), expected, TODAY)
    assert request.status is Status.ERASED
    assert {one.partition(".")[0] for one in request.waits_for(expected)} == {"other-cae"}


@given(pieces=st.permutations([(service, part) for service in SERVICES for part in (1, 2, 3)]))
def test_an_access_is_complete_with_the_last_piece_in_whatever_order(pieces: list[tuple[str, int]]) -> None:
    request = AccessRequest("person", "cmq-mma", "person", TODAY)
    for place, (service, part) in enumerate(pieces, 1):
        for _ in range(2):
            request = with_piece(request, Answerer("coopilote", service, "person"), part, 3, (), TODAY)
        assert (request.status is AccessStatus.COMPLETE) == (place == len(pieces))


@given(received_on=DAYS, today=DAYS)
def test_gdpr_03_never_more_than_three_months_and_only_if_told_within_one(received_on: date, today: date) -> None:
    if received_on > today:
        with pytest.raises(InputError):
            received("p", "c", Origin.OFFICE, "dpo", received_on, today)
        return
    asked = received("p", "c", Origin.OFFICE, "dpo", received_on, today)
    assert (asked.due_on - received_on).days in range(28, 32)
    if today > asked.due_on:
        with pytest.raises(RuleError, match="gdpr-03-extension-too-late"):
            extended(asked, "complexity", today)
        return
    longer = extended(asked, "complexity", today)
    assert (longer.due_on - received_on).days in range(89, 93)
    with pytest.raises(RuleError, match="gdpr-03-extended-already"):
        extended(longer, "complexity", today)


def test_doubt_about_who_asks_is_no_reason_once_that_was_checked() -> None:
    asked = received("p", "c", Origin.OFFICE, "dpo", TODAY, TODAY)
    assert rejected(asked, Rejection("gdpr-12-2", "dpo", TODAY)).status is Status.REJECTED
    checked = identified(asked, IdentityCheck("card", "dpo", TODAY))
    with pytest.raises(InputError):
        rejected(checked, Rejection("gdpr-12-2", "dpo", TODAY))
    with pytest.raises(RuleError):
        accepted(asked, ("p",), "dpo", TODAY, partial=False)


@given(
    texts=st.lists(
        st.text(min_size=3, alphabet=st.characters(codec="ascii", categories=["L"])), min_size=8, max_size=8
    ),
    birth=DAYS,
)
def test_gdpr_02_a_tombstone_says_nothing_of_the_person(texts: list[str], birth: date) -> None:
    given_, family, email, phone, place, nationality, ine, address = texts
    person = Person(
        Kind.STUDENT,
        given_,
        family,
        email,
        "cmq-mma",
        birth_date=birth,
        phone=phone,
        birth_place=place,
        nationality=nationality,
        ine=ine,
        address=address,
    )
    assert erased_person(person, "e") == erased_person(replace(person, given_name="", email="", birth_date=None), "e")
    kept = restricted_person(person, "e")
    assert (kept.name, kept.email, kept.phone, kept.ine, kept.address) == (person.name, "", "", "", "")


@given(months=st.integers(0, 600), today=DAYS)
def test_gdpr_04_a_class_without_duration_or_before_its_day_lets_nothing_go(months: int, today: date) -> None:
    assert RuleInForce("c", None, "s", TODAY, 0).due_before(today) is None
    before = RuleInForce("c", months, "s", TODAY, 0).due_before(today)
    assert (before is None) == (today < TODAY)
    assert before is None or before <= today


@pytest.mark.parametrize("months", [-1, 601])
def test_gdpr_04_a_duration_is_one_that_can_be(months: int) -> None:
    with pytest.raises(InputError):
        own_rule("contracts", months, "decision", TODAY, "dpo")
