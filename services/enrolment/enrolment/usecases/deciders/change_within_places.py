"""Change a dossier that may be accepted by it: where the programme limits its places, an acceptance takes one first.

The place is taken in the programme's place book, then the dossier is written, then the book is done with it: a crash in between
leaves a place taken for some minutes, and never one too many.
"""

from collections.abc import Callable
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.deciders.deriving import takes_place
from enrolment.usecases.committees.next_rank import next_rank
from enrolment.usecases.committees.settle_place import SettlePlace, settle_place
from enrolment.usecases.committees.take_place import Taken, TakePlace, take_place
from enrolment.usecases.deciders.tell_outcome import tell_outcome
from enrolment.usecases.persons.lock_application import lock_application
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause

Derived = tuple[Application, tuple[EventData, ...]]


class _PlaceNeededError(Exception):
    """The change would accept the dossier, and nobody has asked for a place yet."""


class _RankNeededError(Exception):
    """The change would put the dossier on the waiting list, and nobody has looked how long that is."""


@dataclass(frozen=True)
class ChangeWithinPlaces:
    """Which dossier, of which programme. ``derive`` makes of a state the next one, with whatever events come before those of the
    outcome; its second argument is whether there is a place, the third the next rank of the waiting list."""

    application_id: str
    programme_id: str
    derive: Callable[[Application, bool, int | None], Derived]
    effect: str


async def change_within_places(command: ChangeWithinPlaces, deps: Deps, cause: Cause) -> Stored[Application]:
    """One write, with the events of the outcome. Without a place, an acceptance is on the waiting list."""
    taken: Taken | None = None
    rank: int | None = None
    try:
        while True:
            try:
                return await _write(command, taken, rank, deps, cause)
            except _PlaceNeededError:
                # A consent that was withdrawn meanwhile gives nobody a place: the dossier waits for it.
                if await lock_application(command.application_id, deps, cause):
                    continue
                taken = await take_place(TakePlace(command.programme_id, command.application_id), deps, cause)
            except _RankNeededError:
                rank = await next_rank(command.programme_id, deps)
    finally:
        if taken is not None and taken.places is not None:
            await settle_place(SettlePlace(command.programme_id, command.application_id), deps, cause)


async def _write(
    command: ChangeWithinPlaces, taken: Taken | None, rank: int | None, deps: Deps, cause: Cause
) -> Stored[Application]:
    def change(state: Application) -> Change[Application] | None:
        derived, events = command.derive(state, taken is None or taken.granted, rank)
        if taken is None and takes_place(state, derived):
            raise _PlaceNeededError
        waits = derived.status is Status.WAITING_LIST and state.status is not Status.WAITING_LIST
        if rank is None and waits:
            raise _RankNeededError
        if derived == state:
            return None
        return Change(derived, (*events, *tell_outcome(command.application_id, state, derived)))

    return await deps.applications.change(command.application_id, change, cause, effect=command.effect)
