"""What coaching says when a group is to be closed: which sessions are not sealed, and whether a share rule was adopted.

Sessions that are only planned are no obstacle: the closing itself cancels them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coaching.domain.session import Session, Status

_UNFINISHED = frozenset({Status.CONFIRMED, Status.HELD, Status.REPORTED})


@dataclass(frozen=True)
class ClosingCheck:
    """The answer to one request to close; a later request has an answer of its own."""

    group_id: str
    scheme: str | None
    open_items: tuple[str, ...]
    checked_at: datetime


def open_items(sessions: Iterable[tuple[str, Session]], *, share_rule_adopted: bool) -> tuple[str, ...]:
    """The codes of everything that is still open, in a stable order."""
    unsealed = sorted(
        (session.starts_at, session_id) for session_id, session in sessions if session.status in _UNFINISHED
    )
    items = [f"coaching.session-not-sealed:{session_id}" for _, session_id in unsealed]
    return (*items, *(() if share_rule_adopted else ("coaching.no-share-rule",)))
