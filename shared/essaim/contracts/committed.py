"""What is committed in ``shared/schemas`` and made from the contracts: schemas, their revisions, the catalogue, AsyncAPI.

Nothing there is edited by hand but the examples. ``write_all`` writes all or, when a change would break a reader, nothing;
``check_all`` names every difference. Both run in the tests, so that a breaking change cannot be merged unseen.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from essaim.contracts.asyncapi import asyncapi
from essaim.contracts.catalogue import catalogue_markdown, contracts, json_schema, personal_properties
from essaim.contracts.event import EVENTS
from essaim.contracts.examples import bad_examples, read_examples
from essaim.contracts.revisions import REVISIONS, due_revision, gaps, incompatible, refusals, rewritten
from essaim.contracts.yaml_text import yaml_text

ASYNCAPI = "asyncapi.yaml"
CATALOGUE = "catalogue.md"


class RefusedError(Exception):
    """The contracts may not be written, for these reasons."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def generated(directory: Path) -> dict[str, str]:
    """File name to content of everything that is generated. The examples are read from ``directory``."""
    every = contracts()
    files = {f"{one.type}.json": _json_text(json_schema(one)) for one in every}
    files[CATALOGUE] = catalogue_markdown()
    files[ASYNCAPI] = _YAML_HEAD + yaml_text(asyncapi(every, read_examples(directory)))
    return files


def write_all(directory: Path) -> list[str]:
    """Write the generated files and the revisions that are due, and return the names of what changed.

    RefusedError, with nothing written, when an event would break a reader of any of its revisions. Nothing is deleted.
    """
    schemas = _schemas()
    problems = refusals(directory, schemas)
    if problems:
        raise RefusedError(problems)
    files = generated(directory)
    for type_, schema in schemas.items():
        number = due_revision(directory, type_, schema)
        if number is not None:
            files[f"{REVISIONS}/{type_}/{number}.json"] = _json_text(schema)
    changed = []
    for name, content in files.items():
        path = directory / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            changed.append(name)
    return changed


def check_all(directory: Path) -> list[str]:
    """What is wrong with the committed files, one sentence each: drift, breaks, revisions, examples, personal data."""
    schemas = _schemas()
    return [
        *_drift(directory),
        *refusals(directory, schemas),
        *gaps(directory, schemas),
        *bad_examples(contracts(), read_examples(directory)),
        *_personal(),
    ]


def check_against(directory: Path, earlier: Path) -> list[str]:
    """What would break for readers of another state of the schemas, such as a checkout of the last release.

    ``earlier`` needs the schemas only; when it has revisions, they have to be here unchanged.
    """
    found = {path.name.removesuffix(".json"): path for path in sorted(earlier.glob("*.v*.json"))}
    if not found:
        return [f"there are no schemas in {earlier}"]
    schemas = _schemas()
    problems = rewritten(directory, earlier)
    for type_, path in found.items():
        if type_ not in schemas:
            problems.append(f"{type_} is published in {earlier} and not here: put its contract back")
        else:
            old = json.loads(path.read_text(encoding="utf-8"))
            problems += incompatible(type_, old, schemas[type_], str(path))
    return problems


def _drift(directory: Path) -> list[str]:
    files = generated(directory)
    problems = []
    for name, content in files.items():
        path = directory / name
        if not path.exists():
            problems.append(f"{name} is not committed: run `make contracts`")
        elif path.read_text(encoding="utf-8") != content:
            problems.append(f"{name} differs from the code: run `make contracts`, or publish a new version")
    for path in sorted(directory.glob("*.json")):
        if path.name not in files:
            problems.append(f"{path.name} has no contract any more: a published version is never removed silently")
    return problems


def _personal() -> list[str]:
    problems = []
    for contract in contracts():
        found = personal_properties(json_schema(contract)) if contract.exchange == EVENTS else []
        if found:
            problems.append(f"{contract.type} is on `events` and has properties that look personal: {', '.join(found)}")
    return problems


def _schemas() -> dict[str, Mapping[str, Any]]:
    return {contract.type: json_schema(contract) for contract in contracts()}


def _json_text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


_YAML_HEAD = "# Generated by `make contracts` from essaim/contracts/; do not edit.\n"
