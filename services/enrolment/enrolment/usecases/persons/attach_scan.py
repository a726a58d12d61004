"""Attach the scan of a signed paper to a consent."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.consent import Consent, Scan
from enrolment.usecases.privacy.keep_from_going import keep_from_going
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause

MOST_SCANS = 20


@dataclass(frozen=True)
class AttachScan:
    """The file as it comes."""

    consent_id: str
    content: AsyncIterator[bytes]
    name: str
    declared: str | None


async def attach_scan(command: AttachScan, deps: Deps, cause: Cause) -> tuple[Scan, Stored[Consent]]:
    """The scan and the consent; the same file again changes nothing."""
    kept = await deps.attachments.keep(command.content, command.name, command.declared)
    await keep_from_going(kept.sha256, deps, cause)
    scan = Scan(kept.sha256, kept.name, kept.media_type, kept.size)

    def decide(state: Consent) -> Change[Consent] | None:
        if any(one.sha256 == scan.sha256 for one in state.scans):
            return None
        if len(state.scans) >= MOST_SCANS:
            raise RuleError("", "too-many-scans", f"a consent has at most {MOST_SCANS} scans")
        return Change(replace(state, scans=(*state.scans, scan)))

    return scan, await deps.consents.change(command.consent_id, decide, cause)
