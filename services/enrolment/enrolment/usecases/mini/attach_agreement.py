"""Attach a scan of the signed agreement."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.mini.agreement import Scan, drawn_up, with_scan
from enrolment.domain.mini.enterprise import MiniEnterprise
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AttachAgreement:
    """The file as it comes."""

    enterprise_id: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


async def attach_agreement(command: AttachAgreement, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """The file is kept first: what a crash leaves is a file that nothing names."""
    drawn_up((await deps.mini_enterprises.get(command.enterprise_id)).state.agreement)
    kept = await deps.attachments.keep(command.content, command.name, command.declared)
    await keep_from_going(kept.sha256, deps, cause)
    scan = Scan(kept.sha256, kept.name, kept.media_type, kept.size, deps.clock.now())

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        known = drawn_up(state.agreement)
        after = with_scan(known, scan)
        return None if after == known else Change(replace(state, agreement=after))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
