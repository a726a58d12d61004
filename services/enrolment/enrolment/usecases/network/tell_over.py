"""The event of a choice that held a place and does not any more."""

from enrolment.domain.network.need import ChoiceStatus, Need
from essaim.contracts.enrolment_network import MentoringEnded
from essaim.contracts.event import EventData


def tell_over(need_id: str, before: Need, after: Need) -> tuple[EventData, ...]:
    """Nothing when nothing ended, or when the mentor declined: that is told by their answer."""
    was = before.current
    over = after.choice(was.id) if was is not None else None
    if over is None or over.status not in (ChoiceStatus.WITHDRAWN, ChoiceStatus.ENDED):
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
    return (told,)
