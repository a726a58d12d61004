"""Nonsense in every field of every route: a refusal that names it or a rule, never an error of ours, nothing half written."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.enrolment.attacks.conftest import Snapshot
from tests.enrolment.attacks.people import COORDINATOR, OWN, STRANGER
from tests.enrolment.attacks.walk import content_of, filled, query_of, routes
from tests.enrolment.attacks.world import World
from tests.enrolment.office import Actor
from tests.support.doors import description_of, leaves, with_value

EVERYBODY = Actor(STRANGER.role, "cmq-mma", "own")
"""Every role at the campus, as our student: past every door, so that the rules themselves meet the nonsense."""
NONSENSE: tuple[Any, ...] = ("0001-01-01", "9999-12-31", "１２", 10**30, "a\x00b\u202e", {"$ne": ""})
IN_QUERY = ("0001-01-01", "9999-12", "NaN", "x" * 3000, "a\x00b", "$ne", ".*", "-1")
IN_PATH = ("9999", str(10**30), "%00", "a%0d%0ab", "..%2f..", "１２", "x" * 500, "$where")
NOT_HERE = ("/v1/replays", "/v1/clock", "/metrics", "/health")
LEAKS = re.compile(r"(?i)traceback|site-packages|sqlite3?\.|/home/|/usr/|/tmp/")
Ask = tuple[str, str, dict[str, Any]]


async def test_every_field_of_every_body(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    """Both ends of time, digits of other scripts, numbers without end, control characters, operators, other types."""
    asks: list[Ask] = []
    for method, path, operation in _routes(world):
        sent = content_of(world, method, path, operation).get("json")
        for place in leaves(sent) if sent else ():
            for value in NONSENSE:
                asks.append((method, path, {"content": json.dumps(with_value(sent, place, value)), "query": operation}))
    assert len(asks) > 1500
    await _never_fails(world, asks, snapshot, tmp_path)


async def test_every_parameter(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    asks: list[Ask] = []
    for method, path, operation in _routes(world):
        for one in operation.get("parameters", ()):
            if method != "GET" and one["in"] == "path":
                continue
            for value in IN_PATH if one["in"] == "path" else IN_QUERY if one["in"] == "query" else ():
                asks.append((method, path, {"given": (one["in"], one["name"], value), "query": operation}))
    assert len(asks) > 1500
    await _never_fails(world, asks, snapshot, tmp_path)


@pytest.mark.parametrize("what", ["null", "[]", '"x"', "1", "{}", "", '{"a":1}'])
async def test_bodies_that_are_something_else(world: World, snapshot: Snapshot, tmp_path: Path, what: str) -> None:
    """Missing, null, a list, a text, a number, and fields that nobody knows."""
    described = [one for one in _routes(world) if "application/json" in str(one[2].get("requestBody", ""))]
    await _never_fails(world, [(m, p, {"content": what, "query": o}) for m, p, o in described], snapshot, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"values":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"values":{"motivation":' + b"1" * 900_000 + b"}}",
        b'{"values":' + b'{"a":' * 300 + b"1" + b"}" * 301,
        b"\xff\xfe{",
        b'{"values":{"motivation":"\\ud800"}}',
        b'{"a":"' + b"x" * 1024 * 1024 + b'"}',
        b'{"values":{"motivation":NaN}}',
        b"\x1f\x8b\x08\x00",
    ],
)
async def test_bodies_that_no_reader_likes(world: World, body: bytes) -> None:
    """Without end, too deep, a number of a million digits, half a character, packed: 4xx at once."""
    path = filled(world, "/v1/applications/{application_id}/steps/{step}")
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"} if body[:1] == b"\x1f" else {}
    answer = await world.office.send(
        OWN, "PUT", path, content=body, headers={"Content-Type": "application/json"} | headers
    )
    assert 400 <= answer.status_code < 500, answer.text[:200]
    assert not LEAKS.search(answer.text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def fuzzed(schema: dict[str, Any], schemas: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """What a schema allows, and now and then anything."""
    if "$ref" in schema:
        return fuzzed(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth + 1)
    if depth > 6:
        return st.none()
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([fuzzed(one, schemas, depth + 1) for one in schema["anyOf"]])
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        required = set(schema.get("required", ()))
        known = {name: fuzzed(one, schemas, depth + 1) for name, one in schema["properties"].items()}
        return st.fixed_dictionaries(
            {name: one for name, one in known.items() if name in required},
            optional={name: one for name, one in known.items() if name not in required},
        )
    if kind == "array":
        return st.lists(fuzzed(schema.get("items", {}), schemas, depth + 1), max_size=3)
    if schema.get("format") in ("date", "date-time"):
        return (st.dates() if schema["format"] == "date" else st.datetimes(timezones=st.timezones())).map(str)
    of_kind = {"string": st.text(max_size=40), "integer": st.integers(), "boolean": st.booleans(), "null": st.none()}
    return of_kind.get(str(kind), JSON)


async def test_the_schema_itself_makes_no_error_of_ours(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    """Some examples of what every schema allows, the same ones in every run."""
    schemas, asks = description_of(world.office.app)["components"]["schemas"], []
    for method, path, operation in _routes(world):
        media = operation.get("requestBody", {}).get("content", {}).get("application/json")
        for body in _examples(fuzzed(media["schema"], schemas)) if media else ():
            asks.append((method, path, {"content": json.dumps(body), "query": operation}))
    assert len(asks) > 300
    await _never_fails(world, asks, snapshot, tmp_path)


def _examples(strategy: st.SearchStrategy[Any]) -> list[Any]:
    found: list[Any] = []

    @settings(max_examples=3, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(one: Any) -> None:
        found.append(one)

    draw()
    return found


def _routes(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    return [one for one in routes(world) if not one[1].startswith(NOT_HERE) and not one[1].endswith((".pdf", ".xlsx"))]


async def _never_fails(world: World, asks: list[Ask], snapshot: Snapshot, tmp_path: Path) -> None:
    wrong = []
    for method, path, more in asks:
        params, place = query_of(world, path, more["query"]), path
        if "given" in more:
            where, name, value = more["given"]
            params |= {name: value} if where == "query" else {}
            place = path.replace(f"{{{name}}}", value) if where == "path" else path
        sent = (
            {"content": more["content"], "headers": {"Content-Type": "application/json"}} if "content" in more else {}
        )
        answer = await world.office.send(EVERYBODY, method, filled(world, place), params=params, **sent)
        if answer.status_code >= 500 or (answer.status_code >= 400 and LEAKS.search(answer.text)):
            wrong.append(f"{method} {place} {str(more.get('content') or more.get('given'))[:300]}: {answer.text[:200]}")
        elif answer.status_code >= 400 and path.startswith("/v1/"):
            assert answer.headers["content-type"] == "application/problem+json", place
        if method != "GET" and answer.status_code < 400:
            snapshot.restore(tmp_path)
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong)


def test_everybody_is_not_the_coordinator() -> None:
    """The attack is made with more roles than anybody has."""
    assert set(COORDINATOR.role.split()) < set(EVERYBODY.role.split())
