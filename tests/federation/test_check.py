"""``essaim topology check`` on a bus with others: every kind of difference is found, and no password is told."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from essaim.cli.main import app
from essaim.cli.topology_check import differences, masked
from essaim.contracts.federation import uri_name
from tests.federation.buses import Bus

SECRET = "geheim"
URI = f"amqps://federation.hub:{SECRET}@bus.ubfc.example:5671/essaim"
OPTIONS = ["--deployment", "coopilote.accounting", "--bus", "hub"]
OPTIONS += ["--federate", "ubfc:from=enrolment.#:to=accounting.#:personal-from=enrolment.person_registered.v1"]


@pytest.mark.broker
@pytest.mark.asyncio(loop_scope="session")
async def test_a_live_bus_is_as_it_was_rendered(hub: Bus) -> None:
    found = await hub.request("GET", "/definitions")
    uri = next(one["value"]["src-uri"] for one in hub.wanted["parameters"])
    assert differences(hub.wanted, found, {uri_name("ubfc"): uri}) == []
    found["parameters"][0]["value"]["src-uri"] = "amqp://federation.coopilote:other@127.0.0.1:1/essaim"
    lines = differences(hub.wanted, found, {uri_name("ubfc"): uri})
    assert len(lines) == 1
    assert hub.secrets["login"] not in lines[0]


def _remove(section: str, name: str) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        found[section] = [one for one in found[section] if name not in (one.get("name"), one.get("source"))]

    return change


def _add(section: str, entry: dict[str, Any]) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        found[section].append({"vhost": "essaim", **entry})

    return change


def _shovel(**values: Any) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        found["parameters"][0]["value"].update({key.replace("_", "-"): value for key, value in values.items()})

    return change


def _entrance(**values: Any) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        next(one for one in found["exchanges"] if one["name"] == "federated-events").update(values)

    return change


CHANGES: dict[str, Callable[[Any], None]] = {
    "parameter shovel federated.ubfc is missing": _remove("parameters", "federated.ubfc"),
    "parameter shovel other was not asked for": _add(
        "parameters", {"component": "shovel", "name": "other", "value": {"src-uri": URI}}
    ),
    "parameter shovel federated.ubfc differs: dest-exchange is 'events'": _shovel(dest_exchange="events"),
    "parameter shovel federated.ubfc differs: ack-mode is 'no-ack'": _shovel(ack_mode="no-ack"),
    "parameter shovel federated.ubfc differs: src-uri is 'amqps://federation.hub:***@elsewhere/essaim'": _shovel(
        src_uri=f"amqps://federation.hub:{SECRET}@elsewhere/essaim"
    ),
    "parameter shovel federated.ubfc has another password in its src-uri": _shovel(
        src_uri=f"{URI.replace(SECRET, SECRET + '2')}?heartbeat=15"
    ),
    "policy federation is missing": _remove("policies", "federation"),
    "exchange federated-events is missing": _remove("exchanges", "federated-events"),
    "exchange federated-events differs: type is 'fanout'": _entrance(type="fanout"),
    "queue federation.ubfc.events is missing": _remove("queues", "federation.ubfc.events"),
    "user federated.ubfc is missing": _remove("users", "federated.ubfc"),
    "binding federated.ubfc → federated-events (enrolment.#) is missing": _remove("bindings", "federated.ubfc"),
    "binding federated.ubfc → events (#) was not asked for": _add(
        "bindings",
        {"source": "federated.ubfc", "destination": "events", "destination_type": "exchange", "routing_key": "#"},
    ),
}


@pytest.fixture(scope="module")
def passwords(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The secrets of the hub."""
    path = tmp_path_factory.mktemp("check") / "passwords.json"
    users = ("ops", "coopilote-accounting", "federation.ubfc")
    path.write_text(json.dumps({**dict.fromkeys(users, SECRET), uri_name("ubfc"): URI}))
    return path


@pytest.fixture(scope="module")
def rendered(passwords: Path) -> Any:
    """What ``render`` gives."""
    result = CliRunner().invoke(app, ["topology", "render", "--passwords", str(passwords), *OPTIONS])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def check(found: Any, directory: Path, *more: str) -> tuple[int, str]:
    """What ``check`` says of these definitions."""
    path = directory / "found.json"
    path.write_text(json.dumps(found))
    result = CliRunner().invoke(app, ["topology", "check", "--definitions", str(path), *OPTIONS, *more])
    assert SECRET not in result.output
    return result.exit_code, result.stdout


@pytest.mark.parametrize("line", CHANGES)
def test_a_difference_is_named(line: str, rendered: Any, passwords: Path, tmp_path: Path) -> None:
    found = copy.deepcopy(rendered)
    CHANGES[line](found)
    code, text = check(found, tmp_path, "--passwords", str(passwords))
    assert code == 1
    assert line in text


def test_without_a_difference_nothing_is_said(rendered: Any, passwords: Path, tmp_path: Path) -> None:
    assert check(rendered, tmp_path, "--passwords", str(passwords)) == (0, "")


def test_without_the_passwords_addresses_are_not_compared(rendered: Any, tmp_path: Path) -> None:
    assert check(rendered, tmp_path) == (0, "")


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("amqp://a:b@host/v", "amqp://a:***@host/v"),
        ("amqps://a:b%40:c@host:1/v?x=1", "amqps://a:***@host:1/v?x=1"),
        ("amqp://a:b@c@host/v", "amqp://a:***@host/v"),
        ("amqp://a@/v", "amqp://a@/v"),
    ],
)
def test_a_password_is_masked(uri: str, told: str) -> None:
    assert masked(uri) == told
