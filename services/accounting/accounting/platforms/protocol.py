"""What an accredited platform does: takes an invoice, takes our statuses, tells theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Deposit:
    """An invoice to hand over. ``key`` is the same whenever the same file is handed over again."""

    key: str
    seller_siren: str
    number: str
    file_name: str
    content: bytes


@dataclass(frozen=True)
class StatusMessage:
    """A status of the life cycle, in either direction. ``amounts`` are decimal strings by VAT rate."""

    id: str
    seller_siren: str
    number: str
    code: int
    at: datetime
    reason: str = ""
    comment: str = ""
    amounts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Collected:
    """What the platform tells: a message, or why one could not be read. It comes again until it is settled."""

    handle: str
    message: StatusMessage | None
    trouble: str = ""


class Platform(Protocol):
    """A platform. Every call may be repeated after a crash: the same key or id has one effect. UnavailableError when it does
    not answer; then nothing was lost and the call is made again."""

    async def deposit(self, deposit: Deposit) -> str:
        """Hand an invoice over; durable when this returns. The platform's own reference."""

    async def announce(self, message: StatusMessage) -> None:
        """Tell one of our own statuses."""

    async def collect(self) -> Sequence[Collected]:
        """Statuses that were not settled yet, oldest first."""

    async def settle(self, handle: str, trouble: str = "") -> None:
        """A collected status is dealt with: recorded, or put aside with what was wrong."""
