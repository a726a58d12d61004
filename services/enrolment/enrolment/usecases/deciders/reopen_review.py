"""Let a decider answer again although the outcome is final: by the dossier's coordinator, with a reason."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Happening
from enrolment.domain.deciders.asking import amend, asked_of
from enrolment.domain.deciders.review import Status
from enrolment.domain.errors import RuleError
from enrolment.usecases.deciders.check_year import check_year
from enrolment.usecases.deciders.receive_reopening import ReceiveReopening, receive_reopening
from essaim.contracts.enrolment_deciders import DecisionReopened
from essaim.kit.aggregate import Change, Stored, check_version
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReopenReview:
    """Whose answer to which dossier. The reason stays in the dossier's history."""

    application_id: str
    decider: str
    reason: str
    by: str
    expected_version: int | None = None


async def reopen_review(command: ReopenReview, deps: Deps, cause: Cause) -> Stored[Application]:
    """The last answer counts until there is a new one. RuleError when there is none, or when a group counts on the outcome."""
    await check_year(command.application_id, (await deps.applications.get(command.application_id)).state, deps)
    line = Happening(deps.clock.now(), command.by, "review_reopened", f"{command.decider}: {command.reason}")

    def change(state: Application) -> Change[Application]:
        asked = asked_of(state, command.decider)
        if asked is None or not any(one.review_id == asked.review_id for one in state.answers):
            raise RuleError("", "nothing-to-reopen", f"{command.decider} has given no answer to this dossier")
        if state.group_id is not None:
            raise RuleError("", "application-in-group", f"the group {state.group_id} counts on this application")
        again = replace(asked, reopenings=asked.reopenings + 1)
        event = DecisionReopened(
            application_id=command.application_id,
            review_id=asked.review_id,
            decider=asked.decider,
            deployment=asked.deployment,
            number=again.reopenings,
        )
        return Change(replace(amend(state, again), history=(*state.history, line)), (event,))

    if await _is_reopened(command, deps):
        stored = await deps.applications.get(command.application_id)
        check_version(stored, command.expected_version)
    else:
        stored = await deps.applications.change(
            command.application_id, change, cause, expected_version=command.expected_version
        )
    asked = asked_of(stored.state, command.decider)
    if asked is not None and asked.deployment == deps.settings.partner:
        await receive_reopening(ReceiveReopening(asked.review_id, asked.reopenings, asked.deployment), deps, cause)
    return stored


async def _is_reopened(command: ReopenReview, deps: Deps) -> bool:
    """Whether a decider who works here was let to answer again already, and has not: asking twice is asking once."""
    asked = asked_of((await deps.applications.get(command.application_id)).state, command.decider)
    if asked is None or not asked.reopenings or asked.deployment != deps.settings.partner:
        return False
    review = (await deps.reviews.get(asked.review_id)).state
    return review.status is Status.OPEN or review.reopenings < asked.reopenings
