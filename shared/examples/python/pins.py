"""What an integrator reads, pinned: a JSON file of paths and expectations, checked against the published schemas.

Run it in your own CI with the schemas of the release that you are about to meet:

    python pins.py agenda.json schemas/

A pin file says, for each event type, the paths that your code reads and what it counts on:

    {"integrator": "agenda",
     "reads": {"coaching.attendance_sealed.v1": {
         "held_on": {"type": "string", "format": "date"},
         "attendance[].absence": {"type": ["string", "null"], "required": false}}}}

``[]`` goes into the items of a list, ``{}`` into the values of a map. ``required`` is true unless said otherwise: the field
is there whenever what holds it is. ``type`` (one or several), ``format``, ``pattern`` and ``enum`` are JSON Schema's; the
schema may promise more than you count on, never less. What is not pinned may change without a word.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]
Pins = Mapping[str, Mapping[str, Mapping[str, Any]]]
_STEP = re.compile(r"(\[\]|\{\})")


def broken_pins(reads: Pins, schemas: Mapping[str, Schema]) -> list[str]:
    """What is no longer promised, one sentence each; empty when everything is. ``schemas`` by event type."""
    problems = []
    for type_, paths in reads.items():
        if type_ not in schemas:
            problems.append(f"{type_}: is not published")
            continue
        for path, expected in paths.items():
            problems += [f"{type_}: {path} {why}" for why in _broken(schemas[type_], path, expected)]
    return problems


def _broken(schema: Schema, path: str, expected: Mapping[str, Any]) -> list[str]:
    found = _find(schema, path)
    if found is None:
        return ["is not in the schema"]
    node, required = found
    problems = [] if required or not expected.get("required", True) else ["is not always there"]
    options = [_resolved(schema, one) for one in node.get("anyOf", [node])]
    promised, wanted = {str(one.get("type", "anything")) for one in options}, _listed(expected["type"])
    if not promised <= set(wanted):
        problems.append(f"is {' or '.join(sorted(promised))}, not {' or '.join(wanted)}")
    values = [one for one in options if one.get("type") != "null"]
    for keyword in ("format", "pattern"):
        if keyword in expected and any(one.get(keyword) != expected[keyword] for one in values):
            problems.append(f"has not the {keyword} {expected[keyword]}")
    if "enum" in expected and not all(set(one.get("enum", [object()])) <= set(expected["enum"]) for one in values):
        problems.append(f"is not only one of {', '.join(map(str, expected['enum']))}")
    return problems


def _find(schema: Schema, path: str) -> tuple[Schema, bool] | None:
    """The schema at a path, and whether it is always in what holds it; None when it is not there."""
    node, required = schema, True
    for step in [part for name in path.split(".") for part in _STEP.split(name) if part]:
        options = [_resolved(schema, one) for one in node.get("anyOf", [node])]
        inside = [found for one in options if (found := _step(one, step)) is not None]
        if not inside:
            return None
        node, required = _resolved(schema, inside[0][0]), inside[0][1]
    return node, required


def _step(node: Schema, step: str) -> tuple[Schema, bool] | None:
    if step == "[]":
        return (node["items"], True) if "items" in node else None
    if step == "{}":
        values = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
        return (values[0], True) if isinstance(values[0], Mapping) else None
    properties = node.get("properties", {})
    return (properties[step], step in node.get("required", ())) if step in properties else None


def _resolved(schema: Schema, node: Schema) -> Schema:
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    found: Schema = schema["$defs"][name] if name else node
    return found


def _listed(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else sorted(value)


def check(pin_file: Path, directory: Path) -> list[str]:
    """What a pin file counts on that the schema files in a directory do not promise."""
    reads: Pins = json.loads(pin_file.read_text(encoding="utf-8"))["reads"]
    files = {type_: directory / f"{type_}.json" for type_ in reads}
    schemas = {type_: json.loads(file.read_text(encoding="utf-8")) for type_, file in files.items() if file.is_file()}
    return broken_pins(reads, schemas)


if __name__ == "__main__":
    sys.exit("\n".join(check(Path(sys.argv[1]), Path(sys.argv[2]))) or 0)
