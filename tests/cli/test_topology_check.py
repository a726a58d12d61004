"""A live broker against what ops wanted: every kind of difference is found and named, and none is invented."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.ports import free_port
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.main import app
from essaim.contracts.topology import Deployment

pytestmark = pytest.mark.broker
DEPLOYMENTS = (Deployment("cmq-mma", "enrolment"), Deployment("coopilote", "accounting"))


class Bus:
    """A node with the management API, and the way to change it behind everybody's back."""

    def __init__(self, url: str, passwords: Path) -> None:
        self.url = url
        self.passwords = passwords

    def request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """A call of the management API, as ops."""
        answer = httpx.request(method, f"{self.url}/api{path}", json=body, timeout=20, trust_env=False)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def check(self, *more: str) -> Result:
        """What the command says of it."""
        wanted = [part for one in DEPLOYMENTS for part in ("--deployment", one.queue)]
        return CliRunner().invoke(app, ["topology", "check", *wanted, "--management-url", self.url, *more])


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bus]:
    directory, port = tmp_path_factory.mktemp("bus"), free_port()
    subscriptions = subscriptions_of(one.service for one in DEPLOYMENTS)
    broker = LocalBroker(directory, DEPLOYMENTS, subscriptions, given_url="", plugins={"rabbitmq_management": port})
    asyncio.run(broker.start())
    try:
        passwords = directory / "passwords.json"
        yield Bus(f"http://ops:{json.loads(passwords.read_text())['ops']}@127.0.0.1:{port}", passwords)
    finally:
        asyncio.run(broker.stop())


def test_a_bus_as_it_was_rendered_has_no_difference(bus: Bus) -> None:
    result = bus.check("--passwords", str(bus.passwords))
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_exported_file_serves_where_there_is_no_management(bus: Bus, tmp_path: Path) -> None:
    exported = tmp_path / "exported.json"
    exported.write_text(json.dumps(bus.request("GET", "/definitions")))
    wanted = [part for one in DEPLOYMENTS for part in ("--deployment", one.queue)]
    result = CliRunner().invoke(app, ["topology", "check", *wanted, "--definitions", str(exported)])
    assert (result.exit_code, result.stdout) == (0, "")


V = "/essaim"
USER = {"password": "x", "tags": ""}
ALL = {"configure": ".*", "write": ".*", "read": ".*"}
CHANGES = [
    ("PUT", "/users/stranger", USER, "user stranger was not asked for"),
    (
        "PUT",
        "/users/coopilote-accounting",
        {"password": "x", "tags": "management"},
        "user coopilote-accounting differs: tags",
    ),
    (
        "PUT",
        f"/permissions{V}/coopilote-accounting",
        ALL,
        "permission of coopilote-accounting differs: configure is '.*'",
    ),
    (
        "PUT",
        f"/topic-permissions{V}/coopilote-accounting",
        {"exchange": "events", "write": ".*", "read": ".*"},
        "topic permission of coopilote-accounting on events differs: read is '.*'",
    ),
    (
        "DELETE",
        f"/topic-permissions{V}/cmq-mma-enrolment",
        None,
        "topic permission of cmq-mma-enrolment on events is missing",
    ),
    ("PUT", f"/exchanges{V}/more", {"type": "topic", "durable": True}, "exchange more was not asked for"),
    ("DELETE", f"/queues{V}/cmq-mma.enrolment.dead", None, "queue cmq-mma.enrolment.dead is missing"),
    (
        "PUT",
        f"/queues{V}/listener",
        {"durable": True, "arguments": {}},
        "queue listener was not asked for",
    ),
    (
        "POST",
        f"/bindings{V}/e/personal/q/cmq-mma.enrolment",
        {"routing_key": "#"},
        "binding personal → cmq-mma.enrolment (#) was not asked for",
    ),
    (
        "PUT",
        f"/policies{V}/short",
        {"pattern": ".*", "definition": {"message-ttl": 1}, "apply-to": "queues", "priority": 9},
        "policy short was not asked for",
    ),
]


@pytest.mark.parametrize(("method", "path", "body", "line"), CHANGES, ids=[line for *_, line in CHANGES])
def test_what_was_changed_by_hand_is_named(
    bus: Bus, method: str, path: str, body: dict[str, Any] | None, line: str
) -> None:
    bus.request(method, path, body)
    result = bus.check()
    assert result.exit_code == 1
    assert line in result.stdout


def test_another_password_is_found(bus: Bus) -> None:
    bus.request("PUT", "/users/cmq-mma-enrolment", USER)
    assert "user cmq-mma-enrolment has another password" in bus.check("--passwords", str(bus.passwords)).stdout


def test_what_is_not_on_the_bus_yet_is_missing(bus: Bus) -> None:
    result = bus.check("--integrator", "acme=accounting.#")
    for line in (
        "user integrator.acme",
        "permission of integrator.acme",
        "queue integrator.acme",
        "policy integrators",
    ):
        assert f"{line} is missing" in result.stdout
    assert "binding events → integrator.acme (accounting.#) is missing" in result.stdout


def test_a_broker_that_does_not_answer_is_said_so_in_a_line_without_the_password() -> None:
    url = f"http://ops:geheim@127.0.0.1:{free_port()}"
    result = CliRunner().invoke(app, ["topology", "check", "--management-url", url])
    assert result.exit_code == 1
    assert "does not give its definitions" in result.output
    assert "geheim" not in result.output


def test_one_source_has_to_be_named() -> None:
    result = CliRunner().invoke(app, ["topology", "check"], env={"RABBITMQ_MANAGEMENT_URL": ""})
    assert result.exit_code == 1
