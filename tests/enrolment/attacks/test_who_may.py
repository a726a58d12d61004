"""Every route in every role: ``who_may.txt`` says who gets through, and a route that is not in it fails.

Letters are those of ``people.ACTORS``. Who gets through is answered by the rules of the route (which may still refuse); nobody
else learns anything: not a name, not a word of a dossier, not even whether there is something.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.enrolment.attacks.conftest import Snapshot
from tests.enrolment.attacks.people import ACTORS
from tests.enrolment.attacks.walk import OTHER_IDS, PUBLIC, content_of, filled, query_of, routes
from tests.enrolment.attacks.world import FIXED, MARK, NOW, World
from tests.enrolment.office import Actor

TABLE = Path(__file__).with_name("who_may.txt")
STRANGERS = set("obnSxwyz-")
"""Who knows nobody of this world; of them ``x`` and ``o`` are also asked about what does not exist."""
CHOSEN = {"/v1/companies/{code}", "/v1/mentors/{mentor_id}", "/v1/snee/referents/{referent_id}"}
"""What has an id that its office chooses: whoever writes under one that is taken is told that it is not theirs."""
SEEN = {
    "PUT /v1/programmes/{programme_id}/parameters",
    "POST /v1/programmes/{programme_id}/roster",
    "PUT /v1/ici/terms/{programme_id}",
}
"""What every student of the partner may see, so that 403 tells them nothing new."""
NO_FILE = {"sha256": "0" * 64, "file": "0" * 64}
MAY_SAY = {"PUT /v1/persons/me", "POST /v1/snee-tutorings/answer"}
"""What answers with what the caller said or holds the secret of."""


def decided() -> dict[str, str]:
    """Route to the letters of those who get through."""
    lines = [one for one in TABLE.read_text(encoding="utf-8").splitlines() if one and not one.startswith("#")]
    return {one.rpartition("  ")[0].strip(): one.rpartition("  ")[2].strip().strip(".") for one in lines}


async def test_every_route_has_a_decision(world: World) -> None:
    """A new route fails here until somebody wrote down who may; a decision about none fails too."""
    there = {f"{method} {path}" for method, path, _ in routes(world)}
    assert there == set(decided())


@pytest.mark.parametrize("letter", ACTORS)
async def test_nobody_gets_through_but_those_who_may(
    world: World, snapshot: Snapshot, tmp_path: Path, letter: str
) -> None:
    """401 without a token, 403 for what one sees and may not do, 404 for all else; never an error of ours."""
    may, wrong, actor = decided(), [], _actor(letter, world)
    nothing = World(world.office, dict.fromkeys(world.ids, "nothing") | FIXED | NO_FILE)
    for method, path, operation in routes(world):
        route = f"{method} {path}"
        answer = await _call(world, actor, method, path, operation)
        expected = letter in may[route]
        problem = _problem(letter, route, answer, expected=expected)
        if not problem and letter == "x" and answer.status_code == 403 and _is_about_something(path):
            problem = "is told that there is something"
        if not problem and letter in "xo" and not expected and "{" in path and route not in SEEN:
            other = await _call(nothing, actor, method, path, operation)
            problem = "" if other.status_code == answer.status_code else f"told apart: {other.status_code}"
            if method == "PUT" and path in CHOSEN and other.is_success:
                problem = ""
            if other.is_success:
                snapshot.restore(tmp_path)
        if problem:
            wrong.append(f"{route}: {answer.status_code} {problem}")
        if method != "GET" and answer.status_code < 400:
            snapshot.restore(tmp_path)
            if path == "/v1/clock":
                await world.office.move_clock(NOW)
    assert not wrong, "\n".join(wrong)


def _actor(letter: str, world: World) -> Actor | None:
    actor = ACTORS[letter]
    if actor is not None and letter == "G":
        return replace(actor, sub=world.ids["guardian_id"])
    return replace(actor, groups=(world.ids["group_id"],)) if actor is not None and letter == "O" else actor


async def _call(world: World, actor: Actor | None, method: str, path: str, operation: dict[str, Any]) -> httpx.Response:
    place, sent = filled(world, path), content_of(world, method, path, operation)
    params, body = query_of(world, path, operation), sent.pop("json", None)
    if actor is not None:
        return await world.office.send(actor, method, place, body, params=params, **sent)
    if body is not None:
        sent["json"] = body
    return await world.office.client.request(method, place, params=params, **sent)


def _problem(letter: str, route: str, answer: httpx.Response, *, expected: bool) -> str:
    status, path = answer.status_code, answer.request.url.path
    leaks = letter in STRANGERS and not path.startswith(PUBLIC) and route not in MAY_SAY
    if leaks and (found := re.search(MARK, answer.text)):
        return f"betrays {found.group()}"
    if status >= 500 and path != "/health/ready":
        return "is an error of ours"
    if not expected:
        return "" if status in ((401,) if letter == "-" else (403, 404)) else "got through"
    return "" if status not in (401, 403, 404) else f"is refused: {answer.text[:200]}"


def _is_about_something(path: str) -> bool:
    """Whether the path names a thing of the campus: what every deployment has or everybody may know is none."""
    return "{" in path and not path.startswith(KNOWN)


KNOWN = (
    "/v1/establishments/",
    "/v1/formations/",
    "/v1/carriers/",
    "/v1/partners/",
    "/v1/reference-data/",
    "/v1/screening-",
    "/v1/consent-texts/",
    "/v1/retention-rules/",
    "/v1/snee/referents/",
    "/v1/replays/",
    "/v1/network",
    "/v1/schemes/",
)


def test_the_walk_means_existing_things() -> None:
    """Every exception of the walk is about a name of its path."""
    for beginning, names in OTHER_IDS.items():
        assert beginning.startswith("/")
        assert names
