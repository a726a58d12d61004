"""The rules of the layout, each as a check with its reason."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("accounting", "coaching", "enrolment", "notifications")
PYTHON_FILES = [
    path
    for part in ("shared", "services", "tests")
    for path in sorted((ROOT / part).rglob("*.py"))
    if "__pycache__" not in path.parts
]
LONGEST = 300


def test_imports_keep_to_the_allowed_directions() -> None:
    """The contracts are in pyproject.toml; arrows point inwards and a service never imports another."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_one_subject_and_stays_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines: split it by subject, {LONGEST} is the limit"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_tree(service: str) -> None:
    base = ROOT / "services" / service
    for name in ("README.md", "pyproject.toml", "Dockerfile", "compose.yaml"):
        assert (base / name).is_file(), f"{service} lacks {name}"
    for name in ("__init__.py", "app.py", "settings.py", "deps.py", "collections.py", "events.py"):
        assert (base / service / name).is_file(), f"{service} lacks {name}"
    for name in ("domain", "usecases", "http", "documents"):
        assert (base / service / name / "__init__.py").is_file(), f"{service} lacks {name}/"


@pytest.mark.parametrize("service", SERVICES)
def test_a_use_case_file_is_named_after_its_one_function(service: str) -> None:
    folder = ROOT / "services" / service / service / "usecases"
    for path in folder.rglob("*.py"):
        if path.name == "__init__.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = [
            node.name
            for node in tree.body
            if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and not node.name.startswith("_")
        ]
        assert public == [path.stem], f"{path.name} has the public functions {public}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_lists_what_it_listens_to_in_one_table(service: str) -> None:
    assert "LISTENS" in (ROOT / "services" / service / service / "events.py").read_text(encoding="utf-8")


def test_no_file_is_named_after_a_role() -> None:
    magnets = {"utils.py", "helpers.py", "service_layer.py", "manager.py", "common.py", "misc.py"}
    assert [path for path in PYTHON_FILES if path.name in magnets] == []
