"""Consumer contracts: what integrators have pinned is still promised, and their code reads nothing that they have not pinned.

A change of a contract that breaks somebody who reads it fails here, under that integrator's name.
"""

import copy
import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from essaim.contracts.catalogue import contracts, json_schema
from essaim.contracts.envelope import Envelope
from tests.integrators import readers

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "shared" / "schemas"
PINS_PROGRAM = ROOT / "shared" / "examples" / "python" / "pins.py"
PINNED = sorted((Path(__file__).parent / "pinned").glob("*.json"))
READERS: dict[str, Callable[[str, dict[str, Any]], str]] = {"agenda": readers.agenda, "turnover": readers.turnover}
broken_pins = runpy.run_path(str(PINS_PROGRAM))["broken_pins"]


def promised() -> dict[str, Any]:
    return {contract.type: json_schema(contract) for contract in contracts()}


def only(data: Any, paths: Iterable[str]) -> Any:
    """The data without everything that no path leads to: reading what is not pinned then fails."""
    if isinstance(data, list):
        return [only(item, [path.removeprefix("[]").removeprefix(".") for path in paths]) for item in data]
    if not isinstance(data, dict) or not any(paths):
        return data
    if all(path.startswith("{}") for path in paths):
        return {
            key: only(item, [path.removeprefix("{}").removeprefix(".") for path in paths]) for key, item in data.items()
        }
    kept: dict[str, list[str]] = {}
    for path in paths:
        name = path.replace("[]", ".[]").replace("{}", ".{}").split(".")[0]
        kept.setdefault(name, []).append(path.removeprefix(name).removeprefix("."))
    return {name: only(data[name], rest) for name, rest in kept.items() if name in data}


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.stem)
def test_everything_that_an_integrator_pinned_is_still_promised(file: Path) -> None:
    assert broken_pins(json.loads(file.read_text())["reads"], promised()) == []


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.stem)
def test_an_integrators_code_works_on_the_examples_with_what_it_pinned_and_nothing_more(file: Path) -> None:
    for type_, paths in json.loads(file.read_text())["reads"].items():
        example = Envelope.model_validate_json((SCHEMAS / "examples" / f"{type_}.json").read_bytes())
        assert READERS[file.stem](type_, only(example.data, list(paths))) == READERS[file.stem](type_, example.data)


def test_reading_an_unpinned_field_would_be_noticed() -> None:
    data = {"session_id": "s1", "attendance": [{"minutes": 60, "person_id": "p1"}], "shares": {"p1": {"a": 1, "b": 2}}}
    assert only(data, ["session_id", "attendance[].minutes", "shares{}.a"]) == {
        "session_id": "s1",
        "attendance": [{"minutes": 60}],
        "shares": {"p1": {"a": 1}},
    }
    with pytest.raises(KeyError, match="kind"):
        readers.agenda(
            "coaching.session_scheduled.v1",
            only(
                {"session_id": "s1", "kind": "workshop", "starts_at": "2026-01-01", "ends_at": "2026-01-01"},
                ["session_id", "starts_at", "ends_at"],
            ),
        )


def gone(schema: Any) -> None:
    del schema["properties"]["kind"]


def optional(schema: Any) -> None:
    schema["required"].remove("starts_at")


def nullable(schema: Any) -> None:
    schema["properties"]["session_id"] = {"anyOf": [schema["properties"]["session_id"], {"type": "null"}]}


def retyped(schema: Any) -> None:
    schema["properties"]["session_id"]["type"] = "integer"


def other_format(schema: Any) -> None:
    schema["properties"]["ends_at"]["format"] = "time"


def another_choice(schema: Any) -> None:
    schema["$defs"]["SessionKind"]["enum"].append("assembly")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (gone, "kind is not in the schema"),
        (optional, "starts_at is not always there"),
        (nullable, "session_id is null or string, not string"),
        (retyped, "session_id is integer, not string"),
        (other_format, "ends_at has not the format date-time"),
        (another_choice, "kind is not only one of group_coaching, workshop"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_way_to_break_a_reader_is_named(change: Callable[[Any], None], problem: str) -> None:
    type_ = "coaching.session_scheduled.v1"
    schemas = copy.deepcopy(promised())
    change(schemas[type_])
    reads = json.loads((Path(__file__).parent / "pinned" / "agenda.json").read_text())["reads"]
    assert broken_pins(reads, schemas) == [f"{type_}: {problem}"]


def test_what_is_inside_lists_and_maps_can_be_pinned_and_an_unknown_type_is_told() -> None:
    reads = {
        "accounting.share_computed.v1": {"shares{}": {"type": "number"}},
        "coaching.attendance_sealed.v1": {
            "attendance[].minutes": {"type": "string"},
            "attendance[].mood": {"type": "string"},
        },
        "coaching.session_dreamt.v1": {"session_id": {"type": "string"}},
    }
    assert broken_pins(reads, promised()) == [
        "accounting.share_computed.v1: shares{} is string, not number",
        "coaching.attendance_sealed.v1: attendance[].minutes is integer, not string",
        "coaching.attendance_sealed.v1: attendance[].mood is not in the schema",
        "coaching.session_dreamt.v1: is not published",
    ]


def test_a_reader_may_count_on_less_than_is_promised() -> None:
    reads = {
        "coaching.session_scheduled.v1": {
            "kind": {"type": ["string", "null"], "required": False},
            "starts_at": {"type": "string"},
        }
    }
    assert broken_pins(reads, promised()) == []


def test_an_integrator_can_run_the_check_at_home_with_the_schema_files_alone(tmp_path: Path) -> None:
    pins = tmp_path / "mine.json"
    pins.write_text(json.dumps({"reads": {"coaching.session_held.v1": {"mood": {"type": "string"}}}}))
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(PINS_PROGRAM), str(pins), str(SCHEMAS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "coaching.session_held.v1: mood is not in the schema\n")
