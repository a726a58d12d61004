"""Somebody who is no person of the programmes is erased, wherever the partner holds their address (GDPR art. 17), with a log."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import Problem, RuleError
from enrolment.domain.privacy.outsider import OutsiderErasure, check_received
from enrolment.usecases.privacy.find_outsider import FindOutsider, find_outsider
from enrolment.usecases.privacy.name_erased_address import name_erased_address
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EraseOutsider:
    """Whose address, at which partner; when they asked, and how somebody made sure that it is them."""

    partner: str
    email: str
    received_on: date
    identity: str


async def erase_outsider(command: EraseOutsider, deps: Deps, cause: Cause) -> Stored[OutsiderErasure]:
    """The line of the log. Refused when nothing is held, and for somebody who is registered: their request is another one.

    The line is written first: what a crash leaves is found and erased by the same request again.
    """
    today = deps.clock.today()
    check_received(command.received_on, today)
    id_ = cause.new_id("outsider-erasure")
    found = await find_outsider(FindOutsider(command.partner, command.email), deps)
    if found.person_ids:
        accepted = f"POST /v1/erasure-requests for {', '.join(found.person_ids)}: it takes the other places along"
        problem = Problem("email", "is that of a registered person", accepted)
        raise RuleError("GDPR-02", "registered-person", "a person is registered under this address", problem)
    line = OutsiderErasure(
        command.partner,
        name_erased_address(command.partner, found.email),
        command.received_on,
        today,
        command.identity,
        cause.actor,
        {place.name: len(records) for place, records in found.places},
    )
    stored = await deps.outsider_erasures.put(
        id_, lambda known: Change(line) if known is None and found.places else None, cause
    )
    if stored is None and not found.places:
        raise RuleError("", "nothing-held", "nothing is held under this address", Problem("email", "is not known"))
    for place, records in found.places:
        for record in records:
            await place.erase(record.id, found.email, deps, cause)
    return stored or await deps.outsider_erasures.get(id_)
