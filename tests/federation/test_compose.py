"""Federation with compose: the plugin is enabled in the container, and ``init`` renders what ``.env`` says of other buses."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from tests.deploy.compose_files import ROOT, containers


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    """deploy/compose/prepare.py as a module."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "deploy" / "compose" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_plugin_is_enabled_in_the_container() -> None:
    """Where it is not, RabbitMQ 3.10 stops loading definitions with a link half way, and says nothing."""
    mounted = {one["source"]: one["target"] for one in containers()["rabbitmq"]["volumes"] if isinstance(one, dict)}
    assert mounted["./rabbitmq/enabled_plugins"] == "/etc/rabbitmq/enabled_plugins"
    enabled = (ROOT / "deploy" / "rabbitmq" / "enabled_plugins").read_text()
    assert {"rabbitmq_shovel", "rabbitmq_management", "rabbitmq_prometheus"} <= set(enabled.strip("[].\n").split(","))


def test_init_renders_the_buses_that_the_environment_names(prepare: ModuleType, tmp_path: Path) -> None:
    closed = tmp_path / "deploy" / "compose" / "secrets"
    closed.mkdir(parents=True)
    prepare.prepare(tmp_path)
    assert json.loads((closed / "definitions.json").read_text())["parameters"] == []
    with (tmp_path / ".env").open("a") as environment:
        environment.write("ESSAIM_BUS=hub\nESSAIM_FEDERATE=ubfc:from=enrolment.# acme:from=none\n")
    secrets = {"federation.ubfc": "x", "federation.acme": "x"}
    secrets["upstream.ubfc"] = "amqps://federation.hub:x@bus.ubfc.example:5671/essaim"
    (closed / "federation.json").write_text(json.dumps(secrets))
    prepare.prepare(tmp_path)
    found = json.loads((closed / "definitions.json").read_text())
    assert [one["name"] for one in found["parameters"]] == ["federated.ubfc"]
    queues = {one["name"] for one in found["queues"] if one["name"].startswith("federation.")}
    assert queues == {"federation.ubfc.events", "federation.acme.events"}
