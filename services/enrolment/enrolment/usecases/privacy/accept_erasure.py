"""The request is followed. This service does its part at once; the others hear of it in the history of the person."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.duplicate import Status as PairStatus
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.erasure import ErasureRequest, accepted
from enrolment.usecases.privacy.find_obstacles import find_obstacles
from enrolment.usecases.privacy.run_erasure import RunErasure, run_erasure
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AcceptErasure:
    """``partial``: an officer wants everything gone that a running contract or group does not need."""

    erasure_id: str
    partial: bool = False
    expected_version: int | None = None


async def accept_erasure(command: AcceptErasure, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    """RuleError with every obstacle and what to do about it, unless it is ``partial``; a legal hold stops that as well."""
    request = (await deps.erasures.get(command.erasure_id)).state
    obstacles = await find_obstacles(request.person_id, deps)
    held = any(one.field == "hold" for one in obstacles)
    if obstacles and (held or not command.partial):
        detail = "the person cannot be erased yet: " + "; ".join(one.message for one in obstacles)
        raise RuleError("GDPR-02", "still-needed", detail, *obstacles)
    today = deps.clock.today()
    # Without any obstacle there is nothing to leave: then the whole is erased, whatever was asked.
    partial = command.partial and bool(obstacles)
    person_ids = (request.person_id,) if partial else await _person_ids(request.person_id, deps)

    def decide(request: ErasureRequest) -> Change[ErasureRequest]:
        return Change(accepted(request, person_ids, cause.actor, today, partial=partial))

    await deps.erasures.change(command.erasure_id, decide, cause, expected_version=command.expected_version)
    return await run_erasure(RunErasure(command.erasure_id), deps)


async def _person_ids(person_id: str, deps: Deps) -> tuple[str, ...]:
    """Guardians that are known because of the person only, registrations that turned out to be theirs, then the person."""
    ids = [one.id for one in await deps.persons.all({"guardian_of": person_id}) if _is_there(one.state.standing)]
    for mine, other in (("first_id", "second_id"), ("second_id", "first_id")):
        for pair in await deps.duplicates.all({mine: person_id}):
            twin = getattr(pair.state, other)
            if pair.state.status is PairStatus.MERGED and (await deps.persons.get(twin)).state.merged_into == person_id:
                ids.append(twin)
    # A merge that is not complete yet has no pair to be found by.
    ids += [one.id for one in await deps.persons.all({"merge_open": True}) if one.state.merged_into == person_id]
    return (*dict.fromkeys(ids), person_id)


def _is_there(standing: Standing) -> bool:
    return standing not in (Standing.ERASED, Standing.RESTRICTED)
