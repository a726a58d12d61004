"""docker-compose.yml and what it includes: containers are confined, local, without passwords of their own."""

import re
from importlib import import_module
from typing import Any

import pytest
from pydantic_settings import BaseSettings

from tests.deploy.compose_files import OVERRIDE, ROOT, SERVICES, Container, containers, files, read

ALL = sorted(containers().items())
LONG_RUNNING = [(name, container) for name, container in ALL if name != "tools"]
EVERY_CONTAINER = pytest.mark.parametrize(("name", "container"), ALL, ids=[name for name, _ in ALL])
EVERY_SERVICE = pytest.mark.parametrize("service", SERVICES)
VARIABLE = re.compile(r"\$\{([A-Z_]+)([^}]*)\}")


def settings_of(service: str) -> type[BaseSettings]:
    """The Settings class of a service."""
    found: object = import_module(f"{service}.settings").Settings
    assert isinstance(found, type)
    assert issubclass(found, BaseSettings)
    return found


def test_the_suite_is_a_bus_a_database_and_four_services() -> None:
    without_profile = {name for name, container in ALL if "profiles" not in container}
    assert without_profile == {"rabbitmq", "mongo", *SERVICES}


@EVERY_CONTAINER
def test_a_container_is_confined(name: str, container: Container) -> None:
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"\d+m", container["mem_limit"])
    assert container["pids_limit"] <= 500
    assert any(path.startswith("/tmp:size=") for path in container["tmpfs"])
    assert "privileged" not in container
    assert container.get("user", "") != "root"


@pytest.mark.parametrize(("name", "container"), LONG_RUNNING, ids=[name for name, _ in LONG_RUNNING])
def test_what_runs_for_long_is_watched_and_comes_back(name: str, container: Container) -> None:
    assert container["healthcheck"]["test"][0] == "CMD"
    assert container["restart"] == "unless-stopped"
    assert container["logging"]["options"]["max-size"]


@EVERY_CONTAINER
def test_ports_are_published_on_this_machine_only(name: str, container: Container) -> None:
    for port in container.get("ports", []):
        assert re.fullmatch(r"127\.0\.0\.1:\$\{[A-Z_]+_PORT:-\d{4,5}\}:\d+", port), port


def test_the_database_is_published_nowhere_and_has_no_way_out() -> None:
    infra = read(ROOT / "deploy" / "infra.compose.yaml")
    assert "ports" not in infra["services"]["mongo"]
    assert infra["services"]["mongo"]["networks"] == ["data"]
    assert infra["networks"]["data"] == {"internal": True}


@EVERY_CONTAINER
def test_a_directory_of_the_machine_is_never_made_up(name: str, container: Container) -> None:
    """Without ``init``, a missing file would otherwise be mounted as an empty directory that root owns."""
    for volume in container.get("volumes", []):
        if isinstance(volume, dict):
            assert volume["bind"] == {"create_host_path": False}
        else:
            assert re.match(r"[a-z-]+:/", volume), f"{volume} is not a named volume"


def test_no_password_is_written_down_or_has_a_default() -> None:
    for path in [*files(), OVERRIDE]:
        text = path.read_text()
        assert "guest" not in text
        for name, rest in VARIABLE.findall(text):
            if name.endswith("_PASSWORD"):
                assert rest == ":?run deploy/compose/init first", f"{name} in {path.name}"
        for address in re.findall(r"(?:amqp|mongodb)://[^\s\"]+@", text):
            assert re.fullmatch(r".*:\$\{[A-Z_]+_PASSWORD:\?run deploy/compose/init first\}@", address), address


@EVERY_CONTAINER
def test_an_image_is_named_with_its_tag(name: str, container: Container) -> None:
    expected = {
        "rabbitmq": "${RABBITMQ_IMAGE:-rabbitmq:4-management}",
        "mongo": "${MONGO_IMAGE:-mongo:8}",
        "prometheus": "${PROMETHEUS_IMAGE:-prom/prometheus:v3.5.0}",
    }
    own = "tools" if name == "mail-sink" else name
    assert container["image"] == expected.get(name, f"essaim/{own}:${{ESSAIM_VERSION:-dev}}")


@EVERY_SERVICE
def test_every_variable_of_a_service_is_one_of_its_settings(service: str) -> None:
    settings = settings_of(service)
    prefix = settings.model_config.get("env_prefix", "")
    given = set(containers()[service]["environment"])
    assert given <= {f"{prefix}{field}".upper() for field in settings.model_fields}
    required = {f"{prefix}{name}".upper() for name, field in settings.model_fields.items() if field.is_required()}
    assert required <= given


@EVERY_SERVICE
def test_a_service_waits_for_what_it_needs_and_has_a_user_of_its_own(service: str) -> None:
    container = containers()[service]
    assert container["depends_on"] == {name: {"condition": "service_healthy"} for name in ("rabbitmq", "mongo")}
    upper, environment = service.upper(), container["environment"]
    assert f"//{service}:${{MONGO_{upper}_PASSWORD" in environment[f"{upper}_STORE_URL"]
    assert environment[f"{upper}_STORE_URL"].endswith(f"/{service}")
    assert f"//${{{upper}_PARTNER}}-{service}:${{BROKER_{upper}_PASSWORD" in environment[f"{upper}_AMQP_URL"]


def test_only_the_demo_has_a_simulated_clock() -> None:
    assert not any("_CLOCK" in path.read_text() for path in files())
    override: dict[str, Any] = read(OVERRIDE)["services"]
    for service in SERVICES:
        assert override[service]["environment"][f"{service.upper()}_CLOCK"] == "simulated"
        assert "clock" in settings_of(service).model_fields


def test_each_database_user_has_its_password_in_the_container() -> None:
    script = (ROOT / "deploy" / "mongo" / "10-users.js").read_text()
    environment = containers()["mongo"]["environment"]
    for service in SERVICES:
        assert f'"{service}"' in script
        assert f"MONGO_{service.upper()}_PASSWORD" in environment
