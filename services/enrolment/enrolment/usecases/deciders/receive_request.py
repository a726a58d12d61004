"""A dossier of another deployment is put to a decider who works here: who is asked."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Happening
from enrolment.domain.deciders.review import Review, blank
from enrolment.domain.programmes.decider import DeciderKind
from enrolment.usecases.deciders.check_review_id import check_review_id
from essaim.contracts.enrolment_deciders import DecisionRequested
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ReceiveRequest:
    """The request, and the partner whose deployment sent it: the dossier's home."""

    requested: DecisionRequested
    home: str


async def receive_request(command: ReceiveRequest, deps: Deps, cause: Cause) -> None:
    """The review exists then. What the dossier shows may have come before, or comes after it.

    RefusedError unless the review is one of the sender's own dossiers.
    """
    data = command.requested
    check_review_id(data.review_id, command.home, data.application_id, data.decider, data.round)
    line = Happening(deps.clock.now(), cause.actor, "requested")

    def change(known: Review | None) -> Change[Review] | None:
        state = known or blank(
            data.application_id, home=command.home, decider=data.decider, round_=data.round, today=data.requested_on
        )
        if state.requested:
            return None
        asked = replace(
            state,
            person_id=data.person_id,
            programme_id=data.programme_id,
            scheme=data.scheme.value,
            school_year=data.school_year,
            coordinator=data.coordinator,
            partner=data.partner,
            role=data.role,
            kind=DeciderKind(data.kind),
            requested_on=data.requested_on,
            due_on=data.due_on,
            by_committee=data.by_committee,
            requested=True,
            history=(*state.history, line),
        )
        return Change(asked)

    await deps.reviews.put(data.review_id, change, cause, effect="requested")
