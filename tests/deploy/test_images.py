"""The Dockerfiles: pinned and hashed packages, nobody is root, four services that are built the same way."""

import re
from pathlib import Path

import pytest

from tests.deploy.compose_files import ROOT, SERVICES

TOOLS = ROOT / "deploy" / "compose" / "Dockerfile"
DOCKERFILES = [*(ROOT / "services" / name / "Dockerfile" for name in SERVICES), TOOLS]
EVERY_DOCKERFILE = pytest.mark.parametrize("path", DOCKERFILES, ids=[path.parent.name for path in DOCKERFILES])


def text_of(path: Path) -> str:
    """A Dockerfile without comments, each instruction on one line."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    return "\n".join(lines).replace(" \\\n", " ")


@EVERY_DOCKERFILE
def test_what_comes_from_an_index_is_checked_against_its_hash(path: Path) -> None:
    installs = re.findall(r"pip --python \S+ (?:install|wheel) [^&\n]*", text_of(path))
    assert len(installs) == 3
    for install in installs:
        from_index = "--require-hashes -r requirements-run.lock" in install
        own = "--no-deps" in install and ("--no-index" in install or "--no-build-isolation" in install)
        assert from_index or own, install


@EVERY_DOCKERFILE
def test_the_image_is_slim_and_nobody_in_it_is_root(path: Path) -> None:
    text = text_of(path)
    assert "ARG PYTHON_IMAGE=python:3.13-slim\n" in text
    assert re.findall(r"^FROM (.*)$", text, re.MULTILINE)[-1] == "${PYTHON_IMAGE}"
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001:10001"]


def test_the_four_services_are_built_alike() -> None:
    alike = {(ROOT / "services" / name / "Dockerfile").read_text().replace(name, "NAME") for name in SERVICES}
    assert len(alike) == 1


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_one_process_that_gets_the_signals(service: str) -> None:
    text = text_of(ROOT / "services" / service / "Dockerfile")
    assert f"ARG SERVICE={service}\n" in text
    assert "exec python -m uvicorn ${SERVICE}.app:create --factory --host 0.0.0.0 --port 8000 --workers 1" in text


def test_the_lock_of_the_images_has_what_the_services_ask_for_and_no_test_tool() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-run.lock").read_text(), re.MULTILINE))
    asked: set[str] = set()
    for project in [
        ROOT / "shared" / "pyproject.toml",
        *(ROOT / "services" / name / "pyproject.toml" for name in SERVICES),
    ]:
        asked |= set(re.findall(r'"([a-z][a-z0-9-]*)(?:\[[a-z]+\])?(?:>=[0-9.]+)?"(?=[,\]\s])', project.read_text()))
    wanted = re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    assert set(wanted) <= locked, "run `make lock`"
    own = {"essaim", *SERVICES, *(f"essaim-{name}" for name in SERVICES)}
    assert asked - own <= locked
    assert not locked & {"pytest", "ruff", "mypy", "testcontainers", "nx-27017"}


def test_only_what_is_listed_gets_into_an_image() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    sources = {"shared/pyproject.toml", "shared/essaim", "services/*/pyproject.toml"}
    assert allowed == {"requirements-run.lock", *sources, *(f"services/{name}/{name}" for name in SERVICES)}
