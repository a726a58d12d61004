"""Whether somebody is erased only because the child is whose guardian they are: what else they are to others is not asked for."""

from enrolment.deps import Deps
from enrolment.domain.persons.person import Kind
from enrolment.domain.privacy.holding import Erasing


async def goes_along(erasing: Erasing, deps: Deps) -> bool:
    """A guardian whom another person's request takes along. A parent may be the tutor or the mentor of somebody else, and is
    named with the same address in the dossiers of brothers and sisters."""
    if (await deps.persons.get(erasing.person_id)).state.kind is not Kind.GUARDIAN:
        return False
    return (await deps.erasures.get(erasing.erasure_id)).state.person_id != erasing.person_id
