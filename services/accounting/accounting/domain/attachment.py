"""A file that is attached to a document: where its bytes are, by their hash, and who attached it when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from accounting.domain.errors import RuleError

MOST_ATTACHED = 20


@dataclass(frozen=True)
class Attachment:
    """The bytes are kept apart, under their SHA-256. ``warnings`` names parts of a PDF that one should know of."""

    sha256: str
    name: str
    media_type: str
    size: int
    attached_at: datetime
    attached_by: str
    warnings: tuple[str, ...] = ()


def attach(attached: Collection[Attachment], more: Attachment) -> tuple[Attachment, ...]:
    """With one file more; a file that is there already stays as it was attached first. RuleError when there are too many."""
    if any(one.sha256 == more.sha256 for one in attached):
        return tuple(attached)
    if len(attached) >= MOST_ATTACHED:
        raise RuleError("too-many-attachments", f"{MOST_ATTACHED} files are attached already, the most there can be")
    return (*attached, more)


def find_attached(attached: Collection[Attachment], sha256: str) -> Attachment | None:
    """The one with this hash, if the document names it."""
    return next((one for one in attached if one.sha256 == sha256), None)
