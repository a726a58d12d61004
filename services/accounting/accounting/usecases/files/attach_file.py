"""Keep a file that somebody attaches to a document; the document that names it is changed by its own use case."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.attachment import Attachment
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AttachFile:
    """Its bytes as they come, its name, and the media type that its sender gave it."""

    content: AsyncIterator[bytes]
    name: str
    declared: str | None = None


async def attach_file(command: AttachFile, deps: Deps, cause: Cause) -> Attachment:
    """The file as it is kept, to be put into the document. InvalidError for what is not accepted."""
    kept = await deps.attachments.keep(command.content, command.name, command.declared)
    return Attachment(
        sha256=kept.sha256,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        attached_at=deps.clock.now(),
        attached_by=cause.actor,
        warnings=kept.warnings,
    )
