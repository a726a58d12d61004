"""Decide on an application by the one route for it, where the programme has deciders: the caller answers for theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.deciders.asking import asked_of, parameters_of
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind
from enrolment.domain.programmes.outcome import has_waiting_list
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from enrolment.usecases.persons.require_consent import require_consent
from essaim.kit.aggregate import Stored, check_version
from essaim.kit.cause import Cause

_ANSWERS = {"accept": Answer.ACCEPT, "refuse": Answer.REFUSE, "wait": Answer.WAIT}


@dataclass(frozen=True)
class AnswerAsDecider:
    """The decision and its reason in words; ``partner`` and ``roles`` say for which decider the caller answers."""

    application_id: str
    decision: Literal["accept", "refuse", "wait"]
    reason: str
    by: str
    partner: str
    roles: frozenset[str]
    expected_version: int | None = None


async def answer_as_decider(command: AnswerAsDecider, deps: Deps, cause: Cause) -> Stored[Application] | None:
    """None for a programme without deciders. RuleError when none of them, or more than one, is the caller's."""
    stored = await deps.applications.get(command.application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    parameters = parameters_of(stored.state, programme)
    deciders = parameters.deciders
    if not deciders:
        return None
    check_version(stored, command.expected_version)
    if command.decision == "wait" and not has_waiting_list(parameters.outcome_rules):
        detail = "no rule of the programme puts a dossier on the waiting list by its deciders’ answers"
        raise RuleError("", "no-waiting-list", detail, Problem("decision", "is wait", "accept or refuse"))
    own = _own(deciders, command)
    await request_reviews(RequestReviews(command.application_id), deps, cause)
    asked = asked_of((await deps.applications.get(command.application_id)).state, own.key)
    if asked is None:
        await require_consent(command.application_id, deps)
        detail = f"the application is {stored.state.status}; its deciders are asked when it is ELIGIBLE"
        raise RuleError("", "not-with-deciders", detail)
    if asked.deployment != deps.settings.partner:
        raise RuleError("", "answered-elsewhere", f"{own.key} answers at the deployment of {asked.deployment}")
    answer = AnswerReview(asked.review_id, _ANSWERS[command.decision], command.reason, {}, command.by, directly=True)
    await answer_review(answer, deps, cause)
    return await deps.applications.get(command.application_id)


def _own(deciders: Sequence[Decider], command: AnswerAsDecider) -> Decider:
    own = [
        one
        for one in deciders
        if one.kind is DeciderKind.DECISION and one.partner == command.partner and one.role in command.roles
    ]
    if not own:
        detail = "the programme’s deciders decide on this application, and none of them is answered by these roles"
        raise RuleError("", "no-such-decider", detail)
    if len(own) > 1:
        keys = ", ".join(one.key for one in own)
        raise RuleError("", "several-deciders", f"these roles answer as {keys}: answer each of their reviews")
    return own[0]
