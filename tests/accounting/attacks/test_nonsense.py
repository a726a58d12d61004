"""Nonsense in every field of every route: a refusal that names it or a rule, never an error of ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.accounting.attacks.conftest import Snapshot
from tests.accounting.attacks.walk import INSIDE, content_of, filled, query_of, routes
from tests.accounting.attacks.world import World
from tests.support.doors import copy_database, leaves, with_value

NONSENSE: tuple[Any, ...] = ("0001-01-01", "9999-12-31", "１２", "1e30", 10**30, "a\x00b", [[]])
IN_QUERY = ("0001-01-01", "9999-12-31", "0001-01", "9999-12", "NaN", "x" * 3000, "a\x00b")
IN_PATH = ("0001-01-01", "9999", str(10**30), "%00", "a%0d%0ab", "..%2f..", "１２", "x" * 500)
Ask = tuple[str, str, dict[str, Any]]


async def test_every_field_of_every_body(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    """Dates at both ends of time, digits of other scripts, numbers without end, control characters, other types."""
    asks: list[Ask] = []
    for method, path, operation in routes(world):
        sent = content_of(world, method, path, operation).get("json")
        # A replay and the clock would change what comes after them.
        if not sent or path.startswith(("/v1/replays", "/v1/clock")):
            continue
        for place in leaves(sent):
            for value in NONSENSE:
                content = json.dumps(with_value(sent, place, value))
                more = {
                    "content": content,
                    "params": query_of(operation),
                    "headers": {"Content-Type": "application/json"},
                }
                asks.append((method, filled(world, path), more))
    assert len(asks) > 1500
    await _never_fails(world, asks, snapshot, tmp_path)


async def test_every_parameter(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    asks: list[Ask] = []
    for method, path, operation in routes(world):
        if path.startswith(("/v1/replays", "/v1/clock")):
            continue
        for one in operation.get("parameters", ()):
            name, sent = one["name"], content_of(world, method, path, operation)
            if one["in"] == "query":
                asks += [
                    (method, filled(world, path), sent | {"params": query_of(operation) | {name: value}})
                    for value in IN_QUERY
                ]
            elif one["in"] == "path":
                places = [filled(world, path.replace(f"{{{name}}}", value)) for value in IN_PATH]
                asks += [(method, place, sent | {"params": query_of(operation)}) for place in places]
    assert len(asks) > 1500
    await _never_fails(world, asks, snapshot, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"lines":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"lines":[' + b"1" * 900_000 + b"]}",
        b"\xff\xfe{",
        b'{"activity_id":"\\ud800"}',
        b'{"a":"' + b"x" * 1024 * 1024 + b'"}',
        b"",
    ],
)
async def test_bodies_that_no_reader_likes(world: World, body: bytes) -> None:
    """Without end, too deep, a number of a million digits, half a character: 4xx at once."""
    headers = world.office.headers("accountant") | {"Content-Type": "application/json"}
    answer = await world.office.client.post("/v1/invoices", content=body, headers=headers)
    assert 400 <= answer.status_code < 500, answer.text[:200]


async def _never_fails(world: World, asks: list[Ask], snapshot: Snapshot, tmp_path: Path) -> None:
    wrong = []
    for method, path, more in asks:
        sells = path.startswith(("/v1/expense-sheets", "/v1/tills"))
        headers = world.office.headers("student" if sells else "accountant", groups=INSIDE) | more.get("headers", {})
        answer = await world.office.client.request(method, path, **(more | {"headers": headers}))
        if answer.status_code >= 500 and path != "/health/ready":
            wrong.append(f"{method} {path} {str(more.get('content') or more.get('params'))[:150]}")
        if method != "GET" and answer.is_success:
            copy_database(snapshot.file, tmp_path / "accounting.db")
    assert not wrong, "\n".join(wrong)


def test_what_is_nonsense_here_is_none_of_the_real_values() -> None:
    """The attack changes what it is meant to change."""
    assert with_value({"a": [{"b": 1}]}, ("a", 0, "b"), 2) == {"a": [{"b": 2}]}
    assert list(leaves({"a": [{"b": 1}], "c": "x"})) == [("a", 0, "b"), ("c",)]
    assert not re.search(r"[{}]", "".join(IN_PATH))
