"""A member attaches a CV or a letter."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.member import CandidacyFile, Member, attach, require_active
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AttachCandidacy:
    """The file as it comes; ``kind`` is ``cv`` or ``letter``."""

    member_id: str
    kind: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


async def attach_candidacy(command: AttachCandidacy, deps: Deps, cause: Cause) -> Stored[Member]:
    """The file is kept first: what a crash leaves is a file that nothing names."""
    require_active((await deps.mini_members.get(command.member_id)).state)
    kept = await deps.attachments.keep(command.content, command.name, command.declared)
    await keep_from_going(kept.sha256, deps, cause)
    file = CandidacyFile(command.kind, kept.sha256, kept.name, kept.media_type, kept.size, deps.clock.now())
    moment = moment_of(deps, cause)

    def decide(state: Member) -> Change[Member] | None:
        after = attach(state, file, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
