"""Reads the compose files as Docker Compose would see them: ``include`` and ``extends`` followed, variables left as they are."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "docker-compose.yml"
OVERRIDE = ROOT / "deploy" / "compose" / "demo.override.yaml"
SERVICES = ("accounting", "coaching", "enrolment", "notifications")

Container = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """One file."""
    content = yaml.safe_load(path.read_text())
    assert isinstance(content, dict), f"{path} is not a mapping"
    return content


def files() -> list[Path]:
    """The main file and what it includes."""
    return [MAIN, *(ROOT / name for name in read(MAIN)["include"])]


def containers() -> dict[str, Container]:
    """Every container that docker-compose.yml describes, by name."""
    found: dict[str, Container] = {}
    for path in files():
        for name, described in read(path).get("services", {}).items():
            assert name not in found, f"{name} is described twice"
            found[name] = _extended(path, described)
    return found


def _extended(path: Path, described: Container) -> Container:
    base = described.get("extends")
    if base is None:
        return described
    file = (path.parent / base["file"]).resolve()
    return {**_extended(file, read(file)["services"][base["service"]]), **described}
