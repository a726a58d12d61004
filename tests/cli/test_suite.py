"""The local suite starts real processes, says why one does not start, and leaves nothing behind.

The service here is a small one of its own: what is proven is the launcher, not the four services.
"""

import asyncio
from pathlib import Path

import httpx
import pytest

from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.ports import is_listening
from essaim.cli.local.processes import LaunchError, eventually
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.local.suite import LocalSuite
from essaim.contracts.topology import Deployment
from tests.support.broker import STAFF, Rabbit
from tests.support.processes import is_gone

pytestmark = [pytest.mark.broker, pytest.mark.processes]
PARROT = STAFF[3]
APP = """
import os
from fastapi import FastAPI

def create() -> FastAPI:
    if "PARROT_BROKEN" in os.environ:
        raise RuntimeError("the parrot is not well")
    app = FastAPI()
    app.get("/health/ready")(lambda: {name: value for name, value in os.environ.items() if "PARROT_" in name})
    return app
"""
EVENTS = """
from essaim.kit.listens import Listens
LISTENS: Listens[None] = Listens()
"""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "source" / "parrot"
    package.mkdir(parents=True)
    for name, text in {"__init__.py": "", "app.py": APP, "events.py": EVENTS}.items():
        (package / name).write_text(text)
    monkeypatch.syspath_prepend(str(package.parent))
    return package.parent


def suite(rabbit: Rabbit, directory: Path, source: Path, **settings: str) -> LocalSuite:
    return LocalSuite(
        directory, deployments=[PARROT], broker=rabbit.broker, settings={"PYTHONPATH": str(source), **settings}
    )


async def test_a_service_gets_its_settings_and_everything_ends(rabbit: Rabbit, tmp_path: Path, service: Path) -> None:
    async with suite(rabbit, tmp_path / "state", service) as running:
        parrot = running.services["parrot"]
        async with httpx.AsyncClient(trust_env=False) as client:
            settings = (await client.get(f"{parrot.url}/health/ready")).json()
        assert settings["PARROT_PARTNER"] == "staff-c"
        assert settings["PARROT_STORE_URL"] == f"sqlite:///{tmp_path}/state/parrot.db"
        assert settings["PARROT_AMQP_URL"] == rabbit.url_of(PARROT)
        assert settings["PARROT_CLOCK"] == "system"
        assert settings["PARROT_JWKS"] == str(running.issuer.jwks_file)
        assert 0 < parrot.start_seconds < 30
        assert parrot.resident_bytes > 10_000_000
        pids = [parrot.process.pid, running.sink.pid]
        assert is_listening(running.smtp_port)
    assert all(is_gone(pid) for pid in pids)
    assert not is_listening(running.smtp_port)
    assert await rabbit.depth(PARROT.queue) == 0


async def test_a_service_that_does_not_start_is_named_with_its_log(
    rabbit: Rabbit, tmp_path: Path, service: Path
) -> None:
    broken = suite(rabbit, tmp_path / "state", service, PARROT_BROKEN="yes")
    with pytest.raises(LaunchError, match=r"(?s)the service parrot ended.*the parrot is not well"):
        await broken.start()
    assert await eventually(lambda: not broken.sink.running, 5)


async def test_a_cancelled_start_leaves_nothing(rabbit: Rabbit, tmp_path: Path, service: Path) -> None:
    starting = suite(rabbit, tmp_path / "state", service)
    task = asyncio.create_task(starting.start())
    assert await eventually(lambda: "parrot" in starting.services and starting.services["parrot"].process.running, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert starting.pids().keys() <= rabbit.broker.pids.keys()


def test_the_first_deployment_of_a_service_has_its_plain_name_and_the_next_ones_their_partners(tmp_path: Path) -> None:
    first, second = Deployment("cmq-mma", "enrolment"), Deployment("ubfc", "enrolment")
    bus = LocalBroker(tmp_path / "broker", [first, second], {}, given_url="amqp://somebody@127.0.0.1/")
    both = LocalSuite(tmp_path / "state", deployments=[first, second], broker=bus)
    one, other = both.environment(first), both.environment(second)
    assert one["ENROLMENT_STORE_URL"].endswith("/state/enrolment.db")
    assert other["ENROLMENT_STORE_URL"].endswith("/state/ubfc.enrolment.db")
    assert one["ENROLMENT_PUBLIC_URL"] != other["ENROLMENT_PUBLIC_URL"]
    # Partners without a deployment of their own are hosted at one place only.
    assert one["ENROLMENT_HOSTED_PARTNERS"] == "cmq-itip"
    assert "ENROLMENT_HOSTED_PARTNERS" not in other


def test_a_service_without_its_table_is_refused(service: Path) -> None:
    (service / "parrot" / "events.py").write_text("")
    with pytest.raises(ValueError, match="0 tables"):
        subscriptions_of(["parrot"])
