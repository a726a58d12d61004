"""The law of several deciders: whatever the order in which answers arrive, and however often, the outcome is that of the
programme's rules on everybody's last answer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.applications.application import Application, Asked, RecordedAnswer, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.deciders.asking import close_all
from enrolment.domain.deciders.deriving import check_group, record_answer
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule, outcome_of
from enrolment.domain.programmes.parameters import Parameters

DAY = date(2026, 9, 1)
KEYS = ("cmq", "coopilote", "ubfc", "epa")
OPINION = "school"
ALL = (*KEYS, OPINION)
DECIDERS = tuple(
    Decider(key, key, "officer", key, DeciderKind.OPINION if key == OPINION else DeciderKind.DECISION) for key in ALL
)
ASKED = tuple(Asked(key, f"review-{key}", DAY, "cmq-mma") for key in ALL)
APPLICATION = Application(
    programme_id="p",
    person_id="x",
    scheme="student_cooperative",
    school_year="2026-2027",
    coordinator="cmq-mma",
    year=1,
    employment=Employment.NONE,
    status=Status.ELIGIBLE,
    submitted_on=DAY,
    asked=ASKED,
)
rules = st.lists(
    st.builds(
        OutcomeRule,
        outcome=st.sampled_from(Outcome),
        mode=st.sampled_from(["all", "any"]),
        deciders=st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique=True).map(tuple),
        answers=st.lists(st.sampled_from(Answer), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    max_size=5,
).map(tuple)
answers = st.dictionaries(st.sampled_from(ALL), st.lists(st.sampled_from(Answer), min_size=1, max_size=4))


def recorded(key: str, said: Answer, number: int) -> RecordedAnswer:
    """The answer number so many of a decider."""
    return RecordedAnswer(key, said, DAY, f"review-{key}", number=number)


@given(rules=rules, said=answers, data=st.data())
def test_the_outcome_is_that_of_the_rules_on_the_last_answers(
    rules: tuple[OutcomeRule, ...], said: dict[str, list[Answer]], data: st.DataObject
) -> None:
    parameters = Parameters(DAY, deciders=DECIDERS, outcome_rules=rules)
    told = [recorded(key, one, number) for key, ones in said.items() for number, one in enumerate(ones, 1)]
    arriving = data.draw(
        st.permutations(told + data.draw(st.lists(st.sampled_from(told), max_size=6) if told else st.just([])))
    )
    application = APPLICATION
    for one in arriving:
        application = record_answer(application, one, parameters, rank=7)
    final = {key: ones[-1] for key, ones in said.items()}
    outcome = outcome_of(rules, {key: one for key, one in final.items() if key != OPINION})
    assert application.status == (outcome.value if outcome else Status.ELIGIBLE)
    assert {one.decider: one.answer for one in application.answers} == final
    assert (application.waiting_rank == 7) is (application.status is Status.WAITING_LIST)


@given(rules=rules, said=answers, held=st.booleans())
def test_what_a_group_counts_on_stays(
    rules: tuple[OutcomeRule, ...], said: dict[str, list[Answer]], held: bool
) -> None:
    parameters = Parameters(DAY, deciders=DECIDERS, outcome_rules=rules)
    application = replace(APPLICATION, status=Status.ACCEPTED, group_id="group" if held else None)
    for key, ones in said.items():
        before = application
        application = record_answer(application, recorded(key, ones[0], 1), parameters)
        free = record_answer(replace(before, group_id=None), recorded(key, ones[0], 1), parameters)
        if held:
            assert application.status is Status.ACCEPTED
            if free.status is not Status.ACCEPTED:
                with pytest.raises(RuleError, match="application-in-group"):
                    check_group(before, recorded(key, ones[0], 1), parameters)
            else:
                check_group(before, recorded(key, ones[0], 1), parameters)


def test_an_answer_to_a_review_that_does_not_count_any_more_changes_nothing() -> None:
    rule = OutcomeRule(Outcome.ACCEPTED, "any", ("cmq",), (Answer.ACCEPT,))
    parameters = Parameters(DAY, deciders=DECIDERS, outcome_rules=(rule,))
    accepted = recorded("cmq", Answer.ACCEPT, 1)
    assert record_answer(APPLICATION, accepted, parameters).status is Status.ACCEPTED
    closed = close_all(APPLICATION, forget=False)
    assert record_answer(closed, accepted, parameters) == closed
    assert record_answer(APPLICATION, replace(accepted, review_id="another"), parameters) == APPLICATION


def test_a_dossier_that_is_not_with_its_deciders_keeps_its_state_and_learns_the_answer() -> None:
    rule = OutcomeRule(Outcome.ACCEPTED, "any", ("cmq",), (Answer.ACCEPT,))
    parameters = Parameters(DAY, deciders=DECIDERS, outcome_rules=(rule,))
    waiting = replace(APPLICATION, status=Status.CONSENT_PENDING)
    known = record_answer(waiting, recorded("cmq", Answer.ACCEPT, 1), parameters)
    assert known.status is Status.CONSENT_PENDING
    assert [one.answer for one in known.answers] == [Answer.ACCEPT]


def test_words_and_codes_of_one_answer_are_put_together_in_either_order() -> None:
    parameters = Parameters(DAY, deciders=DECIDERS)
    codes = recorded("ubfc", Answer.REFUSE, 2)
    words = replace(codes, opinion="Projet trop vague", words={"advice": "Revenir au printemps"})
    late = replace(words, number=1, opinion="Un premier avis")
    for arriving in ((codes, words, late), (late, words, codes), (words, codes, words), (codes, late, words)):
        application = APPLICATION
        for one in arriving:
            application = record_answer(application, one, parameters)
        assert application.answers == (words,)
