"""The guardian of a child, as long as they are."""

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.person import Person, require_active
from essaim.kit.errors import NotFoundError


async def require_guardian(guardian_id: str, child_id: str, deps: Deps) -> Person:
    """InputError for somebody who is not their guardian; refused for one whose guardianship has ended."""
    try:
        guardian = (await deps.persons.get(guardian_id)).state
    except NotFoundError:
        guardian = None
    if guardian is None or guardian.guardian_of != child_id:
        raise InputError(Problem("guardian_id", "is not a guardian of this person", "the id of one of their guardians"))
    require_active(guardian, "ask")
    if guardian.ended_on is not None:
        raise RuleError("YOUTH-01", "guardianship-ended", f"this guardianship ended on {guardian.ended_on}")
    return guardian
