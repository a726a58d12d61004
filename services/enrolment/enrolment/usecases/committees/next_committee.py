"""Which committee reads a dossier that is sent now: the first whose last application date is yesterday or later (SNEE-09)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.committees.committee import GRACE, Committee, takes_applications
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Stored
from essaim.kit.store.port import Order, Range, Where


@dataclass(frozen=True)
class NextCommittee:
    """Of the first decider of a programme who decides by a committee."""

    programme_id: str
    programme: Programme


async def next_committee(command: NextCommittee, deps: Deps) -> Stored[Committee] | None:
    """None when nobody decides by committee, when none is planned, or when it meets at another deployment."""
    today, now = deps.clock.today(), deps.clock.now()
    decider = _decider(command.programme.parameters_on(today).deciders)
    if decider is None:
        return None
    where: Where = {
        "partner": decider.partner,
        "decider": decider.key,
        "last_application_on": Range(ge=str(today - GRACE)),
    }
    for one in await deps.committees.all(where, order_by=(Order("last_application_on"),)):
        state = one.state
        covers = not state.programme_ids or command.programme_id in state.programme_ids
        if covers and state.scheme == command.programme.scheme and takes_applications(state, now):
            return one
    return None


def _decider(deciders: tuple[Decider, ...]) -> Decider | None:
    return next((one for one in deciders if one.by_committee), None)
