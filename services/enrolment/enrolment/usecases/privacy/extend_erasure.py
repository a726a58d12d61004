"""The answer takes two months longer, and the person is told so with the reason (GDPR-03)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import ErasureRequest, extended
from essaim.contracts.enrolment import ErasureExtended
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class ExtendErasure:
    """Why: a code of article 12.3."""

    erasure_id: str
    reason: str
    expected_version: int | None = None


async def extend_erasure(command: ExtendErasure, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    """RuleError when it was extended, or the first month is over."""
    id_, today = command.erasure_id, deps.clock.today()

    def decide(request: ErasureRequest) -> Change[ErasureRequest]:
        after = extended(request, command.reason, today)
        told = ErasureExtended(erasure_id=id_, person_id=request.person_id, due_on=after.due_on, reason=command.reason)
        return Change(after, (told,))

    return await deps.erasures.change(id_, decide, cause, expected_version=command.expected_version)
