"""When a committee meets, in the words of the event."""

from enrolment.domain.committees.committee import Committee
from essaim.contracts.enrolment_committees import CommitteeScheduled
from essaim.contracts.types import Scheme


def tell_schedule(committee_id: str, committee: Committee) -> CommitteeScheduled:
    """The event; whoever publishes it writes it with the committee."""
    return CommitteeScheduled(
        committee_id=committee_id,
        partner=committee.partner,
        decider=committee.decider,
        scheme=Scheme(committee.scheme),
        held_at=committee.held_at,
        last_application_on=committee.last_application_on,
        programme_ids=list(committee.programme_ids),
        member_ids=[one.sub for one in committee.members],
    )
