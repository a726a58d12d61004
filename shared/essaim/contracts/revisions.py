"""Every form that an event ever had, kept beside its schema: ``revisions/<type>/<n>.json``, from 1, never edited.

The present schema has to be readable together with each of them. A revision is added when the form changes; new words in a
title or description make no revision.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from essaim.contracts.compatibility import breaking_changes, same_form

REVISIONS = "revisions"


def read_revisions(directory: Path, type_: str) -> dict[int, dict[str, Any]]:
    """The revisions of an event by number, oldest first. ``directory`` is that of the schemas."""
    files = [path for path in (directory / REVISIONS / type_).glob("*.json") if path.stem.isdecimal()]
    return {
        int(path.stem): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(files, key=lambda path: int(path.stem))
    }


def refusals(directory: Path, schemas: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Why these schemas, by type, may not follow the revisions in ``directory``; empty when they may."""
    problems = []
    for type_, schema in schemas.items():
        for number, revision in read_revisions(directory, type_).items():
            problems += incompatible(type_, revision, schema, f"revision {number}")
    return problems + [
        f"{type_} was published and has no contract any more: a published event is never removed; put the contract back"
        for type_ in _types(directory)
        if type_ not in schemas
    ]


def incompatible(type_: str, old: Mapping[str, Any], new: Mapping[str, Any], known_as: str) -> list[str]:
    """The breaks between an earlier form and the present one, each with what to do instead."""
    return [
        f"{type_}, against {known_as}, {one} Leave {type_} as it was and publish {successor(type_)} beside it."
        for one in breaking_changes(old, new)
    ]


def successor(type_: str) -> str:
    """The next version's type: ``a.b.v1`` becomes ``a.b.v2``."""
    stem, _, number = type_.rpartition(".v")
    return f"{stem}.v{int(number) + 1}"


def due_revision(directory: Path, type_: str, schema: Mapping[str, Any]) -> int | None:
    """The number that this schema gets as a revision; None when the last revision has its form already."""
    known = read_revisions(directory, type_)
    if known and same_form(known[max(known)], schema):
        return None
    return max(known, default=0) + 1


def gaps(directory: Path, schemas: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Which revisions are missing, or not the present form; one sentence each."""
    problems = []
    for type_, schema in schemas.items():
        numbers = list(read_revisions(directory, type_))
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append(f"{type_} has the revisions {numbers}: one is missing, and none is ever removed")
        elif due_revision(directory, type_, schema) is not None:
            problems.append(f"{type_} has no revision of its present form: run `make contracts`")
    for path in sorted((directory / REVISIONS).glob("*/*")):
        if not (path.suffix == ".json" and path.stem.isdecimal() and str(int(path.stem)) == path.stem):
            problems.append(f"{REVISIONS}/{path.parent.name}/{path.name} is no revision: its name is <number>.json")
    return problems


def rewritten(directory: Path, earlier: Path) -> list[str]:
    """Which events or revisions of an earlier state of the schemas are gone or edited; one sentence each."""
    problems = []
    for type_ in _types(earlier):
        present = read_revisions(directory, type_)
        for number, revision in read_revisions(earlier, type_).items():
            if present.get(number) != revision:
                problems.append(f"{type_}: revision {number} is not that of {earlier}: revisions are never edited")
    return problems


def _types(directory: Path) -> Iterator[str]:
    yield from sorted(path.name for path in (directory / REVISIONS).glob("*") if path.is_dir())
