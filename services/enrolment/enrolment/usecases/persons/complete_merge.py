"""Bring a merge that was decided to its end: the kept person takes over, and all that names the merged one names them."""

import logging
from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import Duplicate, Status, dismissed, merged, pair_of
from enrolment.domain.persons.merging import taken_back, taken_over
from enrolment.domain.persons.person import Merging, Person, Standing
from enrolment.domain.persons.rectification import is_told
from enrolment.usecases.persons.look_for_duplicates import look_for_duplicates
from enrolment.usecases.persons.name_guardians import name_guardians
from enrolment.usecases.persons.references_of import references_of
from enrolment.usecases.persons.tell_person import tell_person
from enrolment.usecases.persons.tell_update import tell_update
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id
from essaim.kit.store.errors import DuplicateError

log = logging.getLogger(__name__)
GONE = (Standing.RESTRICTED, Standing.ERASED)


async def complete_merge(merged_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. What a unique key keeps from moving leaves the merge open, and the log says where."""
    person = (await deps.persons.get(merged_id)).state
    if not person.merge_open or person.merged_into is None or person.merging is None:
        return
    kept = (await deps.persons.get(person.merged_into)).state
    if kept.standing is Standing.MERGED and kept.merged_into == merged_id:
        # Of two that are open the one with the first id stays; one that is complete already is not undone.
        if merged_id < person.merged_into or not kept.merge_open:
            await _take_back(merged_id, deps, cause)
        return
    kept = await _take_over(person.merged_into, merged_id, person, person.merging, deps, cause)
    if kept.standing in GONE:
        # Erased meanwhile: nobody is put in their place.
        return await _take_back(merged_id, deps, cause)
    if not await _point_all(merged_id, person.merged_into, deps, cause):
        return
    if not await name_guardians(person.merged_into, deps, cause):
        # The consent was withdrawn in the instant of the merge: it is complete when there is one again.
        return
    await _close_pairs(merged_id, person.merged_into, deps, cause)
    await look_for_duplicates(person.merged_into, deps, cause)
    await deps.persons.change(merged_id, lambda state: Change(replace(state, merge_open=False)), cause)


async def _take_back(merged_id: str, deps: Deps, cause: Cause) -> None:
    """They are who they were: somebody merged both into each other at the same time, or the other one was erased."""
    now = deps.clock.now()

    def decide(state: Person) -> Change[Person] | None:
        if state.standing is not Standing.MERGED:
            return None
        back = taken_back(state, cause.actor, now)
        return Change(back, (tell_person(merged_id, back),))

    await deps.persons.change(merged_id, decide, cause)


async def _take_over(
    kept_id: str, merged_id: str, person: Person, merging: Merging, deps: Deps, cause: Cause
) -> Person:
    def decide(state: Person) -> Change[Person] | None:
        if state.standing in GONE:
            return None
        after = taken_over(state, merged_id, person, merging)
        if after is state:
            return None
        return Change(after, (tell_update(kept_id, after),) if is_told(state, after) else ())

    return (await deps.persons.change(kept_id, decide, cause)).state


async def _point_all(merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> bool:
    everything = True
    for reference in references_of(deps):
        for id_ in await reference.find(merged_id, deps):
            try:
                await reference.point(id_, merged_id, kept_id, deps, cause)
            except DuplicateError:
                log.warning("merge of %s stays open: %s of %s cannot name %s", merged_id, reference.name, id_, kept_id)
                everything = False
    return everything


async def _close_pairs(merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    """The pair of both is MERGED, whether somebody had found it or not: it leads from the kept person to the trace. Other pairs
    of the merged person are over; the kept one is looked at anew."""
    now = deps.clock.now()

    def over(state: Duplicate) -> Change[Duplicate] | None:
        if state.status is not Status.OPEN:
            return None
        return Change(dismissed(state, f"merged into {kept_id}", cause.actor, now))

    await _pair_as_merged(merged_id, kept_id, deps, cause)
    for field, other in (("first_id", "second_id"), ("second_id", "first_id")):
        for pair in await deps.duplicates.all({field: merged_id}):
            await deps.duplicates.change(pair.id, over, cause)
            if pair.state.status is Status.MERGED:
                await _lead_on(getattr(pair.state, other), merged_id, kept_id, deps, cause)


async def _pair_as_merged(trace_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    first, second = pair_of(kept_id, trace_id)
    now = deps.clock.now()

    def decide(state: Duplicate | None) -> Change[Duplicate]:
        return Change(merged(state or Duplicate(first, second, (), now), cause.actor, now))

    await deps.duplicates.put(derived_id(first, f"duplicate {second}"), decide, cause)


async def _lead_on(trace_id: str, merged_id: str, kept_id: str, deps: Deps, cause: Cause) -> None:
    """Whoever had been merged into the merged person leads to the kept one: nobody has to follow a chain."""
    # The kept person is no trace: somebody may be merging them the other way at this moment.
    if trace_id == kept_id or (await deps.persons.get(trace_id)).state.merged_into != merged_id:
        return
    await deps.persons.change(trace_id, lambda state: Change(replace(state, merged_into=kept_id)), cause)
    await _pair_as_merged(trace_id, kept_id, deps, cause)
