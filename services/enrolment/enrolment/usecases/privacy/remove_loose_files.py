"""Files that were taken off a document go for good when nothing else names them. A job calls it."""

from datetime import datetime

from enrolment.deps import Deps
from enrolment.domain.privacy.loose_file import GRACE, LooseFile, begun_to_go, looked_at
from enrolment.usecases.privacy.find_unnamed_files import find_unnamed_files
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause, fresh_cause


async def remove_loose_files(deps: Deps) -> None:
    """All whose time is over; documents are looked at once for all of them. Safe to repeat, and by several at once."""
    until = deps.clock.now() - GRACE
    waiting = await deps.loose_files.all({"waits": True})
    due = {one.id: one.state.since for one in waiting if one.state.since <= until}
    if not due:
        return
    unnamed = await find_unnamed_files(tuple(due), (), deps)
    cause = fresh_cause("loose-files")
    for sha256, since in due.items():
        if sha256 not in unnamed or await _remove(sha256, since, deps, cause):
            await _close(sha256, since, deps, cause)


async def _remove(sha256: str, since: datetime, deps: Deps, cause: Cause) -> bool:
    """False when somebody names it after all, or another replica removes it."""
    now, mine = deps.clock.now(), False

    def decide(known: LooseFile) -> Change[LooseFile] | None:
        nonlocal mine
        after = begun_to_go(known, since, now)
        mine = after is not known
        return Change(after) if mine else None

    await deps.loose_files.change(sha256, decide, cause)
    if mine:
        await deps.attachments.remove(sha256)
    return mine


async def _close(sha256: str, since: datetime, deps: Deps, cause: Cause) -> None:
    await deps.loose_files.change(sha256, lambda known: Change(looked_at(known, since)), cause)
