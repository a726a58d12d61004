"""A MongoDB-wire server for the whole test session, the first to be found of: ``MONGO_URL`` → a container (``mongo:8``,
where a Docker engine answers) → ``mongod`` on the PATH → ``nx-27017``, which comes with the packages.

FerretDB is not looked for: 1.24 on SQLite replaces a document for several writers that all expect the same revision (of 60
increments 18 counted), so what it would prove is its own fault. ``MONGO_URL`` can name one all the same.

The summary of the test run says which one it was, and what it could not prove. Without any, tests are skipped, and fail
where ``CI`` is ``true``. A test gets a database of its own; ``kill9`` and ``restart`` are for servers that the suite started.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from essaim.cli.local.ports import free_port
from essaim.cli.local.processes import Process, base_environment

IMAGE = "mongo:8"
SUMMARY = "MongoDB engine of the conformance suite"
START_SECONDS = 30.0
# Asked in a process of its own, because the client leaves sockets open when it fails.
_ASK_DOCKER = """
import sys, docker
from testcontainers.core.config import testcontainers_config
engine = docker.from_env(timeout=300)
for image in (sys.argv[1], testcontainers_config.ryuk_image):
    try:
        engine.images.get(image)
    except docker.errors.ImageNotFound:
        engine.images.pull(image)
"""
_SAID = pytest.StashKey[list[str]]()


class Runner(Protocol):
    """What runs a server of our own."""

    def start(self) -> None:
        """Start it, for the first time or again, on the same port and data."""

    async def kill9(self) -> None:
        """End it with SIGKILL, and return when it is gone."""

    def remove(self) -> None:
        """End it, and remove what it leaves."""


class MongoServer:
    """A server that answers. ``engine`` is its name and version, ``url`` its address without a database."""

    def __init__(self, engine: str, url: str, runner: Runner | None) -> None:
        self.engine = engine
        self.url = url
        self._runner = runner

    @property
    def ours(self) -> bool:
        """Whether the suite started it, and so may kill it."""
        return self._runner is not None

    @property
    def is_mongodb(self) -> bool:
        """Whether it is MongoDB itself, and not another server that speaks its protocol."""
        return self.engine.startswith("MongoDB")

    def database_url(self, name: str | None = None) -> str:
        """The URL of a database, by default of a new one."""
        parts = urlsplit(self.url)
        return parts._replace(path=f"/{name or f't_{uuid.uuid4().hex[:12]}'}").geturl()

    def drop(self, database_url: str) -> None:
        """Remove a database."""
        with _client(self.url) as client:
            client.drop_database(urlsplit(database_url).path.strip("/"))

    async def kill9(self) -> None:
        """End it with SIGKILL."""
        assert self._runner is not None
        await self._runner.kill9()

    async def restart(self) -> None:
        """Start it again on the same data, and return when it answers."""
        assert self._runner is not None
        # In this thread: a process of ours ends with the thread that started it.
        self._runner.start()
        await asyncio.to_thread(_wait, self.url)


class _OwnProcess:
    """A server program on a port and in a directory of its own."""

    def __init__(self, name: str, command: Callable[[int, Path], list[str]]) -> None:
        self.port = free_port()
        self._directory = Path(tempfile.mkdtemp(prefix=f"essaim-{name}-"))
        data = self._directory / "data"
        data.mkdir()
        self._process = Process(
            name, command(self.port, data), log=self._directory / "server.log", env=base_environment(), cwd=data
        )

    def start(self) -> None:
        self._process.start()

    async def kill9(self) -> None:
        self._process.kill()
        await self._process.stop()

    def remove(self) -> None:
        asyncio.run(self._process.stop())
        shutil.rmtree(self._directory, ignore_errors=True)


class _OwnContainer:
    """A container that keeps its volume when it is killed and started again."""

    def __init__(self) -> None:
        # Every run of pytest loads this file, and only few have Docker.
        from testcontainers.core.container import DockerContainer

        self.port = free_port()
        self._container = DockerContainer(IMAGE).with_bind_ports(27017, self.port)
        self._started = False

    def start(self) -> None:
        if self._started:
            self._container.get_wrapped_container().start()
        else:
            self._container.start()
            self._started = True

    async def kill9(self) -> None:
        wrapped = self._container.get_wrapped_container()
        await asyncio.to_thread(wrapped.kill, "SIGKILL")
        await asyncio.to_thread(wrapped.wait)

    def remove(self) -> None:
        self._container.stop()


@contextmanager
def running_server() -> Iterator[MongoServer | None]:
    """A server outside of a test session, the first to be found as for one; None when there is none."""
    runner = _find_runner([])
    if runner is None:
        yield None
        return
    url = f"mongodb://127.0.0.1:{runner.port}"
    try:
        runner.start()
        _wait(url)
        yield MongoServer(_name(url), url, runner)
    finally:
        runner.remove()


@pytest.fixture(scope="session")
def mongo_server(request: pytest.FixtureRequest) -> Iterator[MongoServer]:
    """The server, started at its first use and stopped with the session."""
    said = request.config.stash.setdefault(_SAID, [])
    given = os.environ.get("MONGO_URL")
    if given:
        server = MongoServer(_name(given), given, None)
        said.append(f"{SUMMARY}: {server.engine} (MONGO_URL)")
        yield server
        return
    runner = _find_runner(said)
    if runner is None:
        said.append(f"{SUMMARY}: none was found")
        reason = "no MongoDB-wire server: set MONGO_URL, or install mongod or nx-27017"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    url = f"mongodb://127.0.0.1:{runner.port}"
    try:
        runner.start()
        _wait(url)
        server = MongoServer(_name(url), url, runner)
        said.append(f"{SUMMARY}: {server.engine}")
        yield server
    finally:
        runner.remove()


@pytest.fixture
def say_of_mongo(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Adds a line to what the summary says of the server: what it could not prove."""
    return request.config.stash.setdefault(_SAID, []).append


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What was said in a process that runs a part of the suite goes to the one that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["said_of_mongo"] = session.config.stash.get(_SAID, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take it from there."""
    said = node.config.stash.setdefault(_SAID, [])
    said.extend(getattr(node, "workeroutput", {}).get("said_of_mongo", ()))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which server it was, when one was asked for."""
    said = config.stash.get(_SAID, [])
    for line in dict.fromkeys(said):
        terminalreporter.write_line(line)


def _find_runner(said: list[str]) -> "_OwnProcess | _OwnContainer | None":
    why_not = _why_no_container()
    if not why_not:
        return _OwnContainer()
    said.append(f"no MongoDB in a container: {why_not}")
    if mongod := shutil.which("mongod"):
        return _OwnProcess(
            "mongod", lambda port, data: [mongod, "--dbpath", str(data), "--port", str(port), "--bind_ip", "127.0.0.1"]
        )
    if find_spec("nx_27017") is not None:
        main = "from nx_27017.nx_27017 import main; main()"
        return _OwnProcess("nx-27017", lambda port, data: [sys.executable, "-c", main, *_nx_arguments(port, data)])
    return None


def _nx_arguments(port: int, data: Path) -> list[str]:
    files = ["--pid-file", str(data.parent / "server.pid"), "--log-file", str(data.parent / "nx.log")]
    return ["--port", str(port), "--data-dir", str(data), *files]


def _why_no_container() -> str:
    """Empty when a Docker engine answers and has the images or can pull them; else why not."""
    asked = subprocess.run([sys.executable, "-c", _ASK_DOCKER, IMAGE], capture_output=True, text=True, check=False)
    return "" if asked.returncode == 0 else (asked.stderr.strip().splitlines() or ["no answer"])[-1].split(" for ")[0]


def _client(url: str, milliseconds: int = 5000) -> "MongoClient[dict[str, Any]]":
    return MongoClient(url, serverSelectionTimeoutMS=milliseconds, connectTimeoutMS=milliseconds)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(PyMongoError), _client(url, 500) as client:
            client.admin.command("ping")
            return
    pytest.fail(f"the MongoDB-wire server did not answer within {START_SECONDS} s")


def _name(url: str) -> str:
    with _client(url) as client:
        info = client.admin.command("buildInfo")
    if info.get("process") == "nx_27017":
        return f"nx-27017 {version('nx-27017')}"
    if "ferretdb" in info or "ferretdbVersion" in info:
        return f"FerretDB {info.get('ferretdb', {}).get('version', info.get('ferretdbVersion', ''))}"
    return f"MongoDB {info['version']}"
