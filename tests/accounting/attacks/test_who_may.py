"""Every route in every role: ``who_may.txt`` says who gets through, and a route that is not in it fails.

Letters are those of ``walk.ACTORS``. Who gets through is answered by the rules of the route (which may still refuse); nobody
else learns anything: not a name, not an amount, not even whether there is something.
"""

import re
from pathlib import Path

import httpx
import pytest

from tests.accounting.attacks.conftest import Snapshot
from tests.accounting.attacks.walk import ACTORS, content_of, filled, query_of, routes
from tests.accounting.attacks.world import MARK, World
from tests.support.doors import copy_database

TABLE = Path(__file__).with_name("who_may.txt")
STRANGERS = set("sacokn-P")


def decided() -> dict[str, str]:
    """Route to the letters of those who get through."""
    lines = [one for one in TABLE.read_text(encoding="utf-8").splitlines() if one and not one.startswith("#")]
    return {one.rpartition("  ")[0].strip(): one.rpartition("  ")[2].strip().strip(".") for one in lines}


async def test_every_route_has_a_decision(world: World) -> None:
    """A new route fails here until somebody wrote down who may; a decision about none fails too."""
    there = {f"{method} {path}" for method, path, _ in routes(world)}
    assert there == set(decided())


@pytest.mark.parametrize("actor", ACTORS)
async def test_nobody_gets_through_but_those_who_may(
    world: World, snapshot: Snapshot, tmp_path: Path, actor: str
) -> None:
    """401 without a token, 403 for what one sees and may not do, 404 for all else; never an error of ours."""
    may, wrong = decided(), []
    for method, path, operation in routes(world):
        answer = await _call(world, actor, method, path, operation)
        expected = actor in may[f"{method} {path}"]
        problem = _problem(actor, answer, expected=expected)
        if not problem and actor in "sa" and not expected and "{" in path:
            nothing = World(world.office, dict.fromkeys(world.ids, "nothing") | {"siren": "552100554", **FIXED})
            other = await _call(nothing, actor, method, path, operation)
            problem = "" if other.status_code == answer.status_code else f"told apart: {other.status_code}"
        if problem:
            wrong.append(f"{method} {path}: {answer.status_code} {problem}")
        if method != "GET" and answer.is_success:
            copy_database(snapshot.file, tmp_path / "accounting.db")
    assert not wrong, "\n".join(wrong)


FIXED = {
    "account": "7062",
    "activity_id": "nothing",
    "chart": "months",
    "form": "svg",
    "format": "cii",
    "level": "1",
    "number": "1",
    "record": "1",
    "session": "1",
    "sha256": "0" * 64,
    "expense_file": "0" * 64,
    "status": "PAUSED",
    "valid_from": "2026-01-01",
    "year": "2027",
}
"""What has to look right in a path, although there is nothing."""


async def _call(world: World, actor: str, method: str, path: str, operation: dict[str, object]) -> httpx.Response:
    role, claims = ACTORS[actor]
    sent = content_of(world, method, path, operation)
    headers = dict(sent.pop("headers", {})) | (world.office.headers(role, **claims) if role else {})
    return await world.office.client.request(
        method, filled(world, path), params=query_of(operation), headers=headers, **sent
    )


def _problem(actor: str, answer: httpx.Response, *, expected: bool) -> str:
    status = answer.status_code
    leaks = actor in STRANGERS and not answer.request.url.path.startswith("/sign/")
    if leaks and (found := re.search(MARK, answer.text)):
        return f"betrays {found.group()}"
    if status >= 500 and answer.request.url.path != "/health/ready":
        return "is an error of ours"
    if not expected:
        return "" if status in ((401,) if actor == "-" else (403, 404)) or _public(answer) else "got through"
    return "" if status not in (401, 403, 404) else f"is refused: {answer.text[:200]}"


def _public(answer: httpx.Response) -> bool:
    """A page for people without an account, which has nothing to show."""
    return answer.status_code == 404 and answer.request.url.path.startswith("/sign/")
