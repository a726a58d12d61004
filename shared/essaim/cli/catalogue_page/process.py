"""The catalogue as a part of the local suite: built when the suite starts, served by a small process of its own."""

import sys
from pathlib import Path

import essaim
from essaim.cli.catalogue_page.build import BuildError, build
from essaim.cli.catalogue_page.listeners import listeners_by_type
from essaim.cli.local.ports import is_listening
from essaim.cli.local.processes import LaunchError, Process, base_environment, eventually
from essaim.contracts.catalogue import PUBLISHERS

SCHEMAS = Path(essaim.__file__).parents[1] / "schemas"
"""Where the committed schemas are when essaim runs from its repository; elsewhere there is no such directory."""
START_SECONDS = 15.0


class CatalogueProcess:
    """The pages under ``directory`` and the process that serves them on a port of 127.0.0.1."""

    def __init__(self, directory: Path, logs: Path, port: int) -> None:
        self._directory = directory
        self._port = port
        self.url = f"http://127.0.0.1:{port}/"
        self.process = Process(
            "event catalogue",
            [sys.executable, "-m", "essaim.cli.catalogue_page.serving", "--dir", str(directory), "--port", str(port)],
            log=logs / "event-catalogue.log",
            env=base_environment(),
        )

    async def start(self) -> None:
        """Build the pages anew and serve them. LaunchError, with the reason, when that cannot be done."""
        try:
            build(self._directory, SCHEMAS, listeners_by_type(PUBLISHERS))
        except (BuildError, OSError, ModuleNotFoundError) as error:
            raise LaunchError(f"the event catalogue cannot be built: {error}") from error
        self.process.start()
        if not await eventually(lambda: is_listening(self._port) or not self.process.running, START_SECONDS):
            await self.stop()
        if not self.process.running:
            raise LaunchError(f"the event catalogue is not served; its last log lines:\n{self.process.tail()}")

    async def stop(self) -> None:
        """End the process; the pages stay. Safe to repeat."""
        await self.process.stop()
