"""When each effect was durable, for the latency: gathered in memory, written to a file when the process is told to end.

The instants are of the machine's monotonic clock, which all processes of one machine share.
"""

import asyncio
import contextlib
import json
import os
import signal
import time
from pathlib import Path

VARIABLE = "BENCH_EFFECTS"


class Effects:
    """Nothing is kept when the environment names no file."""

    def __init__(self) -> None:
        name = os.environ.get(VARIABLE)
        self._path = Path(name) if name else None
        self._instants: dict[str, float] = {}

    def note(self, subject: str) -> None:
        """The effect of this subject's event is durable now; the first time counts."""
        if self._path is not None:
            self._instants.setdefault(subject, time.monotonic())

    def write(self) -> None:
        """The file appears whole."""
        if self._path is not None:
            draft = self._path.with_suffix(".draft")
            draft.write_text(json.dumps(self._instants))
            draft.rename(self._path)


async def told_to_end() -> None:
    """Return at SIGTERM."""
    end = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, end.set)
    with contextlib.suppress(asyncio.CancelledError):
        await end.wait()
