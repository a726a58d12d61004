"""Remove attached files for good, unless another document of the deployment still names them: each file is kept once only."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.usecases.privacy.find_unnamed_files import find_unnamed_files


@dataclass(frozen=True)
class RemoveFiles:
    """Hashes of files, and the documents that need them no more, although they may still name them."""

    hashes: tuple[str, ...]
    of: tuple[str, ...]


async def remove_files(command: RemoveFiles, deps: Deps) -> None:
    """Safe to repeat."""
    for sha256 in sorted(await find_unnamed_files(command.hashes, command.of, deps)):
        await deps.attachments.remove(sha256)
