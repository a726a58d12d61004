"""Attach a file that shows a qualification to the screening of an activity."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.screening.runs import ActivityScreening, Proof, attach
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AttachProof:
    """The file as it comes, its name, and the media type that its sender gave it."""

    screening_id: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


async def attach_proof(command: AttachProof, deps: Deps, cause: Cause) -> Stored[ActivityScreening]:
    """The file is kept first: what a crash leaves is a file that nothing names."""
    kept = await deps.attachments.keep(command.content, command.name, command.declared)
    await keep_from_going(kept.sha256, deps, cause)
    proof = Proof(kept.sha256, kept.name, kept.media_type, kept.size, deps.clock.now(), cause.actor)
    return await deps.screenings.change(command.screening_id, lambda state: Change(attach(state, proof)), cause)
