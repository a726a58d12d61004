"""Somebody made sure that whoever asks to be erased is the person."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.privacy.erasure import ErasureRequest, IdentityCheck, identified
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class CheckIdentity:
    """How, in words without numbers of papers."""

    erasure_id: str
    how: str
    expected_version: int | None = None


async def check_identity(command: CheckIdentity, deps: Deps, cause: Cause) -> Stored[ErasureRequest]:
    """RECEIVED → IDENTITY_CHECKED."""
    check = IdentityCheck(command.how, cause.actor, deps.clock.today())
    return await deps.erasures.change(
        command.erasure_id,
        lambda request: Change(identified(request, check)),
        cause,
        expected_version=command.expected_version,
    )
