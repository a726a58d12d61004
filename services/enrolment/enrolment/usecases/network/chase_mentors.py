"""Mentors who have not answered are reminded once, with a link; then the choice lapses, and the office is told."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.network.mentor import free_place
from enrolment.domain.network.need import ChoiceStatus, Need, NeedStatus
from enrolment.domain.network.waiting import is_due_to_lapse, is_due_to_remind, lapse, remind
from enrolment.domain.snee.tutoring import TOKEN_BYTES, digest_of
from enrolment.usecases.network.tell_asked import Asked, tell_asked
from essaim.contracts.enrolment_network import MentorChoiceLapsed
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause


async def chase_mentors(deps: Deps) -> None:
    """All that are due. Safe to repeat, and by two at once: each step is one write that looks again whether it is due."""
    cause = fresh_cause("chase-mentors")
    for stored in await deps.mentor_needs.all({"status": NeedStatus.PROPOSED.value}):
        choice = stored.state.current
        if choice is None:
            continue
        if is_due_to_lapse(choice, deps.clock.today()):
            await _lapse(_Due(stored.id, choice.id, choice.mentor_id), deps, cause)
        elif is_due_to_remind(choice, deps.settings.mentor_reminder_days, deps.clock.today()):
            await _remind(_Due(stored.id, choice.id, choice.mentor_id), deps, cause)


@dataclass(frozen=True)
class _Due:
    need_id: str
    choice_id: str
    mentor_id: str


async def _remind(due: _Due, deps: Deps, cause: Cause) -> None:
    mentor = (await deps.mentors.get(due.mentor_id)).state
    token = secrets.token_urlsafe(TOKEN_BYTES)
    today, now = deps.clock.today(), deps.clock.now()
    answer_by = today + timedelta(days=deps.settings.mentor_lapse_days)

    def decide(known: Need) -> Change[Need] | None:
        choice = known.choice(due.choice_id)
        if choice is None or not is_due_to_remind(choice, deps.settings.mentor_reminder_days, today):
            return None
        after = remind(known, choice, digest_of(token), now, answer_by)
        told = Asked(due.need_id, after, due.choice_id, mentor, token, deps.settings.public_url, again=True)
        return Change(after, (tell_asked(told),))

    await deps.mentor_needs.change(due.need_id, decide, cause, effect=f"remind {due.choice_id}")


async def _lapse(due: _Due, deps: Deps, cause: Cause) -> None:
    today, now = deps.clock.today(), deps.clock.now()

    def decide(known: Need) -> Change[Need] | None:
        choice = known.choice(due.choice_id)
        if choice is None or not is_due_to_lapse(choice, today):
            return None
        told = MentorChoiceLapsed(
            need_id=due.need_id,
            choice_id=due.choice_id,
            mentor_id=due.mentor_id,
            programme_id=known.programme_id,
            kind=known.subject_kind.value,
            subject_id=known.subject_id,
        )
        return Change(lapse(known, choice, now), (told,))

    stored = await deps.mentor_needs.change(due.need_id, decide, cause, effect=f"lapse {due.choice_id}")
    over = stored.state.choice(due.choice_id)
    if over is not None and over.status is ChoiceStatus.LAPSED:
        await deps.mentors.change(due.mentor_id, lambda known: Change(free_place(known, due.choice_id)), cause)
