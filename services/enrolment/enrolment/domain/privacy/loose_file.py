"""A file that was taken off a document: removed later, unless something names it by then.

Not at once, because the same content may be attached elsewhere in the same instant: it is kept once, before it is named. And
whoever names it puts the removal off first, so that between looking for its name and removing it nobody can begin to name it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

GRACE = timedelta(hours=1)
"""Longer than any upload takes: who keeps a file names it within the same request. Longer than any removal, too."""


@dataclass(frozen=True)
class LooseFile:
    """By its hash. ``waits`` until it was looked at; ``going_at`` is when somebody began to remove it."""

    since: datetime
    waits: bool = True
    going_at: datetime | None = None


def looked_at(known: LooseFile, since: datetime) -> LooseFile:
    """Done, unless it was taken off again meanwhile."""
    return replace(known, waits=False, going_at=None) if known.since == since else known


def begun_to_go(known: LooseFile, since: datetime, now: datetime) -> LooseFile:
    """Removed by whoever writes this; the very same when somebody names it or took it off again meanwhile, or when another
    replica removes it. What died while it removed one is taken up later."""
    at_work = known.going_at is not None and known.going_at + GRACE > now
    if not known.waits or known.since != since or at_work:
        return known
    return replace(known, going_at=now)
