"""Keep the file of an electronic invoice exactly as it came, under its hash."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.purchase import ReceivedFile
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from accounting.usecases.purchases.gather_file import GatheredFile
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class KeepReceived:
    """The file, and what whoever approves should look at."""

    file: GatheredFile
    warnings: tuple[str, ...] = ()


async def keep_received(command: KeepReceived, deps: Deps, cause: Cause) -> ReceivedFile:
    """Durable when this returns. Writing it again writes the same, so that a draft that fails leaves nothing wrong."""
    file = command.file
    file_id = f"received:{file.sha256}"
    kept = await keep_bytes(KeepBytes(file_id, file.chunks()), deps, cause)
    return ReceivedFile(
        file_id, kept.pieces, file.sha256, file.name, file.media_type, kept.size, deps.clock.now(), command.warnings
    )
