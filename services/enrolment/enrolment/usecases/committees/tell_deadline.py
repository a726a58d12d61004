"""Tell once that a deadline comes near, at the step of days that is reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.committees.reminder import Reminder
from enrolment.domain.committees.reminders import step_of
from essaim.contracts.enrolment_committees import DeadlineApproaching
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class TellDeadline:
    """What is due, of which subject, on which day, and whom it concerns: a person, or a role at a partner."""

    what: str
    subject_id: str
    due_on: date
    scheme: str | None = None
    person_id: str | None = None
    partner: str | None = None
    role: str | None = None
    steps: Sequence[int] | None = None


async def tell_deadline(command: TellDeadline, deps: Deps, cause: Cause) -> bool:
    """Whether it was told now. The reminder and its event are one write, under an id that follows from subject, day and step."""
    today = deps.clock.today()
    step = step_of(command.due_on, today, deps.settings.reminder_days if command.steps is None else command.steps)
    if step is None:
        return False
    id_ = derived_id(command.subject_id, f"{command.what} {command.due_on} {step} {command.role or ''}")
    told = False

    def decide(known: Reminder | None) -> Change[Reminder] | None:
        nonlocal told
        told = known is None
        if known is not None:
            return None
        reminder = Reminder(command.what, command.subject_id, command.due_on, step, today)
        return Change(reminder, (_event(command, (command.due_on - today).days),))

    await deps.reminders.put(id_, decide, cause)
    return told


def _event(command: TellDeadline, days_left: int) -> DeadlineApproaching:
    return DeadlineApproaching(
        what=command.what,
        subject_id=command.subject_id,
        due_on=command.due_on,
        days_left=days_left,
        scheme=Scheme(command.scheme) if command.scheme else None,
        person_id=command.person_id,
        partner=command.partner,
        role=command.role,
    )
