"""A legal hold on a person: nothing of theirs is erased while it stands."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.hold import LegalHold
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PlaceHold:
    """Whom, and why."""

    person_id: str
    reason: str


async def place_hold(command: PlaceHold, deps: Deps, cause: Cause) -> Stored[LegalHold]:
    """One that stands already takes the new reason."""
    person = (await deps.persons.get(command.person_id)).state
    hold = LegalHold(command.person_id, person.coordinator, command.reason, cause.actor, deps.clock.today())
    stored = await deps.legal_holds.put(command.person_id, lambda _: Change(hold), cause)
    return stored or await deps.legal_holds.get(command.person_id)
