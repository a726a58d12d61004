"""Other people's ids, fields that are not theirs to say, keys and cursors of others, patterns that run for ever."""

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.enrolment.attacks.conftest import Snapshot
from tests.enrolment.attacks.people import COORDINATOR, OTHER_STUDENT, OTHER_TEACHER, OWN, STRANGER
from tests.enrolment.attacks.soundness import written
from tests.enrolment.attacks.test_nonsense import EVERYBODY
from tests.enrolment.attacks.walk import PERSON, content_of, filled, query_of, routes
from tests.enrolment.attacks.world import FAMILY, MARK, World
from tests.enrolment.committees.board import COMMITTEE
from tests.enrolment.office import Actor
from tests.support.doors import description_of

NOT_THEIRS = {
    "status": "ACCEPTED",
    "person_id": "own",
    "coordinator": "ubfc",
    "carrier": "ubfc",
    "answers": [],
    "sent_at": "2026-09-01T00:00:00Z",
    "version": 99,
    "revision": 99,
    "id": "x",
    "outbox": [],
    "roles": ["ops"],
    "standing": "ACTIVE",
    "__proto__": {"x": 1},
}


async def test_nobody_says_what_is_not_theirs_to_say(world: World, snapshot: Snapshot, tmp_path: Path) -> None:
    """Every body of every route refuses each field that its schema does not have, and writes nothing of it."""
    before, schemas, tried = await written(world), description_of(world.office.app)["components"]["schemas"], 0
    wrong = []
    for method, path, operation in routes(world):
        body = content_of(world, method, path, operation).get("json")
        if body is None:
            continue
        known = _fields(operation["requestBody"]["content"]["application/json"]["schema"], schemas)
        more = {name: value for name, value in NOT_THEIRS.items() if name not in known}
        actor = EVERYBODY if "replays" not in path and "clock" not in path else Actor("ops", "cmq-mma")
        answer = await world.office.send(
            actor, method, filled(world, path), body | more, params=query_of(world, path, operation)
        )
        tried += 1
        if answer.status_code < 400:
            wrong.append(f"{method} {path}: {answer.status_code}")
            snapshot.restore(tmp_path)
        elif answer.status_code == 422:
            named = {one["field"].rpartition(".")[2] for one in answer.json().get("errors", ())}
            if not more.keys() <= named:
                wrong.append(f"{method} {path}: not told {sorted(more.keys() - named)}")
        else:
            wrong.append(f"{method} {path}: {answer.status_code} {answer.text[:100]}")
    assert not wrong, "\n".join(wrong)
    assert tried > 100
    assert await written(world) == before


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    found = set()
    for one in (schema, *schema.get("anyOf", ())):
        if "$ref" in one:
            found |= set(schemas[one["$ref"].rpartition("/")[2]].get("properties", {}))
    return found


async def test_other_peoples_ids_in_bodies_lead_nowhere(world: World) -> None:
    """A student, a stranger's office and another teacher name what is not theirs: 403, 404 or unknown, and nothing changes."""
    ids, before = world.ids, await written(world)
    own = PERSON | {"given_name": "Ida", "family_name": FAMILY, "email": "ida@zibelin.example.org"}
    group = {"activity_code": "13.92Z", "activity_label": "Maille", "planned_investment": "1.00", "name": "Vol"}
    asks: list[tuple[Actor, str, str, Any]] = [
        (OTHER_STUDENT, "POST", "/v1/applications/drafts", {"programme_id": ids["programme_id"], "person_id": "own"}),
        (OTHER_STUDENT, "POST", "/v1/applications", {"programme_id": ids["other_programme"], "person": own}),
        (
            OTHER_STUDENT,
            "POST",
            "/v1/groups",
            group | {"programme_id": ids["programme_id"], "application_ids": [ids["application_id"]]},
        ),
        (OTHER_STUDENT, "POST", "/v1/erasure-requests", {"person_id": "own"}),
        (
            OTHER_STUDENT,
            "POST",
            "/v1/ici/funding-requests",
            {"enrolment_id": ids["enrolment_id"], "purpose": "Vol", "amount": "1.00"},
        ),
        (OTHER_STUDENT, "POST", "/v1/persons/own/consents", {"kind": "IMAGE"}),
        (OTHER_STUDENT, "POST", "/v1/snee-tutorings/answer", {"token": ids["tutor_token"], "accepts": True}),
        (OWN, "POST", f"/v1/consents/{ids['consent_id']}/words", {"agrees": True, "guardian_id": ids["guardian_id"]}),
        (OWN, "PATCH", f"/v1/persons/{ids['child']}", {"phone": "0612345678"}),
        (STRANGER, "POST", f"/v1/persons/{ids['twin']}/merging", {"merged_id": "own", "take": []}),
        (STRANGER, "POST", "/v1/committees", COMMITTEE),
        (
            STRANGER,
            "POST",
            "/v1/committees",
            COMMITTEE | {"partner": "ubfc", "programme_ids": [ids["board_programme"]]},
        ),
        (STRANGER, "PUT", "/v1/mentor-needs", {"subject_kind": "mini_enterprise", "subject_id": ids["enterprise_id"]}),
        (STRANGER, "PUT", "/v1/mentor-needs", {"subject_kind": "snee_status", "subject_id": ids["status_id"]}),
        (STRANGER, "POST", "/v1/mini-enterprises", {**TEAM, "programme_id": ids["mini_programme"]}),
        (STRANGER, "POST", "/v1/applications/drafts", {"programme_id": ids["programme_id"], "person_id": "own"}),
        (STRANGER, "POST", "/v1/erased-addresses/consent", CONSENTED),
        (STRANGER, "PUT", "/v1/screening-thresholds/coopilote", THRESHOLD),
        (STRANGER, "PUT", "/v1/committee-letterheads/cmq-mma", HEAD),
        (OTHER_TEACHER, "POST", f"/v1/mentor-needs/{ids['need_id']}/closing", {}),
    ]
    for actor, method, path, body in asks:
        answer = await world.office.send(actor, method, path, body)
        assert answer.status_code in (403, 404, 409, 422), (path, answer.text)
        # What they said themselves may be said back to them; of the others nothing is.
        assert not re.search(MARK, re.sub(r'"value":"[^"]*"', "", answer.text)), (path, answer.text)
    after = await written(world)
    assert {key for key in after if after[key] != before.get(key)} == set()


TEAM = {
    "name": "Vol",
    "format": "L",
    "starts_on": "2026-10-01",
    "ends_on": "2027-05-31",
    "planned_hours": 60,
}
CONSENTED = {"email": "ida@zibelin.example.org", "given_on": "2026-09-20", "how": "Papier"}
THRESHOLD = {"valid_from": "2026-10-01", "amount": "1.00", "source": "Vol"}
HEAD = {"organisation": "Vol", "address": ["1 rue"], "place": "Dijon", "signatory": "Vol", "appeal": "Non"}


async def test_no_filter_widens_a_list(world: World) -> None:
    """Neither somebody's id, nor another partner, nor an operator, nor a cursor of somebody else shows a stranger anything."""
    ids, tried = world.ids, 0
    for method, path, operation in routes(world):
        names = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
        if method != "GET" or "limit" not in names or "{" in path:
            continue
        page = await world.office.send(EVERYBODY, "GET", path, params={"limit": "1"} | query_of(world, path, operation))
        cursor = page.json().get("next") if page.status_code == 200 else None
        for more in (
            {"person_id": "own"},
            {"coordinator": "cmq-mma", "partner": "cmq-mma", "programme_id": ids["programme_id"]},
            {"person_id[$ne]": "", "status": "$ne", "school_year": "2026-2027"},
            {"cursor": cursor or "bm90aGluZw"},
            {"cursor": "x" * 5000},
            {"cursor": "eyJhIjoxfQ=="},
            {"limit": "-1"},
            {"limit": "1e9"},
        ):
            for actor in (OTHER_STUDENT, STRANGER):
                params = query_of(world, path, operation) | more
                answer = await world.office.send(actor, "GET", path, params=params)
                assert answer.status_code < 500, (path, more, answer.text)
                assert not re.search(MARK, answer.text), (path, more, answer.text[:300])
                tried += 1
    assert tried > 400


async def test_a_key_is_for_one_request(world: World) -> None:
    """The same Idempotency-Key with another body is told, and of two people each has their own."""
    headers = {"Idempotency-Key": "0b9f6a1e-2f3c-4d5e-8a7b-9c0d1e2f3a4b"}
    path = f"/v1/applications/{world.ids['application_id']}/steps/motivation"
    first = await world.office.send(
        OWN, "PUT", path, {"values": {"motivation": "Une voie"}}, headers=headers | {"If-Match": '"1"'}
    )
    other = await world.office.send(OWN, "PUT", path, {"values": {"motivation": "Deux"}}, headers=headers)
    assert (first.status_code, other.status_code) == (200, 422), (first.text, other.text)
    stranger = await world.office.send(
        OTHER_STUDENT, "PUT", path, {"values": {"motivation": "Une voie"}}, headers=headers | {"If-Match": '"1"'}
    )
    assert stranger.status_code == 404
    assert not re.search(MARK, stranger.text)


LONG = (
    "a" * 50_000,
    "a@" * 25_000,
    " " * 50_000 + "x",
    "1" * 50_000 + "x",
    "a." * 25_000 + "!",
    "-" * 50_000,
    "é1-" * 15_000,
)


def test_no_pattern_runs_for_ever() -> None:
    """Every compiled pattern of the service and of what it shares, on long texts that almost fit.

    Seconds of CPU, not of the clock: a pattern that goes back takes minutes here, all others milliseconds.
    """
    slow, tried = [], 0
    for name, pattern in _patterns():
        for text in LONG:
            subject: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
            began = time.thread_time()
            pattern.match(subject)
            pattern.fullmatch(subject)
            if (seconds := time.thread_time() - began) > 5:
                slow.append(f"{name} {pattern.pattern!r} {text[:4]!r}: {seconds:.1f} s")
            tried += 1
    assert not slow, "\n".join(slow)
    assert tried > 150


def _patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    for name, module in sorted(sys.modules.items()):
        if name.startswith(("enrolment.", "essaim.")):
            for key, one in sorted(vars(module).items()):
                if isinstance(one, re.Pattern):
                    yield f"{name}.{key}", one


def test_the_marks_of_the_attack_are_json() -> None:
    assert json.loads(json.dumps(NOT_THEIRS)) == NOT_THEIRS
    assert COORDINATOR.partner == OWN.partner
