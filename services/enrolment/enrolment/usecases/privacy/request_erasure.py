"""A person asks to be erased, by themselves or through an officer who wrote it down. The month for the answer begins."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.erasure import OPEN, ErasureRequest, IdentityCheck, Origin, identified, received
from essaim.contracts.enrolment import ErasureReceived
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.port import In, Where


@dataclass(frozen=True)
class RequestErasure:
    """Who, how it came, on which day; ``identity`` is how that it is them was checked, when it was already."""

    person_id: str
    origin: Origin
    received_on: date
    identity: str | None = None


async def request_erasure(command: RequestErasure, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    """The request. One that is open already stands for it; RuleError for somebody who is erased already."""
    person = (await deps.persons.get(command.person_id)).state
    if person.standing is Standing.ERASED:
        raise RuleError("GDPR-02", "erased-already", "nothing that names this person is held any more")
    # Counted before it is looked whether one is open: whoever asks in the same instant asks for the same next one.
    before = await deps.erasures.count({"person_id": command.person_id})
    where: Where = {"person_id": command.person_id, "status": In(tuple(one.value for one in OPEN))}
    open_one = await deps.erasures.find_one(where)
    if open_one is not None:
        return open_one
    today = deps.clock.today()
    request = received(command.person_id, person.coordinator, command.origin, cause.actor, command.received_on, today)
    if command.identity is not None:
        request = identified(request, IdentityCheck(command.identity, cause.actor, today))
    id_ = derived_id(command.person_id, f"erasure {before}")
    told = ErasureReceived(erasure_id=id_, person_id=command.person_id, due_on=request.due_on)
    events = () if command.origin is Origin.RETENTION else (told,)
    made = await deps.erasures.put(id_, lambda known: Change(request, events) if known is None else None, cause)
    return made or await deps.erasures.get(id_)
