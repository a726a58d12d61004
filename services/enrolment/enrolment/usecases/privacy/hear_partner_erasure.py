"""Another deployment erased somebody whom this one knows as well, such as by a dossier that was handed over."""

from enrolment.deps import Deps
from enrolment.domain.persons.person import Standing
from enrolment.domain.privacy.erasure import Origin
from enrolment.usecases.privacy.request_erasure import RequestErasure, request_erasure
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError


async def hear_partner_erasure(person_id: str, deps: Deps, cause: Cause) -> None:
    """An officer here decides on it, for what is done here may still need them. Once: also when it is told again because a backup
    was restored somewhere, and the officer had rejected it."""
    try:
        person = (await deps.persons.get(person_id)).state
    except NotFoundError:
        return
    known = await deps.erasures.all({"person_id": person_id})
    if person.standing is Standing.ACTIVE and all(one.state.origin is not Origin.PARTNER for one in known):
        await request_erasure(RequestErasure(person_id, Origin.PARTNER, deps.clock.today()), deps, cause)
