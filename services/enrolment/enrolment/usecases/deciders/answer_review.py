"""A decider answers, with an opinion in words and the answers to their own questions.

The review and its events are one write. Where the dossier is kept here too, it is written next; when a crash comes in between,
our own ``decision_recorded`` does it. Elsewhere the dossier's home learns it from the bus.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.deciders.deriving import FINAL, check_group, record_answer, takes_place
from enrolment.domain.deciders.questions import checked_answers, recorded_answer
from enrolment.domain.deciders.review import Given, Review, Status, answer, check_answerable
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer, DeciderKind
from enrolment.domain.programmes.outcome import has_waiting_list
from enrolment.usecases.committees.require_place import RequirePlace, require_place
from enrolment.usecases.committees.settle_place import SettlePlace, settle_place
from enrolment.usecases.deciders.check_screening import check_screening
from enrolment.usecases.deciders.check_year import check_year
from enrolment.usecases.deciders.record_decision import RecordDecision, record_decision
from enrolment.usecases.deciders.tell_answer import tell_answer
from enrolment.usecases.persons.require_consent import require_consent
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AnswerReview:
    """The answer. ``directly`` is True when one person answers; what is for a committee is then refused. ``shareable`` lets the
    applicant read the opinion."""

    review_id: str
    answer: Answer
    opinion: str
    answers: Mapping[str, str | bool | None]
    by: str
    expected_version: int | None = None
    directly: bool = False
    shareable: bool = False


async def answer_review(command: AnswerReview, deps: Deps, cause: Cause) -> Stored[Review]:
    """ANSWERED. InputError with everything that is wrong in the form; RuleError when the outcome is final, or counted on, or when
    one person accepts beyond the places that are left."""
    stored = await deps.reviews.get(command.review_id)
    if stored.state.home != deps.settings.partner:
        return await _answer(command, stored.state.outcome in FINAL, deps, cause)
    final, programme_id = await _look_at_home(command, stored.state, deps, cause)
    try:
        return await _answer(command, final, deps, cause)
    finally:
        if programme_id is not None:
            await settle_place(SettlePlace(programme_id, stored.state.application_id), deps, cause)


async def _answer(command: AnswerReview, final: bool, deps: Deps, cause: Cause) -> Stored[Review]:
    here, now, today = deps.settings.partner, deps.clock.now(), deps.clock.today()

    def change(state: Review) -> Change[Review] | None:
        given = _given(command, state, today)
        # A committee's result that a crash held up until the next day is the same answer.
        if state.status is Status.ANSWERED and state.given == replace(given, answered_on=_day_of(state, given)):
            return None
        answered = answer(state, given, Happening(now, command.by, "answered", given.answer.value), final=final)
        return Change(answered, tell_answer(command.review_id, answered, given, remote=state.home != here))

    answered = await deps.reviews.change(command.review_id, change, cause, expected_version=command.expected_version)
    review = answered.state
    if review.home == here and review.given is not None:
        given = recorded_answer(command.review_id, review, review.given, review.answer_count)
        await record_decision(RecordDecision(review.application_id, here, review.partner, given), deps, cause)
    return answered


async def _look_at_home(command: AnswerReview, review: Review, deps: Deps, cause: Cause) -> tuple[bool, str | None]:
    """Whether the dossier's outcome is final, and the programme in which a place was taken for it. RuleError when a group counts
    on what this answer would change, or when one person accepts it and no place is left."""
    application = (await deps.applications.get(review.application_id)).state
    await check_year(review.application_id, application, deps)
    await check_screening(review, command.answer, deps)
    await _check_consent(command, review, deps)
    programme = (await deps.programmes.get(application.programme_id)).state
    parameters = parameters_of(application, programme)
    given = _given(command, review, deps.clock.today())
    tried = recorded_answer(command.review_id, review, given, review.answer_count + 1)
    check_group(application, tried, parameters)
    final = application.status in FINAL
    told = final and review.status is Status.ANSWERED
    if not command.directly or told or not takes_place(application, record_answer(application, tried, parameters)):
        return final, None
    # A committee's acceptance, and one from elsewhere, cannot be refused any more: it waits for a place.
    wait = f'POST /v1/reviews/{command.review_id}/answer {{"answer": "wait", "opinion": "…"}}'
    listed = wait if has_waiting_list(parameters.outcome_rules) else None
    place = RequirePlace(application.programme_id, review.application_id, "answer", listed)
    await require_place(place, deps, cause)
    return final, application.programme_id


async def _check_consent(command: AnswerReview, review: Review, deps: Deps) -> None:
    """YOUTH-01. An opinion is free, and what was said before the consent was withdrawn is only said again."""
    again = review.given is not None and review.given.answer is command.answer
    if review.kind is DeciderKind.DECISION and command.answer is Answer.ACCEPT and not again:
        await require_consent(review.application_id, deps, field="answer")


def _day_of(review: Review, given: Given) -> date:
    return review.given.answered_on if review.given is not None else given.answered_on


def _given(command: AnswerReview, review: Review, today: date) -> Given:
    if command.directly and review.by_committee:
        raise RuleError("", "answered-by-committee", "a committee answers this review; it is on its agenda, or will be")
    check_answerable(review)
    opinion = command.opinion.strip()
    answers = checked_answers(review.questions, command.answers, answer=command.answer, opinion=opinion)
    return Given(command.answer, opinion, today, command.by, answers, command.shareable)
