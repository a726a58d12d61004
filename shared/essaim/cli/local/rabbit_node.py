"""A private RabbitMQ node from the machine's ``rabbitmq-server``: own ports, directory, cookie and port mapper.

The server script itself is called, not Debian's wrapper around it, which changes to another user. ``epmd`` runs as our
own child: the one that Erlang would start by itself is a daemon, and would stay behind.
"""

import asyncio
import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from essaim.cli.local.ports import free_port, is_listening
from essaim.cli.local.processes import LaunchError, Process, base_environment, eventually

NODE = "essaim@localhost"
START_SECONDS = 90.0
# Mnesia's log reaches the disk two seconds late: a node that is killed earlier forgets half of what was just declared,
# and then a stream may never open again. Messages are not concerned, their own log is flushed before each confirm.
SETTLE_SECONDS = 3.0
_SCRIPTS = (Path("/usr/lib/rabbitmq/bin/rabbitmq-server"), Path("/opt/rabbitmq/sbin/rabbitmq-server"))


def find_server() -> Path | None:
    """The machine's ``rabbitmq-server`` script, or None."""
    for script in _SCRIPTS:
        if script.exists():
            return script
    found = shutil.which("rabbitmq-server")
    return Path(found) if found else None


class RabbitNode:
    """The node. Its data stays in ``directory``; ports are chosen once, so that a restart keeps its address."""

    def __init__(
        self, script: Path, directory: Path, port: int | None = None, plugins: Mapping[str, int] | None = None
    ) -> None:
        """``plugins`` to enable, each with the port that it listens on, 0 for one that does not."""
        self._directory = directory.resolve()
        self.port = free_port(port)
        self._plugins = dict(plugins or {})
        self._ports = {"dist": free_port(), "epmd": free_port()}
        self._settled_at = 0.0
        environment = self._environment()
        epmd = shutil.which("epmd") or "epmd"
        logs = self._directory / "log"
        self._epmd = Process(
            "epmd",
            [epmd, "-port", environment["ERL_EPMD_PORT"], "-address", "127.0.0.1"],
            log=logs / "epmd.log",
            env=environment,
        )
        self._server = Process("rabbitmq", [str(script)], log=logs / "start.log", env=environment, cwd=self._directory)

    @property
    def pids(self) -> dict[str, int]:
        """The processes that run, by name."""
        return {process.name: process.pid for process in (self._server, self._epmd) if process.running}

    async def start(self, definitions: dict[str, Any]) -> None:
        """Start and return when it accepts connections; the definitions are applied by then. LaunchError otherwise."""
        await asyncio.to_thread(self._write_files, definitions)
        if not self._epmd.running:
            self._epmd.start()
            await eventually(lambda: is_listening(self._ports["epmd"]) or not self._epmd.running, START_SECONDS)
        self._server.start()
        await eventually(lambda: is_listening(self.port) or not self._server.running, START_SECONDS)
        if not self._server.running or not is_listening(self.port):
            log = self._last_lines()
            await self.stop()
            raise LaunchError(f"RabbitMQ did not start on port {self.port}:\n{log}")
        self._settled_at = time.monotonic() + SETTLE_SECONDS

    async def stop(self) -> None:
        """Stop the node, then its port mapper."""
        await self._server.stop()
        await self._epmd.stop()

    async def crash(self) -> None:
        """Kill the node, once its definitions are on disk; ``start`` brings it back with its data."""
        await eventually(lambda: time.monotonic() > self._settled_at, SETTLE_SECONDS)
        self._server.kill()
        await eventually(lambda: not self._server.running, START_SECONDS)

    def _last_lines(self) -> str:
        log = self._directory / "log" / f"{NODE}.log"
        lines = log.read_text(errors="replace").splitlines()[-30:] if log.exists() else []
        return "\n".join([*lines, self._server.tail(), self._epmd.tail(5)])

    def _write_files(self, definitions: dict[str, Any]) -> None:
        home = self._directory / "home"
        home.mkdir(parents=True, exist_ok=True)
        cookie = home / ".erlang.cookie"
        if not cookie.exists():
            write_secret(cookie, secrets.token_hex(20), mode=0o400)
        write_secret(self._directory / "definitions.json", json.dumps(definitions, indent=1))
        (self._directory / "enabled_plugins").write_text(f"[{','.join(self._plugins)}].\n")
        (self._directory / "rabbitmq.conf").write_text(
            f"listeners.tcp.local = 127.0.0.1:{self.port}\n"
            f"load_definitions = {self._directory / 'definitions.json'}\n"
            "log.console = false\n"
            # The write-ahead log is kept in memory up to this size; the default of 512 MiB is for servers.
            f"raft.wal_max_size_bytes = 67108864\n{self._listeners()}"
        )

    def _listeners(self) -> str:
        """The configuration of the plugins that listen."""
        names = {name.removeprefix("rabbitmq_"): port for name, port in self._plugins.items() if port}
        return "".join(f"{name}.tcp.ip = 127.0.0.1\n{name}.tcp.port = {port}\n" for name, port in names.items())

    def _environment(self) -> dict[str, str]:
        directory = self._directory
        return base_environment() | {
            "HOME": str(directory / "home"),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._ports["epmd"]),
            "RABBITMQ_NODENAME": NODE,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._ports["dist"]),
            "RABBITMQ_MNESIA_BASE": str(directory / "data"),
            "RABBITMQ_LOG_BASE": str(directory / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(directory / "enabled_plugins"),
            "RABBITMQ_CONFIG_FILE": str(directory / "rabbitmq.conf"),
            # The machine's own configuration is left aside.
            "RABBITMQ_CONFIG_FILES": str(directory / "conf.d"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(directory / "advanced.config"),
            "RABBITMQ_CONF_ENV_FILE": os.devnull,
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false",
            # The script then becomes the node instead of waiting beside it: signals reach the node itself.
            "RUNNING_UNDER_SYSTEMD": "true",
        }


def write_secret(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a file that only its owner can read, never readable by others in between."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
