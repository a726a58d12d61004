"""A decider's answer against their own questions: checked as one form, every problem at once."""

from collections.abc import Mapping, Sequence

from enrolment.domain.applications.application import RecordedAnswer
from enrolment.domain.deciders.review import Given, Review
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.decider import Answer, Question, QuestionType

MAX_WORDS = 4000


def checked_answers(
    questions: Sequence[Question], given: Mapping[str, str | bool | None], *, answer: Answer, opinion: str
) -> dict[str, str | bool]:
    """The answers that are kept. A refusal needs an opinion: whoever is refused has a right to a reason.

    InputError with every field that is wrong: unknown, missing, of another type, or no choice of the question.
    """
    problems = [] if opinion.strip() or answer is not Answer.REFUSE else [_no_opinion()]
    known = {one.key: one for one in questions}
    for key in given:
        if key not in known:
            accepted = ", ".join(known) or "no answers: this decider is asked nothing more"
            problems.append(Problem(f"answers.{key}", "is no question of this decider", accepted))
    kept: dict[str, str | bool] = {}
    for key, question in known.items():
        value = given.get(key)
        value = value.strip() if isinstance(value, str) else value
        if value is None or value == "":
            if question.required and answer is not Answer.ABSTAIN:
                problems.append(Problem(f"answers.{key}", "is missing", _accepted(question)))
        elif _fits(question, value):
            kept[key] = value
        else:
            problems.append(Problem(f"answers.{key}", "is not an answer to this question", _accepted(question)))
    if problems:
        raise InputError(*problems)
    return kept


def coded(questions: Sequence[Question], answers: Mapping[str, str | bool]) -> dict[str, str | bool]:
    """The answers that are no free text."""
    free = {one.key for one in questions if one.type is QuestionType.TEXT}
    return {key: value for key, value in answers.items() if key not in free}


def words(questions: Sequence[Question], answers: Mapping[str, str | bool]) -> dict[str, str]:
    """The answers that are free text."""
    free = {one.key for one in questions if one.type is QuestionType.TEXT}
    return {key: str(value) for key, value in answers.items() if key in free}


def recorded_answer(review_id: str, review: Review, given: Given, number: int) -> RecordedAnswer:
    """The answer as a dossier at this deployment records it: without its words, which stay with the review."""
    return RecordedAnswer(
        decider=review.decider,
        answer=given.answer,
        answered_on=given.answered_on,
        review_id=review_id,
        answers=coded(review.questions, given.answers),
        number=number,
        shareable=given.shareable,
    )


def _no_opinion() -> Problem:
    return Problem("opinion", "is missing", "a refusal is given with its reasons")


def _fits(question: Question, value: str | bool) -> bool:
    if question.type is QuestionType.BOOLEAN:
        return isinstance(value, bool)
    if question.type is QuestionType.CHOICE:
        return value in question.choices
    return isinstance(value, str) and len(value) <= MAX_WORDS


def _accepted(question: Question) -> str:
    if question.type is QuestionType.BOOLEAN:
        return "true or false"
    if question.type is QuestionType.CHOICE:
        return ", ".join(question.choices)
    return f"a text of at most {MAX_WORDS} characters"
