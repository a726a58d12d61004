"""A private RabbitMQ in a container, for machines that have Docker and no ``rabbitmq-server``.

The container is attached to a child process of ours, which passes signals on: it ends with the launcher and is
removed.
"""

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from essaim.cli.local.ports import free_port
from essaim.cli.local.processes import LaunchError, Process, base_environment, eventually
from essaim.cli.local.rabbit_node import write_secret

IMAGE = "rabbitmq:4-management"
START_SECONDS = 180.0
# The image gives everything below this directory to its own user when it starts.
_HOME = "/var/lib/rabbitmq"


def docker_answers() -> bool:
    """Whether there is a Docker client and an engine behind it."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    try:
        return subprocess.run([docker, "version"], capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


class RabbitContainer:
    """The container. Its data goes with it."""

    def __init__(self, directory: Path, port: int | None = None) -> None:
        self._directory = directory.resolve()
        self.port = free_port(port)
        self._environment = base_environment() | {
            name: value for name, value in os.environ.items() if name == "HOME" or name.startswith("DOCKER_")
        }
        self._process: Process | None = None

    @property
    def pids(self) -> dict[str, int]:
        """The client that holds the container, while it runs."""
        return {"docker": self._process.pid} if self._process and self._process.running else {}

    async def start(self, definitions: dict[str, Any]) -> None:
        """Create, configure and start it; returns when the broker says that it is up. LaunchError otherwise."""
        container = await asyncio.to_thread(self._create, definitions)
        self._process = Process(
            "rabbitmq",
            ["docker", "start", "--attach", container],
            log=self._directory / "log" / "container.log",
            env=self._environment,
        )
        self._process.start()
        process = self._process
        await eventually(lambda: "startup complete" in process.tail(500) or not process.running, START_SECONDS)
        if not process.running or "startup complete" not in process.tail(500):
            log = process.tail()
            await self.stop()
            raise LaunchError(f"the container of {IMAGE} did not start:\n{log}")

    async def stop(self) -> None:
        """Stop it; it removes itself."""
        if self._process is not None:
            await self._process.stop()

    async def crash(self) -> None:
        """Not possible here: the data of a removed container is gone."""
        raise LaunchError("a crash can be tried on a node of the machine only, not on a container")

    def _create(self, definitions: dict[str, Any]) -> str:
        self._directory.mkdir(parents=True, exist_ok=True)
        definitions_file = self._directory / "definitions.json"
        write_secret(definitions_file, json.dumps(definitions))
        settings_file = self._directory / "50-essaim.conf"
        settings_file.write_text(f"load_definitions = {_HOME}/definitions.json\n")
        container = self._docker("create", "--rm", "--publish", f"127.0.0.1:{self.port}:5672", IMAGE)
        self._docker("cp", str(definitions_file), f"{container}:{_HOME}/definitions.json")
        self._docker("cp", str(settings_file), f"{container}:/etc/rabbitmq/conf.d/50-essaim.conf")
        return container

    def _docker(self, *arguments: str) -> str:
        done = subprocess.run(
            ["docker", *arguments], env=self._environment, capture_output=True, text=True, check=False, timeout=600
        )
        if done.returncode != 0:
            raise LaunchError(f"docker {arguments[0]} failed: {done.stderr.strip()}")
        return done.stdout.strip()
