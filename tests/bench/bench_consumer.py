"""Events per second that a full inbox is drained at: by prefetch, by number of replicas, and by others.

Essaim: exactly-once effect, order per subject, a validated model, a checked sender; group commit in one SQLite file that all
replicas share. The floor: bare aio-pika, as many processes with the same prefetch, one row and one commit per message
(``synchronous=FULL``), acknowledged after it. The others promise what the floor promises, and validate (``tests.bench.peers``).
"""

import sys
from collections.abc import Awaitable, Callable
from functools import partial

from essaim.cli.local.processes import LaunchError
from tests.bench import bodies
from tests.bench.bodies import Body
from tests.bench.drain import drain
from tests.bench.harness import Bench, in_turns
from tests.bench.peers_at import absent_because, celery, faststream, taskiq
from tests.bench.toys import PREFETCH
from tests.bench.workers import Worker, bare, essaim

NAME = "consumer"
EVENTS = {1: 600, 10: 1500, 50: 3000, 200: 3000}
"""Enough for a second or two each, by prefetch."""
REPLICAS = (2, 4)


async def measure(bench: Bench) -> None:
    """A row for each contender, beside the floor with the same prefetch and as many processes."""
    events = bodies.make(max(EVENTS.values()))
    own = [essaim(prefetch) for prefetch in EVENTS] + [essaim(replicas=number) for number in REPLICAS]
    floors = [bare(prefetch) for prefetch in EVENTS] + [bare(processes=number) for number in REPLICAS]
    standard = bare(PREFETCH)
    beside = dict(zip([one.name for one in own], floors, strict=True))
    others = [bare(PREFETCH, commit="group"), faststream(), celery(), taskiq()]
    absent = {one.name: why for one in others if (why := absent_because(one))}
    present = [one for one in others if one.name not in absent]
    failures: dict[str, str] = {}
    # Each stands next to its floor, so that what disturbs the machine for a while disturbs both.
    order = [one for pair in zip(own, floors, strict=True) for one in pair]
    middle = order.index(standard) + 1
    order[middle:middle] = present
    found = await in_turns({one.name: _contest(bench, one, events, failures) for one in order})
    for one in own:
        bench.rate(NAME, one.name, found[one.name], found[beside[one.name].name])
    for one in present:
        if one.name in failures:
            absent[one.name] = failures[one.name]
        else:
            bench.rate(NAME, one.name, found[one.name], found[standard.name])
    for name, why in absent.items():
        bench.absent(NAME, name, why)


def _contest(
    bench: Bench, worker: Worker, events: list[Body], failures: dict[str, str]
) -> Callable[[], Awaitable[float]]:
    return partial(_drain, bench, worker, events[: EVENTS[worker.prefetch]], failures)


async def _drain(bench: Bench, worker: Worker, events: list[Body], failures: dict[str, str]) -> float:
    """A peer that fails is reported in the table, and does not end the measurement of the others."""
    try:
        return await drain(bench, worker, events)
    except LaunchError as error:
        if worker.name.startswith(("Essaim", "bare")):
            raise
        print(f"  {worker.name}: {error}", file=sys.stderr)
        failures[worker.name] = "failed: " + str(error).splitlines()[0]
        return 0.0
