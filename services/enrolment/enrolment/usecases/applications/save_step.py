"""Save one step of a dossier. Two windows never overwrite each other in silence.

Each step counts how often it was saved. Whoever saves says which count they have seen (If-Match); without it a step is only
saved when nobody has saved it before, or when it says the same already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.closing_date import require_open
from enrolment.domain.applications.completeness import Asked, require_complete
from enrolment.domain.applications.dossier import Moment, changed_fields, save_step as saved_step
from enrolment.domain.applications.form import step_of
from enrolment.domain.applications.form_values import checked
from enrolment.domain.applications.sending_rules import require_sendable
from enrolment.domain.applications.team import require_others
from enrolment.domain.errors import Problem, RuleError
from enrolment.usecases.applications.follow_sending import FollowSending, follow_sending
from enrolment.usecases.applications.gather_dossier import gather_dossier
from enrolment.usecases.applications.tell_tutor import tell_tutor
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError


@dataclass(frozen=True)
class SaveStep:
    """What a step says now. ``seen`` is how often it had been saved when it was read."""

    application_id: str
    step: str
    values: Mapping[str, Any]
    seen: int | None = None


async def save_step(command: SaveStep, deps: Deps, cause: Cause) -> Stored[Application]:
    """A draft takes any part of a step; what was sent has to stay complete, and is changed until the last day only."""
    gathered = await gather_dossier(command.application_id, deps)
    step = step_of(gathered.asked.form, command.step)
    saved = checked(step, command.values)
    require_others(saved.members or (), gathered.asked.person.email)
    moment = Moment(deps.clock.now(), cause.actor, deps.clock.today())

    def save(state: Application) -> Change[Application] | None:
        changed = changed_fields(state, step, saved)
        next_ = saved_step(state, step, saved, moment)
        if not changed:
            return None
        _require_seen(state, step.key, command.seen)
        if state.status is Status.DRAFT:
            return Change(next_)
        require_open(gathered.period, moment.at, "change a dossier that was sent")
        _require_still_right(gathered.with_state(next_), state, step.key)
        require_sendable(gathered.with_state(next_), gathered.parameters)
        told, events = tell_tutor(command.application_id, gathered.with_state(next_))
        return Change(told, events)

    stored = await deps.applications.change(command.application_id, save, cause)
    if stored.state.status is not Status.DRAFT and stored.version != gathered.stored.version:
        await follow_sending(FollowSending(command.application_id), deps, cause)
    return stored


def _require_seen(state: Application, step: str, seen: int | None) -> None:
    count = state.step_revisions.get(step, 0)
    if seen is None and count:
        raise PreconditionError(
            "if-match-missing", f'the step was saved before; read it, and save it with If-Match: "{count}"'
        )
    if seen is not None and seen != count:
        raise PreconditionError(
            "step-changed", f"the step was saved meanwhile ({count} times in all, and not {seen}); read it again first"
        )


def _require_still_right(asked: Asked, before: Application, step: str) -> None:
    require_complete(asked)
    if step == "guardian" and before.guardian_id is not None:
        raise RuleError(
            "YOUTH-01",
            "guardian-asked",
            "the guardian was asked for the consent already; take the dossier back to name another one",
            Problem("guardian", "cannot change once the dossier is sent", "the guardian who was named"),
        )
