"""The events of a choice that held a place and does not any more; the mentor is told too, when they had said yes."""

from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import ChoiceStatus, Need
from essaim.contracts.enrolment_network import MentoringEnded, MentorReleased
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Stored

OVER = (ChoiceStatus.WITHDRAWN, ChoiceStatus.ENDED)
SAID_YES = (ChoiceStatus.ACCEPTED, ChoiceStatus.CONFIRMED)
"""Whoever has not answered yet has a link that says it, and no mail more."""


def tell_over(need_id: str, before: Need, after: Need, mentor: Stored[Mentor] | None = None) -> tuple[EventData, ...]:
    """Nothing when nothing ended, or when the mentor declined: that is told by their answer. Without ``mentor`` nobody is
    written to."""
    was = before.current
    over = after.choice(was.id) if was is not None else None
    if was is None or over is None or over.status not in OVER:
        return ()
    told = MentoringEnded(
        need_id=need_id,
        choice_id=over.id,
        mentor_id=over.mentor_id,
        programme_id=after.programme_id,
        kind=after.subject_kind.value,
        subject_id=after.subject_id,
        outcome=over.status.value,
        reason=over.reason_code or "withdrawn",
    )
    if mentor is None or mentor.id != over.mentor_id or not mentor.state.email or was.status not in SAID_YES:
        return (told,)
    return told, _released(told, before, mentor.state)


def _released(told: MentoringEnded, need: Need, mentor: Mentor) -> MentorReleased:
    return MentorReleased(
        **told.model_dump(),
        email=mentor.email or "",
        given_name=mentor.given_name,
        family_name=mentor.family_name,
        subject_label=need.label,
        establishment_name=need.establishment_name,
    )
