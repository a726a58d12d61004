"""The request is not followed, and the person is told on which legal basis."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import ErasureRequest, Rejection, rejected
from essaim.contracts.enrolment import ErasureRejected
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RejectErasure:
    """Why: a code of ``erasure.LEGAL_BASES``."""

    erasure_id: str
    legal_basis: str
    expected_version: int | None = None


async def reject_erasure(command: RejectErasure, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    """RECEIVED or IDENTITY_CHECKED → REJECTED."""
    id_ = command.erasure_id
    rejection = Rejection(command.legal_basis, cause.actor, deps.clock.today())

    def decide(request: ErasureRequest) -> Change[ErasureRequest]:
        told = ErasureRejected(erasure_id=id_, person_id=request.person_id, legal_basis=command.legal_basis)
        return Change(rejected(request, rejection), (told,))

    return await deps.erasures.change(id_, decide, cause, expected_version=command.expected_version)
