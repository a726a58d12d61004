"""The service's two pages are complete: every setting, event and resource is named, and what they name is there."""

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from enrolment.app import ROUTERS
from enrolment.events import LISTENS
from enrolment.settings import Settings
from essaim.contracts.event import CONTRACTS, PERSONAL

ROOT = Path(__file__).parents[2]
SERVICE = ROOT / "services" / "enrolment"
README = (SERVICE / "README.md").read_text(encoding="utf-8")
AREAS = (SERVICE / "areas.md").read_text(encoding="utf-8")


def _section(title: str) -> str:
    return README.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def _quoted(text: str) -> set[str]:
    """What stands between backticks; ``_recalled`` goes on from ``application``."""
    found = re.findall(r"`([^`\n]+)`", text)
    return {f"application{one}" if one.startswith("_") else one for one in found}


def _short(type_: str) -> str:
    """An event without its publisher and version."""
    return type_.split(".")[1]


def test_every_setting_is_named() -> None:
    named = _quoted(_section("Settings"))
    assert [name for name in Settings.model_fields if name.upper() not in named] == []


@pytest.mark.parametrize("exchange", ["events", PERSONAL])
def test_every_event_that_is_published_is_named_and_no_other(exchange: str) -> None:
    public, personal = _section("Publishes").split("| **on `personal`** |")
    named = {
        one for one in _quoted(public if exchange == "events" else personal) if re.fullmatch(r"[a-z]+_[a-z_]+", one)
    }
    ours = {
        _short(type_)
        for type_, contract in CONTRACTS.items()
        if type_.startswith("enrolment.") and contract.exchange == exchange
    }
    assert len(ours) > 10
    assert named == ours


def test_every_event_that_is_heard_is_named() -> None:
    named = {one.rpartition(".")[2].removesuffix("…") for one in _quoted(_section("Listens"))}
    families = tuple(one for one in named if one.endswith("_"))
    heard = {_short(type_) for type_ in LISTENS.by_type}
    assert [one for one in sorted(heard) if one not in named and not one.startswith(families)] == []


def test_every_resource_has_its_area() -> None:
    paths = {route.path for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}
    resources = {path.removeprefix("/v1").split("/")[1] for path in paths}
    assert len(resources) > 40
    named = {re.split(r"[/ (]", one.removeprefix("/"))[0] for one in _quoted(AREAS)}
    assert sorted(resources - named) == []


@pytest.mark.parametrize("text", [README, AREAS], ids=["README.md", "areas.md"])
def test_links_lead_somewhere(text: str) -> None:
    links = [one for one in re.findall(r"\]\(([^)]+)\)", text) if not one.startswith("http")]
    assert len(links) >= 2
    assert [one for one in links if not (SERVICE / one).exists()] == []


def test_files_that_the_areas_name_are_there() -> None:
    named = {
        one
        for one in _quoted(AREAS)
        if re.fullmatch(r"[a-z_/]+/[a-z_]+\.(py|toml|csv|txt|md)|[a-z_]+\.toml", one, re.IGNORECASE)
    } - {"figures/table.csv"}  # a route
    assert len(named) > 15
    places = (SERVICE / "enrolment", SERVICE / "enrolment" / "presets", ROOT)
    assert [one for one in sorted(named) if not any((place / one).exists() for place in places)] == []
