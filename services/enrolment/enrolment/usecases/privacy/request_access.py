"""A person wants to know what is held of them (GDPR art. 15): this service knows its part, the others are asked."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.access import AccessRequest
from essaim.contracts.enrolment import AccessRequested
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RequestAccess:
    """Whose data."""

    person_id: str


async def request_access(command: RequestAccess, deps: Deps, cause: Cause) -> Stored[AccessRequest]:
    """A new request each time: what is held changes."""
    person = (await deps.persons.get(command.person_id)).state
    id_ = cause.new_id("access")
    request = AccessRequest(command.person_id, person.coordinator, cause.actor, deps.clock.today())
    asked = AccessRequested(request_id=id_, person_id=command.person_id)
    return await deps.accesses.add(id_, request, cause, events=(asked,))
