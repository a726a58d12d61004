"""Between keeping a file and naming it in a document: the job that removes loose files must not take it in that instant."""

from enrolment.deps import Deps
from enrolment.domain.privacy.loose_file import LooseFile
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause
from essaim.kit.errors import UnavailableError
from essaim.kit.store.errors import MissingError


async def keep_from_going(sha256: str, deps: Deps, cause: Cause) -> None:
    """Its removal, if it waits for one, is put off: by the time it is due, the document names the file.

    UnavailableError when it is being removed, or was since it was kept: whoever has the file sends it once more.
    """
    now = deps.clock.now()

    def decide(known: LooseFile | None) -> Change[LooseFile] | None:
        if known is None or not known.waits:
            return None
        if known.going_at is not None:
            raise _going()
        return Change(LooseFile(now))

    loose = await deps.loose_files.put(sha256, decide, cause)
    if loose is None or loose.state.waits:
        return
    try:
        await deps.attachments.open(sha256)
    except MissingError as error:
        raise _going() from error


def _going() -> UnavailableError:
    return UnavailableError("file-going", "the same file was just being removed elsewhere; send it again")
