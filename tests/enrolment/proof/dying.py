"""A process that dies before any of its writes, and what the next one makes of what is stored.

The next process has the jobs of the service and its own events, which come twice. What it leaves is compared with what the
same commands leave when nobody dies: every document of every collection, and every event that waits for the broker.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.events import LISTENS
from enrolment.usecases.committees.complete_committees import complete_committees
from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_agendas import fill_agendas
from enrolment.usecases.persons.complete_merges import complete_merges
from enrolment.usecases.persons.complete_roster_imports import complete_roster_imports
from enrolment.usecases.privacy.complete_erasures import complete_erasures
from essaim.kit.cause import Cause
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Range, Store
from tests.enrolment.deciders.desk import hear, waiting
from tests.enrolment.deciders.places import NOW, deps_over
from tests.enrolment.deciders.test_kill_points import DiedError, DyingStore
from tests.enrolment.proof.database import Database, Documents

Step = Callable[[Deps, Cause], Awaitable[object]]
MOST_WRITES = 80
JOBS = (
    complete_erasures,
    complete_merges,
    complete_roster_imports,
    complete_committees,
    end_offers,
    fill_agendas,
)
ROUNDS = 10
TELLING = ("persons", "applications", "reviews", "snee_statuses", "ici_juries", "ici_budgets")
"""Whose events the service listens to itself."""
_BY_CHANCE = re.compile(r"code|digest|token|actor|_by$|^by$|url|answered_on")
"""Fields that say who did it and on which day, or that are drawn by lot."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")
"""The clock goes on while they work."""


class After(StrEnum):
    """Whoever got no answer asks again before the service has mended itself, after it, or never."""

    AGAIN_FIRST = "asked again first"
    AGAIN_LATER = "asked again later"
    NEVER_AGAIN = "never asked again"


@dataclass(frozen=True)
class Killing:
    """``prepare`` is what was there before; ``steps`` are the commands, each with a cause that is the same when it is repeated.

    ``alone`` is the number of writes after which it goes on by itself when nobody repeats it; None where somebody has to.
    """

    name: str
    prepare: Callable[[Deps], Awaitable[object]]
    steps: tuple[Step, ...]
    alone: int | None = None
    now: datetime = NOW
    later: timedelta = timedelta()
    """How long nobody is there after the process died."""


async def everything(path: Path) -> dict[str, Any]:
    """All that is stored and told, without what is drawn by lot."""
    database = Database(path)
    try:
        return compared(database.read())
    finally:
        database.close()


def compared(documents: Documents) -> dict[str, Any]:
    """What two histories of the same commands have in common."""
    told = Counter(
        f"{one['exchange']} {one['envelope']['type']} {one['envelope']['subject']} {json.dumps(_plain(one['envelope']['data']))}"
        for document in documents.values()
        for one in document["outbox"]
    )
    stored = {" ".join(key): _plain(document["state"]) for key, document in documents.items()}
    return {"stored": stored, "told": dict(sorted(told.items()))}


def _plain(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _plain(one, name) for name, one in sorted(value.items())}
    if isinstance(value, list):
        plain = [_plain(one) for one in value]
        return sorted(plain, key=json.dumps) if key == "history" else plain
    if isinstance(value, str) and _INSTANT.match(value):
        return "an instant"
    return "…" if _BY_CHANCE.search(key) and value else value


async def restarted(deps: Deps) -> None:
    """What a process that starts does by itself, until nothing more comes of it: its jobs, and its own events, each twice."""
    done: Counter[str] = Counter()
    for _ in range(ROUNDS):
        for job in JOBS:
            await job(deps)
        found = [one for one in await _own_events(deps) if done[one.id] < 2]
        if not found:
            return
        for envelope in found:
            done[envelope.id] += 1
            await hear(deps, envelope)
    raise AssertionError("it never comes to an end")


async def _own_events(deps: Deps) -> list[Any]:
    told = []
    for repository in (getattr(deps, name) for name in TELLING):
        async for page in repository.scan({"pending": Range(gt=0)}):
            told += [one for document in page for one in waiting(document)]
    return [one for one in told if one.type in LISTENS.by_type]


async def _repeated(killing: Killing, deps: Deps, first: int) -> None:
    """Whoever got no answer asks again. A rule that says no means that it is done already."""
    for place, step in enumerate(killing.steps[first:], first):
        try:
            await step(deps, cause(killing, place))
        except RuleError:
            continue


def cause(killing: Killing, place: int) -> Cause:
    """The same for the same command."""
    return Cause(f"{killing.name} {place}", "c", "somebody")


async def play(killing: Killing, path: Path, writes: int, way: After) -> tuple[bool, dict[str, Any]]:
    """Whether the process lived to the end of the commands, and all that there is in the end."""
    store = await open_store(f"sqlite:///{path}")
    try:
        deps = _deps(cast(Store, DyingStore(store, writes)), killing.now)
        done = 0
        try:
            for place, step in enumerate(killing.steps):
                await step(deps, cause(killing, place))
                done += 1
        except DiedError:
            pass
        deps = _deps(store, killing.now + killing.later)
        if way is After.AGAIN_FIRST:
            await _repeated(killing, deps, done)
        await restarted(deps)
        if way is After.AGAIN_LATER:
            await _repeated(killing, deps, done)
            await restarted(deps)
        return done == len(killing.steps), await everything(path)
    finally:
        await store.close()


def _deps(store: Store, now: datetime) -> Deps:
    deps = deps_over(store)
    if now > NOW:
        deps.clock.move_to(now)  # type: ignore[attr-defined]
    return deps


def copy_of(path: Path, name: str) -> Path:
    """The same file under another name."""
    to = path.with_name(f"{name}.db")
    shutil.copy(path, to)
    return to


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """In words, the few that matter."""
    lines = []
    for part in ("told", "stored"):
        for key in sorted({*found[part], *expected[part]}):
            one, other = found[part].get(key), expected[part].get(key)
            if one != other:
                lines.append(f"{part} {key}: {_short(one, other)} instead of {_short(other, one)}")
    return lines


def _short(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: value for key, value in one.items() if other.get(key) != value}
    return one
