"""A set of parameters does not contradict itself: every contradiction is told, at once, under the name of its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enrolment.domain.programmes.checking import check_parameters
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from tests.enrolment.programmes.desk import GOOD
from tests.enrolment.unit.samples import PROGRAMME, refused

CMQ = GOOD.deciders[0]
ACCEPTED = GOOD.outcome_rules[0]


def problems(parameters: Parameters) -> list[str]:
    error = refused("invalid-request", check_parameters, parameters, PROGRAMME)
    return [one.field for one in error.fields]


def asking(question: Question) -> tuple[Decider, ...]:
    return (replace(CMQ, questions=(question,)),)


def test_what_is_whole_passes_and_so_does_what_limits_nothing() -> None:
    check_parameters(GOOD, PROGRAMME)
    check_parameters(Parameters(date(2026, 9, 1)), PROGRAMME)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"maximum_age": 15}, "maximum_age"),
        ({"minimum_hours": 40, "maximum_hours": 39}, "maximum_hours"),
        ({"minimum_members": 5, "maximum_members": 4}, "maximum_members"),
        ({"opens_on": date(2026, 10, 16)}, "last_application_on"),
        ({"last_application_on": date(2027, 7, 3)}, "last_application_on"),
        ({"opens_on": date(2027, 7, 3), "last_application_on": None}, "opens_on"),
        ({"valid_from": date(2027, 7, 3)}, "valid_from"),
        ({"deciders": (CMQ, replace(CMQ, label="Encore"))}, "deciders.1.key"),
        ({"deciders": (replace(CMQ, role="student"),)}, "deciders.0.role"),
        ({"deciders": (replace(CMQ, answer_days=0),)}, "deciders.0.answer_days"),
        ({"deciders": (replace(CMQ, visible=("motivation", "a.b.c")),)}, "deciders.0.visible.1"),
        ({"deciders": (replace(CMQ, visible=("Motivation",)),)}, "deciders.0.visible.0"),
        ({"deciders": asking(Question("d2e", "D2E", QuestionType.CHOICE))}, "deciders.0.questions.0.choices"),
        ({"deciders": asking(Question("d2e", "D2E", QuestionType.CHOICE, ("a",)))}, "deciders.0.questions.0.choices"),
        (
            {"deciders": asking(Question("d2e", "D2E", QuestionType.CHOICE, ("a", "a")))},
            "deciders.0.questions.0.choices",
        ),
        (
            {"deciders": asking(Question("d2e", "D2E", QuestionType.TEXT, ("a", "b")))},
            "deciders.0.questions.0.choices",
        ),
        ({"outcome_rules": (replace(ACCEPTED, outcome=Outcome.REFUSED),)}, "outcome_rules"),
        ({"outcome_rules": (ACCEPTED, replace(ACCEPTED, deciders=("nobody",)))}, "outcome_rules.1.deciders.0"),
        ({"outcome_rules": (ACCEPTED, replace(ACCEPTED, deciders=("ubfc",)))}, "outcome_rules.1.deciders.0"),
        ({"outcome_rules": (ACCEPTED, replace(ACCEPTED, deciders=()))}, "outcome_rules.1.deciders"),
        ({"outcome_rules": (ACCEPTED, replace(ACCEPTED, answers=()))}, "outcome_rules.1.answers"),
        ({"documents": (*GOOD.documents, RequiredDocument("diploma", "Encore", "career"))}, "documents.1.kind"),
        ({"documents": (RequiredDocument("diploma", "Diplôme", "career", when="adult"),)}, "documents.0.when"),
    ],
)
def test_a_contradiction_names_its_field(changes: dict[str, Any], field: str) -> None:
    assert problems(replace(GOOD, **changes)) == [field]


def test_a_decider_who_decides_is_in_a_rule() -> None:
    second = Decider("coopilote", "coopilote", "cae_officer", "Coopilote")
    assert problems(replace(GOOD, deciders=(*GOOD.deciders, second))) == ["deciders.2.kind"]
    check_parameters(replace(GOOD, deciders=(*GOOD.deciders, replace(second, kind=DeciderKind.OPINION))), PROGRAMME)


def test_rules_without_deciders_and_deciders_without_rules_are_told() -> None:
    assert problems(replace(GOOD, deciders=())) == ["outcome_rules.0.deciders.0"]
    assert problems(replace(GOOD, outcome_rules=())) == ["outcome_rules", "deciders.0.kind"]


def test_everything_is_told_at_once_and_under_the_name_that_the_form_has() -> None:
    wrong = replace(
        GOOD,
        maximum_age=1,
        documents=(RequiredDocument("a", "A", "career", when="adult"),),
        outcome_rules=(OutcomeRule(Outcome.REFUSED, "any", ("cmq",), (Answer.REFUSE,)),),
    )
    with pytest.raises(Exception, match="maximum_age") as caught:
        check_parameters(wrong, PROGRAMME, within="parameters.")
    told = [one.field for one in caught.value.fields]  # type: ignore[attr-defined]
    assert told == ["parameters.maximum_age", "parameters.outcome_rules", "parameters.documents.0.when"]
