"""The doors of a service, read from its own description: every route, its own example of a body, and nonsense in every field."""

import copy
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

METHODS = ("get", "post", "put", "delete", "patch")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula."""
Route = tuple[str, str, dict[str, Any]]
_KNOWN: dict[str, dict[str, Any]] = {}


def description_of(app: FastAPI) -> dict[str, Any]:
    """What a service says of itself. It takes seconds to write, and says the same in every application of the service."""
    if app.title not in _KNOWN:
        _KNOWN[app.title] = app.openapi()
    return _KNOWN[app.title]


def routes_of(app: FastAPI) -> list[Route]:
    """Method, path and description of each."""
    return [
        (method.upper(), path, operation)
        for path, operations in description_of(app)["paths"].items()
        for method, operation in operations.items()
        if method in METHODS
    ]


def example_of(app: FastAPI, media: dict[str, Any]) -> Any:
    """The example of a body that is JSON; empty when there is none."""
    schema = media["schema"]
    schemas = description_of(app)["components"]["schemas"]
    for one in (schema, *schema.get("anyOf", ())):
        name = str(one.get("$ref", "")).rpartition("/")[2]
        if name in schemas and schemas[name].get("examples"):
            return schemas[name]["examples"][0]
    return {}


def copy_database(source: Path, target: Path) -> None:
    """All of a database into another one, which may be in use."""
    read, written = sqlite3.connect(source), sqlite3.connect(target, timeout=20)
    try:
        read.backup(written)
    finally:
        read.close()
        written.close()


def leaves(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values of a body are; of a list the first one."""
    if isinstance(body, dict):
        for name, value in body.items():
            yield from leaves(value, (*place, name))
    elif isinstance(body, list) and body:
        yield from leaves(body[0], (*place, 0))
    elif place:
        yield place


def with_value(body: Any, place: tuple[Any, ...], value: Any) -> Any:
    """The body with another value in one place."""
    changed = copy.deepcopy(body)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return changed
