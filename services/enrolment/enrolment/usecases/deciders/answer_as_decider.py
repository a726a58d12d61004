"""Decide on an application by the one route for it, where the programme has deciders: the caller answers for theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.deciders.asking import asked_of, parameters_of
from enrolment.domain.errors import RuleError
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.aggregate import Stored, check_version
from essaim.kit.cause import Cause

_ANSWERS = {"accept": Answer.ACCEPT, "refuse": Answer.REFUSE}


@dataclass(frozen=True)
class AnswerAsDecider:
    """The decision and its reason in words; ``partner`` and ``roles`` say for which decider the caller answers."""

    application_id: str
    decision: Literal["accept", "refuse"]
    reason: str
    by: str
    partner: str
    roles: frozenset[str]
    expected_version: int | None = None


async def answer_as_decider(command: AnswerAsDecider, deps: Deps, cause: Cause) -> Stored[Application] | None:
    """None for a programme without deciders. RuleError when none of them, or more than one, is the caller's."""
    stored = await deps.applications.get(command.application_id)
    programme = (await deps.programmes.get(stored.state.programme_id)).state
    deciders = parameters_of(stored.state, programme).deciders
    if not deciders:
        return None
    check_version(stored, command.expected_version)
    own = _own(deciders, command)
    await request_reviews(RequestReviews(command.application_id), deps, cause)
    asked = asked_of((await deps.applications.get(command.application_id)).state, own.key)
    if asked is None:
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
