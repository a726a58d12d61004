"""The map in the ``__init__`` of each folder is true: what it names is there, and what is there is on it."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

SERVICE = Path(__file__).parents[2] / "services" / "enrolment" / "enrolment"
MAPPED = ("http", "documents", "usecases", "domain")
"""Folders of which every file is on the map; models and templates are found by the name of what they belong to."""
WITHOUT = ("http/schemas",)
PARTS = sorted(
    path.parent
    for path in SERVICE.rglob("__init__.py")
    if path.parent != SERVICE and path.parent.relative_to(SERVICE).parts[0] in MAPPED
)
ALL = sorted(path for path in SERVICE.rglob("*") if "__pycache__" not in path.parts)


def _named(folder: Path) -> list[str]:
    """What the map names, a family such as ``hold_*`` or ``tell_…`` as a pattern."""
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    return [name.replace("…", "*") for name in re.findall(r"``([^`]+)``", text)]


def _there(folder: Path) -> set[str]:
    """Modules and folders of a folder, by their names in the code."""
    return {
        path.stem
        for path in folder.iterdir()
        if path.name not in ("__init__.py", "__pycache__") and (path.suffix == ".py" or path.is_dir())
    }


def _somewhere(name: str) -> bool:
    """Whether a name of another folder, perhaps dotted such as ``enrolment.http.policy``, is a file or folder of the service."""
    last = "/" + name.removeprefix("enrolment.").replace(".", "/")
    return any(f"/{path.relative_to(SERVICE).with_suffix('')}".endswith(last) or path.name == name for path in ALL)


def _id(folder: Path) -> str:
    return str(folder.relative_to(SERVICE))


def test_there_are_maps_to_read() -> None:
    assert len(PARTS) > 40


@pytest.mark.parametrize("folder", PARTS, ids=_id)
def test_what_a_map_names_is_there(folder: Path) -> None:
    there = _there(folder)
    lost = [name for name in _named(folder) if not any(fnmatch(one, name) for one in there) and not _somewhere(name)]
    assert lost == []


@pytest.mark.parametrize("folder", [one for one in PARTS if _id(one) not in WITHOUT], ids=_id)
def test_what_is_there_is_on_the_map(folder: Path) -> None:
    named = _named(folder)
    lost = sorted(one for one in _there(folder) - {"templates"} if not any(fnmatch(one, name) for name in named))
    assert lost == [], f"write them into the map of {_id(folder)}/__init__.py, where they are read"
