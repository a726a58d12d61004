"""A member takes a file off their candidacy; it is removed for good unless something else names it."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.mini.member import Member, detach
from enrolment.usecases.privacy.remove_files import RemoveFiles, remove_files
from enrolment.usecases.snee.moment_of import moment_of
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class DetachCandidacy:
    """Which file."""

    member_id: str
    sha256: str


async def detach_candidacy(command: DetachCandidacy, deps: Deps, cause: Cause) -> Stored[Member]:
    """The candidacy without it; nothing happens to a file that was not theirs."""
    moment = moment_of(deps, cause)
    known = (await deps.mini_members.get(command.member_id)).state
    if any(one.sha256 == command.sha256 for one in known.files):
        await remove_files(RemoveFiles((command.sha256,), (command.member_id,)), deps)

    def decide(state: Member) -> Change[Member] | None:
        after = detach(state, command.sha256, moment)
        return None if after == state else Change(after)

    return await deps.mini_members.change(command.member_id, decide, cause)
