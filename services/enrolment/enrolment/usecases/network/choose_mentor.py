"""A person chooses a mentor for a need: the mentor's place is taken first, then the mentor is asked.

The place is a compare-and-set in the mentor's own document, so two offices that choose the same mentor at once never take more
places than there are. When the need says no after that, the place is given back; after a crash a job does it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.errors import DomainError, RuleError
from enrolment.domain.network.matching import Suggestion
from enrolment.domain.network.mentor import Place, free_place, take_place
from enrolment.domain.network.need import Choice, ChoiceStatus, Need, propose
from enrolment.domain.snee.tutoring import TOKEN_BYTES, digest_of
from enrolment.usecases.network.suggest_mentors import Suggested, suggest_mentors
from enrolment.usecases.network.tell_asked import Asked, tell_asked
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.errors import PreconditionError


@dataclass(frozen=True)
class ChooseMentor:
    """Whom, for which need, with a note for the mentor."""

    need_id: str
    mentor_id: str
    note: str = ""
    expected_version: int | None = None


async def choose_mentor(command: ChooseMentor, deps: Deps, cause: Cause) -> Stored[Need]:
    """PROPOSED. RuleError for somebody who cannot be suggested, with the same code; for the last place, gone meanwhile."""
    choice_id, settings = cause.new_id("choice"), deps.settings
    stored = await deps.mentor_needs.get(command.need_id)
    if stored.state.choice(choice_id) is not None:
        return stored
    mentor = (await deps.mentors.get(command.mentor_id)).state
    suggested = await suggest_mentors(stored.state, deps, choice_id=choice_id)
    suggestion = _suggestion(command.mentor_id, suggested)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    choice = Choice(
        id=choice_id,
        mentor_id=command.mentor_id,
        status=ChoiceStatus.PROPOSED,
        proposed_at=deps.clock.now(),
        proposed_by=cause.actor,
        note=command.note,
        score=suggestion.score,
        weights_version=suggested.ranking.weights.version,
        answer_by=deps.clock.today() + timedelta(days=settings.mentor_reminder_days + settings.mentor_lapse_days),
        link_digest=digest_of(token),
    )
    propose(stored.state, choice)
    place = Place(command.need_id, choice_id, deps.clock.now())
    await deps.mentors.change(command.mentor_id, lambda known: Change(take_place(known, place)), cause)

    def decide(known: Need) -> Change[Need]:
        after = propose(known, choice)
        asked = Asked(command.need_id, after, choice_id, mentor, token, settings.public_url)
        return Change(after, (tell_asked(asked),))

    try:
        return await deps.mentor_needs.change(command.need_id, decide, cause, expected_version=command.expected_version)
    except (DomainError, PreconditionError):
        await deps.mentors.change(command.mentor_id, lambda known: Change(free_place(known, choice_id)), cause)
        raise


def _suggestion(mentor_id: str, suggested: Suggested) -> Suggestion:
    for one in suggested.ranking.suggestions:
        if one.mentor_id == mentor_id:
            return one
    for out in suggested.ranking.exclusions:
        if out.mentor_id == mentor_id:
            raise RuleError("", f"mentor-{out.code}", f"this mentor cannot be chosen for this need: {out.code}")
    raise RuleError("", "mentor-not-active", "this mentor is not one of the network any more")
