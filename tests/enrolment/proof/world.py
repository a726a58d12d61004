"""One deployment with everybody in it: its programmes, its clock, the bus that is late, and the laws after every deed.

What waits for the broker is taken out of each document after every deed, as the relay does. Our own events
come back when the life says so: late, twice, and in another order than they were sent.
"""

import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from enrolment.collections import ALL
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.outcome import OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from enrolment.events import LISTENS
from essaim.contracts.envelope import Envelope
from essaim.kit.errors import NotFoundError
from essaim.kit.store.errors import RevisionConflictError
from tests.enrolment.applications.desk import parametrise
from tests.enrolment.committees.board import BOARD, RULES
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, hear
from tests.enrolment.office import COORDINATOR, Actor, Office
from tests.enrolment.proof import laws
from tests.enrolment.proof.database import Database, Documents, Key
from tests.enrolment.proof.replica import open_replica

PEPITE = Actor("pepite_officer", "cmq-mma", "officer")
REFERENT = Actor("referent", "cmq-mma", "referent")
REGION = Decider("region", "cmq-mma", "referent", "Région", visible=("identity", "other_applications"))
THREE = ("cmq", "coopilote", "region")
THREE_RULES = tuple(OutcomeRule(one.outcome, one.mode, THREE, one.answers) for one in RULES)
LAST_DAY = date(2026, 10, 20)
PATIENCE = 4
"""How often an event that could not be taken is given again before it counts as dead."""
_COLLECTIONS = {one.name: one for one in ALL}


@dataclass
class World:
    """What a life knows: programmes by name, who is who, and what was told."""

    office: Office
    database: Database
    chance: random.Random
    now: datetime = datetime(2026, 9, 1, 7, tzinfo=UTC)
    programmes: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, set[str]] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)
    told: list[tuple[Key, dict[str, Any]]] = field(default_factory=list)
    pool: list[Envelope] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    dead: list[str] = field(default_factory=list)
    seen: Documents = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    trace: list[str] = field(default_factory=list)

    async def call(self, actor: Actor, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """Any answer but a bug."""
        answer = await self.office.send(actor, method, path, body, **options)
        assert answer.status_code < 500, f"{method} {path}: {answer.text}"
        self.trace.append(f"{self.now:%m-%d %H:%M} {actor.role} {method} {path} {body or ''} {answer.status_code}")
        self.done[f"{method} {path.rsplit('/', 1)[-1][:18]} {answer.status_code}"] += 1
        return answer

    async def move(self, to: datetime) -> None:
        """Continue later, never earlier: the clock goes on by itself as well."""
        if to > self.now + timedelta(seconds=30):
            self.now = to
            await self.office.move_clock(to)

    async def wait(self, **delta: float) -> None:
        """Continue after a while."""
        await self.move(self.now + timedelta(**delta))

    async def deliver(self, most: int) -> None:
        """Some of the events that are on their way, in any order; some of them stay and come once more."""
        self.chance.shuffle(self.pool)
        for envelope in [self.pool.pop() for _ in range(min(most, len(self.pool)))]:
            self.tries[envelope.id] += 1
            try:
                await hear(self.office.deps, envelope)
            except Exception as error:
                if self.tries[envelope.id] >= PATIENCE or not hasattr(error, "kind"):
                    self.dead.append(f"{envelope.type} {envelope.subject}: {error!r}")
                else:
                    self.pool.insert(0, envelope)
                continue
            self.trace.append(f"heard {envelope.type} {envelope.subject}")
            if self.tries[envelope.id] == 1 and self.chance.random() < 0.3:
                self.pool.insert(0, envelope)

    async def settle(self) -> None:
        """Everything arrives."""
        while self.pool:
            await self.deliver(len(self.pool))
            await self.publish()

    async def publish(self) -> None:
        """Take what waits out of every document, once each."""
        store = self.office.deps.persons._store
        for key, document in self.database.read().items():
            sent = [one["envelope"] for one in document["outbox"]]
            if not sent:
                continue
            await self._empty(store, key, {one["id"] for one in sent})
            self.told += [(key, one) for one in sent]
            self.pool += [Envelope.model_validate(one) for one in sent if one["type"] in LISTENS.by_type]

    async def _empty(self, store: Any, key: Key, ids: set[str]) -> None:
        collection = _COLLECTIONS[key[0]]
        while True:
            now = await store.get(collection, key[1])
            left = [one for one in now["outbox"] if one["envelope"]["id"] not in ids]
            bare = {"due_at": None, "lease": None} if not left else {}
            emptied = {**now, "outbox": left, "pending": len(left), **bare}
            with contextlib.suppress(RevisionConflictError):
                await store.replace(collection, emptied, expected_revision=now["revision"])
                return

    async def check(self, deed: str, application_id: str | None = None) -> None:
        """Every law, on what the deed made of what was before."""
        await self.publish()
        told, self.told = self.told, []
        before, now = self.seen, self.database.read()
        self.seen = now
        try:
            laws.one_dossier_a_year(now)
            laws.status_follows_from_answers(now)
            laws.no_place_too_many(before, now)
            laws.one_agenda(now)
            laws.minors_have_a_consent(now)
            laws.budgets_hold(now)
            laws.nothing_shrinks(before, now)
            laws.events_tell_what_happened(before, now, told)
            laws.erased_are_nowhere(now, self.tokens, self.returned)
            if application_id is not None:
                laws.others_stay(before, now, application_id)
        except AssertionError as error:
            story = "\n".join(self.trace[-40:])
            raise AssertionError(f"after {deed}: {error}\n{story}") from error

    def of(self, collection: str, **conditions: Any) -> list[tuple[str, dict[str, Any]]]:
        """The states that a deed can be done on, in an order that is the same in every run."""
        chosen = [
            (document["created_at"], id_, document["state"])
            for (name, id_), document in self.seen.items()
            if name == collection and all(document["state"].get(key) in among for key, among in conditions.items())
        ]
        return [(id_, state) for _, id_, state in sorted(chosen, key=lambda one: one[:2])]

    def one_of(self, collection: str, **conditions: Any) -> tuple[str, dict[str, Any]]:
        """Any of them; NotFoundError when there is none."""
        found = self.of(collection, **conditions)
        if not found:
            raise NotFoundError("none", f"no {collection} {conditions}")
        return self.chance.choice(found)


async def _programmes(world: World) -> None:
    office = world.office
    for name, more in {
        "three": {"scheme": "student_cooperative"},
        "plain": {"scheme": "student_cooperative", "establishment": "Autre lycée"},
        "board": {"scheme": "snee"},
        "small": {"scheme": "snee", "establishment": "Université"},
        "ici": {"scheme": "ici"},
        "next": {
            "scheme": "snee",
            "school_year": "2027-2028",
            "starts_on": "2027-09-01",
            "ends_on": "2028-08-31",
        },
    }.items():
        world.programmes[name] = await office.programme(**more)
    since = date(2026, 1, 1)
    deciders = (CMQ, COOPILOTE, REGION)
    three = Parameters(since, deciders=deciders, outcome_rules=THREE_RULES, last_application_on=LAST_DAY, places=2)
    portrait = RequiredDocument("portrait", "Portrait", "profile", required=False)
    board = Parameters(
        since, deciders=(BOARD,), outcome_rules=RULES, documents=(portrait,), places=2, confirmation_days=3
    )
    small = Parameters(since, deciders=(BOARD,), outcome_rules=RULES, places=1)
    for name, parameters in {"three": three, "board": board, "small": small, "plain": Parameters(since)}.items():
        await parametrise(office, world.programmes[name], parameters)
    await office.send(COORDINATOR, "PUT", f"/v1/ici/budgets/{world.programmes['ici']}", {"amount": "500.00"})
    text = {"title": "Image", "text": "Votre image.", "valid_from": "2026-01-01"}
    await office.send(COORDINATOR, "PUT", "/v1/consent-texts/IMAGE/v1", text)


@contextlib.asynccontextmanager
async def open_world(directory: Path, seed: int) -> AsyncIterator[World]:
    """1 September 2026, nobody registered."""
    async with open_replica(directory) as office:
        database = Database(directory / "enrolment.db")
        world = World(office, database, random.Random(seed))
        try:
            await _programmes(world)
            await world.publish()
            world.told.clear()
            world.seen = database.read()
            yield world
        finally:
            database.close()
