"""Write down that a file is about to be taken off a document, so that it is removed when nothing else names it."""

from enrolment.deps import Deps
from enrolment.domain.privacy.loose_file import LooseFile
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def let_file_go(sha256: str, deps: Deps, cause: Cause) -> None:
    """Before the document changes: a crash in between has a file looked at for nothing, and leaves none that nobody looks at."""
    loose = LooseFile(deps.clock.now())
    await deps.loose_files.put(sha256, lambda _: Change(loose), cause)
