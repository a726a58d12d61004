"""A person has to be erased: the name goes, sealed sheets and votes stay by id only, and enrolment is told what stays."""

from dataclasses import dataclass

from coaching.deps import Deps
from coaching.domain.privacy import Answer, forgotten, kept_codes, without_person
from coaching.usecases.find_traces import find_traces
from essaim.contracts.coaching import CoachingErasureApplied
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.ids import derived_id


@dataclass(frozen=True)
class ForgetPerson:
    """Whom, by which request."""

    erasure_id: str
    person_id: str


async def forget_person(command: ForgetPerson, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. Somebody who was never known leaves a mark too: their name may still be on its way."""
    person_id = command.person_id
    await deps.people.put(person_id, lambda _: Change(forgotten()), cause, latest="name")
    traces = await find_traces(person_id, deps)
    for one in traces.sessions:
        await deps.sessions.change(one.id, lambda state: Change(without_person(state, person_id)), cause)
    kept = kept_codes(person_id, [one.state for one in traces.sessions], [one.state for one in traces.resolutions])
    told = CoachingErasureApplied(erasure_id=command.erasure_id, person_id=person_id, kept=list(kept))
    change = Change(Answer(command.erasure_id, person_id), (told,))
    # With its last write: whoever hears the answer may believe that everything before it is done.
    id_ = derived_id(command.erasure_id, f"erasure {person_id}")
    await deps.answers.put(id_, lambda known: None if known else change, cause)
