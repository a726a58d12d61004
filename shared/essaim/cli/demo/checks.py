"""Chapter 7, nothing is left behind: every event took effect, no dead letter, no personal data astray, all services ready."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import httpx
from aio_pika import connect

from essaim.cli.demo.api import ApiError
from essaim.cli.demo.meters import Meters
from essaim.cli.demo.observer import Observer
from essaim.cli.demo.people import ALL_SERVICES, OPS, SUITE, Student
from essaim.cli.demo.world import World, expect
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.contracts.event import EVENTS

SETTLE_SECONDS = 30.0
Consumed = dict[str, dict[str, dict[str, int]]]
"""Service → event type → outcome → deliveries."""


@dataclass(frozen=True)
class Readings:
    """What every service measures at one moment."""

    meters: Mapping[str, Meters]

    def consumed_since(self, before: "Readings") -> Consumed:
        """Deliveries since an earlier reading."""
        found: Consumed = {}
        for name, meters in self.meters.items():
            earlier = before.meters[name].consumed()
            found[name] = {}
            for type_, outcomes in meters.consumed().items():
                new = Counter(outcomes)
                new.subtract(earlier.get(type_, {}))
                if any(new.values()):
                    found[name][type_] = {outcome: count for outcome, count in new.items() if count}
        return found

    def published_since(self, before: "Readings") -> Counter[str]:
        """Events confirmed by the broker since an earlier reading, by type."""
        found: Counter[str] = Counter()
        for name, meters in self.meters.items():
            found.update(meters.published())
            found.subtract(before.meters[name].published())
        return found


async def read_meters(world: World) -> Readings:
    """A reading of every service."""
    return Readings({name: Meters(await world.api(name, OPS).text("/metrics")) for name in world.target.services})


async def settle(world: World, before: Readings) -> Consumed:
    """Wait until every event was seen and has been handled by everyone who listens to it; what they consumed."""
    awaited: list[str] = []

    async def settled() -> Consumed | None:
        readings = await read_meters(world)
        consumed = readings.consumed_since(before)
        awaited[:] = [f"the outbox of {name}" for name, one in readings.meters.items() if one.outbox_documents()]
        if world.observer is not None:
            awaited.extend(_unseen(world.observer, readings.published_since(before)))
            awaited.extend(_unhandled(world, world.observer, consumed))
        return None if awaited else consumed

    what = "comes to rest: outboxes drained, every event handled by its listeners"
    with world.step(SUITE, what, service=ALL_SERVICES):
        consumed = await world.until(settled, what=lambda: "; ".join(awaited), seconds=SETTLE_SECONDS)
        trouble = [
            f"{service}: {count} × {type_} {outcome}"
            for service, types in consumed.items()
            for type_, outcomes in types.items()
            for outcome, count in outcomes.items()
            if outcome in ("dead", "dropped")
        ]
        expect("events that could not be handled", trouble, [])
    return consumed


async def check_bus(world: World, people: Iterable[Student]) -> None:
    """No dead letter; every event fulfils its contract; ``events`` carries nobody's name or address."""
    observer = world.observer
    if observer is None or world.target.amqp_url is None:
        return
    with world.step(SUITE, "has no dead letter in any queue", service=ALL_SERVICES):
        expect("dead letters", await _dead_letters(world, world.target.amqp_url), {})
    with world.step(SUITE, "kept to the contracts, and names off the exchange `events`", service=ALL_SERVICES):
        expect("events that break their contract", observer.invalid, [])
        # The names as a whole, and addresses: a given name alone may be a word of any text.
        secrets = [secret for one in people for secret in (one.family_name, one.email, one.guardian_email) if secret]
        astray = [
            f"{seen.envelope.type} {seen.envelope.id}"
            for seen in observer.seen
            if seen.exchange == EVENTS and any(secret in seen.json_line() for secret in secrets)
        ]
        expect("events with personal data on `events`", astray, [])


async def check_ready(world: World, http: httpx.AsyncClient) -> None:
    """All services are as ready at the end as they were at the start."""
    for name, service in world.target.services.items():
        with world.step(SUITE, f"still has {name} ready", service=name):
            try:
                response = await http.get(f"{service.url}/health/ready")
            except httpx.TransportError as error:
                raise ApiError(f"{service.url}/health/ready: no answer ({type(error).__name__})") from error
            expect("the answer of /health/ready", (response.status_code, response.json()["status"]), (200, "ready"))


def _unseen(observer: Observer, published: Counter[str]) -> list[str]:
    """What services say they have published and has not crossed the bus."""
    counts = observer.counts()
    return [
        f"{type_}: {counts.get(type_, 0)} seen of {count} published"
        for type_, count in published.items()
        if counts.get(type_, 0) < count
    ]


def _unhandled(world: World, observer: Observer, consumed: Consumed) -> list[str]:
    """What has crossed the bus and is not known to have been handled by a deployment that listens to it."""
    counts = observer.counts()
    kinds = {name: one.deployment.service for name, one in world.target.services.items()}
    tables = subscriptions_of(kinds.values())
    awaited = []
    for service, kind in kinds.items():
        patterns = [pattern for patterns in tables[kind].values() for pattern in patterns]
        for type_, count in counts.items():
            if any(fnmatchcase(type_, pattern) for pattern in patterns):
                outcomes = consumed[service].get(type_, {})
                handled = sum(number for outcome, number in outcomes.items() if outcome != "retried")
                if handled < count:
                    awaited.append(f"{service}: {type_} {handled} handled of {count}")
    return awaited


async def _dead_letters(world: World, amqp_url: str) -> dict[str, int]:
    found = {}
    async with await connect(amqp_url, timeout=10) as connection:
        channel = await connection.channel()
        for service in world.target.services.values():
            queue = await channel.declare_queue(service.deployment.dead_queue, passive=True)
            if queue.declaration_result.message_count:
                found[queue.name] = queue.declaration_result.message_count
    return found
