"""Answers to a decider's coded questions, as the bus tells them."""

from collections.abc import Sequence

from enrolment.domain.programmes.decider import QuestionType
from enrolment.domain.programmes.parameters import Parameters
from essaim.contracts.enrolment_deciders import CodedAnswer


def read_codes(answers: Sequence[CodedAnswer], parameters: Parameters, decider: str) -> dict[str, str | bool]:
    """By question; yes and no where the question is answered so."""
    booleans = {
        question.key
        for one in parameters.deciders
        if one.key == decider
        for question in one.questions
        if question.type is QuestionType.BOOLEAN
    }
    return {one.question: one.choice == "true" if one.question in booleans else one.choice for one in answers}
