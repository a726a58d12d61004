"""A replay as it is stored: what was asked for, who works on it, how far it is, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from essaim.kit.aggregate import aggregate
from essaim.kit.clock import fixed_width
from essaim.kit.errors import InvalidError, RefusedError

LEASE = timedelta(seconds=30)
"""How long the replica that works on a replay may say nothing before another one takes over."""


class ReplayKind(StrEnum):
    """Why the log is read."""

    CATCH_UP = "CATCH_UP"
    REBUILD = "REBUILD"


class ReplayStatus(StrEnum):
    """How far a replay is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


OPEN = (ReplayStatus.WAITING, ReplayStatus.RUNNING)


@dataclass(frozen=True)
class Replay:
    """``start`` is ``first``, an offset, or an instant; ``position`` the last offset that was handled, ``end`` the last one to
    handle, fixed when the work began: what comes later comes through the inbox."""

    kind: ReplayKind
    start: str
    asked_by: str
    asked_at: datetime
    status: ReplayStatus = ReplayStatus.WAITING
    worker: str | None = None
    leased_until: str = ""
    position: int | None = None
    end: int | None = None
    taken: int = 0
    """Events that this deployment listens to."""
    others: int = 0
    """Events that are for somebody else."""
    copies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What became of each collection of copies: documents that were the same, changed, added, kept."""
    error: str = ""
    ended_at: datetime | None = None


REPLAYS = aggregate(
    "replays",
    fields={"status": "text", "kind": "text"},
    indexes=[("status", "created_at")],
)


class LeaseLostError(Exception):
    """Somebody else works on the replay now, or it was cancelled."""


def taken_by(replay: Replay, worker: str, now: datetime) -> Replay | None:
    """The replay in the hands of a worker; None when it is over, or in other hands that have not gone silent."""
    if replay.status not in OPEN:
        return None
    if replay.worker not in (None, worker) and replay.leased_until > fixed_width(now):
        return None
    return replace(replay, status=ReplayStatus.RUNNING, worker=worker, leased_until=fixed_width(now + LEASE))


def held_by(replay: Replay, worker: str, now: datetime) -> Replay:
    """The replay with its lease renewed. LeaseLostError when it is not this worker's any more."""
    if replay.status is not ReplayStatus.RUNNING or replay.worker != worker:
        raise LeaseLostError(f"{replay.status}, in the hands of {replay.worker}")
    return replace(replay, leased_until=fixed_width(now + LEASE))


def rests_inbox(replay: Replay, now: datetime) -> bool:
    """Whether the inbox rests because of it: copies are made anew, and somebody is at it."""
    running = replay.kind is ReplayKind.REBUILD and replay.status is ReplayStatus.RUNNING
    return running and replay.leased_until > fixed_width(now)


def cancelled(replay: Replay, now: datetime) -> Replay:
    """The replay, stopped where it is. RefusedError when it is over already."""
    if replay.status not in OPEN:
        raise RefusedError("replay-over", f"the replay is {replay.status}, only one that is not over can be cancelled")
    return replace(replay, status=ReplayStatus.CANCELLED, worker=None, ended_at=now)


def parse_start(text: str) -> str | int | datetime:
    """``first``, an offset, or an instant with a time zone. InvalidError for anything else."""
    if text == "first":
        return text
    if text.isdecimal() and len(text) <= 18:
        return int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidError(
            "invalid-start", f"{text[:80]!r} is none of first, an offset, or an ISO 8601 instant"
        ) from None
    if instant.tzinfo is None:
        raise InvalidError("invalid-start", f"the instant {text!r} needs a time zone, such as +02:00 or Z")
    return instant
