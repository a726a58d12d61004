"""Why a person cannot be erased yet, each with what to do: a running contract, a group that counts on them, a legal hold."""

from enrolment.deps import Deps
from enrolment.domain.errors import Problem
from enrolment.domain.groups.contract import Status as ContractStatus
from enrolment.domain.groups.group import Status as GroupStatus
from enrolment.domain.privacy.forgetting import UNDECIDED
from essaim.kit.errors import NotFoundError

_ENDED = (GroupStatus.CLOSED,)


async def find_obstacles(person_id: str, deps: Deps) -> tuple[Problem, ...]:
    """Empty when nothing stands in the way."""
    return (
        *await _holds(person_id, deps),
        *await _contracts(person_id, deps),
        *await _groups(person_id, deps),
        *await _minors(person_id, deps),
    )


async def _holds(person_id: str, deps: Deps) -> list[Problem]:
    accepted = "release it first (GDPR art. 17.3 e)"
    # By person and not by id: after a merge there may be one from each registration.
    return [
        Problem("hold", f"there is a legal hold since {one.state.placed_on}", accepted)
        for one in await deps.legal_holds.all({"person_id": person_id})
        if one.state.stands
    ]


async def _contracts(person_id: str, deps: Deps) -> list[Problem]:
    today = deps.clock.today()
    found = await deps.contracts.all({"person_id": person_id})
    return [
        Problem(
            "contract", f"a contract runs until {one.state.ends_on}", "end it first, or erase what it does not need"
        )
        for one in found
        if one.state.status is not ContractStatus.DRAFT and one.state.ends_on >= today
    ]


async def _groups(person_id: str, deps: Deps) -> list[Problem]:
    found = []
    applications = await deps.applications.all({"person_id": person_id})
    for group_id in dict.fromkeys(one.state.group_id for one in applications if one.state.group_id):
        try:
            group = (await deps.groups.get(group_id)).state
        except NotFoundError:
            # A proposal that never came to be.
            continue
        member = any(one.person_id == person_id for one in group.members)
        if member and group.status not in _ENDED:
            accepted = "let the member leave or close the group first, or erase what it does not need"
            found.append(Problem("group", f"the group {group_id} is {group.status} and counts on the person", accepted))
    return found


async def _minors(person_id: str, deps: Deps) -> list[Problem]:
    """A guardian is needed as long as what they answer for goes on (YOUTH-01)."""
    guardian = (await deps.persons.get(person_id)).state
    if guardian.guardian_of is None or guardian.ended_on is not None:
        return []
    minor_id = guardian.guardian_of
    applications = await deps.applications.all({"person_id": minor_id})
    undecided = any(one.state.status in UNDECIDED for one in applications)
    if undecided or await _contracts(minor_id, deps) or await _groups(minor_id, deps):
        accepted = "end the guardianship, or what the minor takes part in, first"
        return [Problem("guardian_of", "the minor still takes part and needs their guardian", accepted)]
    return []
