"""Traps: places where a process kills itself, as by ``kill -9``, when the harness has asked for it by making a file.

A kill from outside hits one of these few microseconds once in a thousand times; a trap hits them each time.
"""

import os
import signal
from pathlib import Path
from typing import Any
from unittest.mock import patch

from essaim.contracts.event import EVENTS
from essaim.kit.publisher import Publisher

AFTER_PUBLISH = "after-publish"
"""The relay: the broker has confirmed the event, and the outbox still holds it."""
BEFORE_ANSWER = "before-answer"
"""The command: its change is written, and the caller does not know."""
BETWEEN_EFFECTS = "between-effects"
"""The handler: the first of its two documents is written."""
BEFORE_ACK = "before-ack"
"""The consumer: both documents are written, and the broker does not know."""


class Traps:
    """The traps of one process; those that are set are files in ``directory``."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def set(self, name: str) -> None:
        """The next passage ends the process. Called by the harness."""
        self._directory.mkdir(parents=True, exist_ok=True)
        (self._directory / name).touch()

    def pass_by(self, name: str) -> None:
        """End this process here and now if the trap is set; it snaps once."""
        if (self._directory / name).exists():
            (self._directory / name).unlink(missing_ok=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_publisher(self) -> None:
        """Put AFTER_PUBLISH behind every confirmed publish of this process: the kit has no such place of its own."""
        publish = Publisher.publish

        async def publish_and_pass_by(publisher: Publisher, exchange: str, *arguments: Any, **named: Any) -> None:
            await publish(publisher, exchange, *arguments, **named)
            if exchange == EVENTS:
                self.pass_by(AFTER_PUBLISH)

        patch.object(Publisher, "publish", publish_and_pass_by).start()
