"""The gate of the inbox: closed while copies are made anew, in every replica, so that no copy changes in between."""

import asyncio
import logging

from essaim.kit.clock import machine_now
from essaim.kit.errors import EssaimError
from essaim.kit.replay.record import Replay, ReplayKind, ReplayStatus, rests_inbox
from essaim.kit.repository import Repository

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0


class Gate:
    """Looks into the store once a second. ``closed`` is what it saw last."""

    def __init__(self, replays: Repository[Replay]) -> None:
        self._replays = replays
        self.closed = False

    async def wait_open(self) -> None:
        """Return when no copies are being made anew."""
        # What another process does can only be polled.
        while await self.look():  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)

    async def wait_closed(self) -> None:
        """Return when somebody has begun to make copies anew."""
        while not await self.look():  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> bool:
        """Whether it is closed now; what was seen last while the store cannot be asked."""
        where = {"kind": ReplayKind.REBUILD.value, "status": ReplayStatus.RUNNING.value}
        try:
            running = await self._replays.all(where)
        except EssaimError as error:
            log.warning("whether copies are being made anew cannot be seen: %s", error)
        else:
            now = machine_now()
            self.closed = any(rests_inbox(one.state, now) for one in running)
        return self.closed
