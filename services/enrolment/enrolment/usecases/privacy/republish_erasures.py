"""Tell again who was erased since a day: for a deployment that was restored from a backup of before, and remembers them.

``person_erased`` is on ``personal``, which no log keeps, so no replay brings it. It is told in the persons' own histories, after
all that was told of them before; whoever has forgotten them changes nothing, writes to nobody and does not answer again.
"""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.persons.person import Person, Standing
from enrolment.domain.privacy.erasure import ErasureRequest
from essaim.contracts.enrolment import PersonErased
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause

_GONE = (Standing.ERASED, Standing.RESTRICTED)


@dataclass(frozen=True)
class RepublishErasures:
    """The day of the backup: everything that was accepted on it or later is told."""

    since: date


@dataclass(frozen=True)
class Republished:
    """How many requests there were, and how many persons were told again: a minor's guardian goes with them."""

    requests: int
    persons: int


async def republish_erasures(command: RepublishErasures, deps: Deps, cause: Cause) -> Republished:
    """All requests are looked at, for the day of an acceptance has no index, and backups are restored seldom. Safe to repeat."""
    today = deps.clock.today()
    if command.since > today:
        raise InputError(Problem("since", "is in the future", f"{today} or before"))
    requests = [one for one in await deps.erasures.all() if _was_followed(one.state, command.since)]
    persons = dict.fromkeys(person_id for one in requests for person_id in one.state.person_ids)
    told = 0
    for person_id in persons:
        told += await _tell(person_id, deps, cause)
    return Republished(len(requests), told)


def _was_followed(request: ErasureRequest, since: date) -> bool:
    """A partial one was nobody else's to follow."""
    return request.accepted_on is not None and request.accepted_on >= since and not request.partial


async def _tell(person_id: str, deps: Deps, cause: Cause) -> bool:
    def again(state: Person) -> Change[Person] | None:
        if state.standing not in _GONE or state.erasure_id is None:
            return None
        return Change(state, (PersonErased(erasure_id=state.erasure_id, person_id=person_id),))

    state = (await deps.persons.change(person_id, again, cause)).state
    return state.standing in _GONE and state.erasure_id is not None
