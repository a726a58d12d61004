"""Who has to consent, at which age, and what one word does to a consent: the rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import InputError, RuleError
from enrolment.domain.persons.consent import (
    Consent,
    How,
    Party,
    Proof,
    Status,
    Word,
    asked_again,
    expired,
    parties_needed,
    requested,
    said_no,
    said_yes,
)
from enrolment.domain.persons.consent_text import ConsentText, Kind, rewritten

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
TODAY = NOW.date()
PAPER = Proof(How.PAPER, "staff", "Formulaire signé")
TEXT = ConsentText(Kind.DATA, "v1", "Vos données", "Le texte", date(2026, 1, 1), valid_months=12)
AT_14, AT_15, AT_17, AT_18 = date(2011, 9, 2), date(2011, 9, 1), date(2008, 9, 2), date(2008, 9, 1)
BOTH, GUARDIAN, ALONE = frozenset(Party), frozenset({Party.GUARDIAN}), frozenset({Party.PERSON})


def ask(kind: Kind) -> Consent:
    return requested("child", kind, replace(TEXT, kind=kind), NOW, "staff")


def word(
    party: Party, *, agrees: bool = True, speaker: str | None = None, on: date = TODAY, proof: Proof = PAPER
) -> Word:
    return Word(party, speaker or party.value, "Quelqu’un", agrees, on, NOW, "hash", proof)


@pytest.mark.parametrize(
    ("kind", "born", "who"),
    [
        (Kind.DATA, AT_14, BOTH),
        (Kind.DATA, AT_15, ALONE),
        (Kind.CONTRACT, AT_14, GUARDIAN),
        (Kind.CONTRACT, AT_17, GUARDIAN),
        (Kind.CONTRACT, AT_18, ALONE),
        (Kind.IMAGE, AT_17, GUARDIAN),
        (Kind.IMAGE, AT_18, ALONE),
        (Kind.ELECTRONIC_SIGNATURE, AT_14, ALONE),
    ],
)
def test_gdpr_01_youth_01_who_has_to_consent_follows_from_kind_and_age_on_the_day(
    kind: Kind, born: date, who: frozenset[Party]
) -> None:
    assert parties_needed(kind, born, TODAY) == who


def test_nobody_consents_for_somebody_whose_age_is_not_known() -> None:
    with pytest.raises(RuleError) as caught:
        parties_needed(Kind.DATA, None, TODAY)
    assert caught.value.slug == "birth-date-unknown"


@pytest.mark.parametrize("first", Party)
def test_gdpr_01_below_15_it_is_given_only_when_both_have_given_in_whatever_order(first: Party) -> None:
    second = next(one for one in Party if one is not first)
    half = said_yes(ask(Kind.DATA), word(first), AT_14, TODAY)
    assert half.status is Status.REQUESTED
    assert not half.holds(TODAY)
    whole = said_yes(half, word(second), AT_14, TODAY)
    assert (whole.status, whole.given_on) == (Status.GIVEN, TODAY)
    assert whole.expires_on == date(2027, 9, 1)


@pytest.mark.parametrize("against", Party)
@pytest.mark.parametrize("given_first", [True, False])
def test_gdpr_01_neither_overrides_the_other(against: Party, given_first: bool) -> None:
    consent = ask(Kind.DATA)
    other = next(one for one in Party if one is not against)
    consent = said_yes(consent, word(other), AT_14, TODAY)
    if given_first:
        consent = said_yes(consent, word(against), AT_14, TODAY)
    refused = said_no(consent, word(against, agrees=False), AT_14, TODAY)
    assert refused.status is Status.WITHDRAWN
    with pytest.raises(RuleError):
        said_yes(refused, word(other), AT_14, TODAY)


@given(st.lists(st.tuples(st.sampled_from(list(Party)), st.booleans()), max_size=8))
def test_gdpr_01_below_15_given_means_that_both_said_yes_and_nobody_said_no_since(
    words: list[tuple[Party, bool]],
) -> None:
    consent = ask(Kind.DATA)
    last: dict[Party, bool] = {}
    for party, agrees in words:
        if consent.status is Status.WITHDRAWN:
            consent, last = asked_again(consent, TEXT, NOW, "staff"), {}
        say = said_yes if agrees else said_no
        consent = say(consent, word(party, agrees=agrees), AT_14, TODAY)
        last[party] = agrees
    assert (consent.status is Status.GIVEN) == (last == {Party.PERSON: True, Party.GUARDIAN: True})


def test_one_of_two_parents_is_enough_and_the_same_word_again_changes_nothing() -> None:
    mother, father = (word(Party.GUARDIAN, speaker=one) for one in ("mother", "father"))
    given = said_yes(ask(Kind.IMAGE), mother, AT_17, TODAY)
    assert given.status is Status.GIVEN
    assert said_yes(given, mother, AT_17, TODAY) is given
    assert said_no(given, replace(father, agrees=False), AT_17, TODAY).status is Status.WITHDRAWN


def test_from_15_and_18_on_a_guardian_neither_gives_nor_refuses() -> None:
    for kind, born, slug in ((Kind.DATA, AT_15, "gdpr-01"), (Kind.IMAGE, AT_18, "youth-01")):
        for say in (said_yes, said_no):
            with pytest.raises(RuleError) as caught:
                say(ask(kind), word(Party.GUARDIAN), born, TODAY)
            assert caught.value.slug == f"{slug}-other-party-consents"


def test_a_word_needs_a_day_that_has_come_a_name_and_something_that_shows_it() -> None:
    bad = Word(Party.PERSON, "child", " ", True, date(2026, 9, 2), NOW, "hash", Proof(How.PAPER, "staff"))
    with pytest.raises(InputError) as caught:
        said_yes(ask(Kind.DATA), bad, AT_15, TODAY)
    assert [one.field for one in caught.value.fields] == ["said_on", "name", "proof"]
    told = replace(bad, name="Nolwenn", said_on=TODAY, proof=Proof(How.RECORDED, "staff"))
    with pytest.raises(InputError) as caught:
        said_yes(ask(Kind.DATA), told, AT_15, TODAY)
    assert [one.field for one in caught.value.fields] == ["evidence"]


def test_it_holds_from_the_day_it_was_given_until_its_time_is_over() -> None:
    given = said_yes(ask(Kind.DATA), word(Party.PERSON), AT_15, TODAY)
    assert [given.holds(day) for day in (date(2026, 8, 31), TODAY, date(2027, 8, 31), date(2027, 9, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert expired(given, date(2027, 8, 31)) is given
    over = expired(given, date(2027, 9, 1))
    assert over.status is Status.EXPIRED
    again = asked_again(over, TEXT, NOW, "staff")
    assert (again.status, again.words, len(again.past)) == (Status.REQUESTED, (), 1)


def test_a_text_changes_until_it_is_used_and_never_after() -> None:
    other = replace(TEXT, text="Un autre texte")
    assert rewritten(TEXT, other) == other
    used = replace(TEXT, used=True)
    assert rewritten(used, TEXT) == used
    with pytest.raises(RuleError) as caught:
        rewritten(used, other)
    assert caught.value.slug == "consent-text-in-use"
    assert other.sha256 != TEXT.sha256
