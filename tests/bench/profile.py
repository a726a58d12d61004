"""Where the time goes in the relay and in the consumer: ``python -m tests.bench.profile [relay] [consumer]``.

A timer interrupts the process 200 times a second of wall time, and what the event loop's thread is doing just then is put
down to a part; waiting for the interpreter's lock counts where it is waited for. What the writer thread of the store is doing
at the same instants is a table of its own. This costs a few percent (1,400 times a second would cost a quarter), where cProfile
would double the time and make small functions look large. The innermost function that a rule knows decides.
"""

import asyncio
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

import uvloop
from rich.console import Console
from rich.table import Table

from essaim.cli.local.broker import LocalBroker
from tests.bench import bench_relay, bodies
from tests.bench.drain import clear
from tests.bench.harness import Bench
from tests.bench.toys import COMMANDED, LISTENING, SUBSCRIPTIONS, running

EVERY_SECONDS = 0.005
EVENTS = 9000
IN_FLIGHT = 100
SHOWN_SHARE = 0.005

ANYWHERE = (
    ("faststream/rabbit/message.py", "ack", "acknowledge"),
    ("essaim/kit/delivery.py", "read_envelope", "envelope: parse and validate"),
)
"""(end of the file, function, part): wins wherever it is in the stack, because all below it belongs to it."""
INNERMOST = (
    ("essaim/kit/store/conditions.py", "", "document: check and write as JSON"),
    ("essaim/kit/store/sqlite.py", "get", "store: read (with waiting for the lock behind the writer)"),
    ("essaim/kit/store/", "", "store: hand over to the writer, be answered"),
    ("essaim/kit/repository.py", "_read", "state: from the document"),
    ("essaim/kit/repository.py", "", "repository: decide, apply, state to the document"),
    ("essaim/kit/inbox.py", "", "repository: decide, apply, state to the document"),
    ("essaim/kit/clock.py", "", "instants as text"),
    ("essaim/contracts/envelope.py", "", "envelope: parse and validate"),
    ("essaim/kit/relay.py", "_publish", "relay: envelope from the outbox, to bytes"),
    ("essaim/kit/relay.py", "", "relay: queue, lease, bookkeeping"),
    ("essaim/kit/publisher.py", "", "publisher"),
    ("essaim/kit/consumer.py", "", "consumer: sender, cause, lock per subject"),
    ("essaim/kit/delivery.py", "", "consumer: sender, cause, lock per subject"),
    ("essaim/kit/logs.py", "", "log context"),
    ("essaim/kit/", "", "kit, other"),
    ("tests/support/toy.py", "", "the handler itself"),
    ("/pydantic/main.py", "model_validate", "pydantic: the data (in the relay: the envelope)"),
    ("/prometheus_client/", "", "metrics"),
    ("/faststream/", "", "FastStream: dispatch"),
    ("/aio_pika/", "", "aio-pika: message objects"),
    ("/pamqp/", "", "pamqp: frames to and from bytes"),
    ("/aiormq/", "", "aiormq: channel, confirms, socket"),
)
LOOP = "event loop: polling, timers, waking tasks; and idle"
WRITER = (
    ("essaim/kit/store/sqlite_commit.py", "_commit", "BEGIN and COMMIT: the disk"),
    ("essaim/kit/store/sqlite_commit.py", "_answer", "answering"),
    ("essaim/kit/store/sqlite_commit.py", "_run_forever", "waiting for work"),
    ("essaim/kit/store/sqlite_commit.py", "_next", "waiting for work"),
    ("essaim/kit/store/", "", "statements (mostly waiting for the interpreter's lock)"),
)
Rules = Sequence[tuple[str, str, str]]
Stack = tuple[CodeType, ...]
"""The functions under way, the innermost first."""


@dataclass
class Sampler:
    """Counts the stacks of the loop's thread and of the store's writer; what they mean is worked out afterwards."""

    stacks: Counter[Stack] = field(default_factory=Counter)
    writing: Counter[Stack] = field(default_factory=Counter)
    running: bool = False
    _writers: list[int | None] = field(default_factory=list)

    def toggle(self) -> None:
        """Start, or stop."""
        self.running = not self.running
        every = EVERY_SECONDS if self.running else 0.0
        self._writers = [one.ident for one in threading.enumerate() if one.name.startswith("sqlite-writer")]
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, every, every)

    def _look(self, _: int, frame: FrameType | None) -> None:
        self.stacks[_stack(frame)] += 1
        frames = sys._current_frames()
        for writer in self._writers:
            if writer in frames:
                self.writing[_stack(frames[writer])] += 1

    def loop(self) -> Counter[str]:
        """The loop's thread, by part."""
        parts: Counter[str] = Counter()
        for stack, count in self.stacks.items():
            parts[_fits(ANYWHERE, stack) or _first(INNERMOST, stack) or LOOP] += count
        return parts

    def writer(self) -> Counter[str]:
        """The writers of the stores, by part."""
        parts: Counter[str] = Counter()
        for stack, count in self.writing.items():
            parts[_first(WRITER, stack) or "waiting for work"] += count
        return parts


def _stack(frame: FrameType | None) -> Stack:
    found = []
    while frame is not None:
        found.append(frame.f_code)
        frame = frame.f_back
    return tuple(found)


def _first(rules: Rules, stack: Stack) -> str:
    return next((part for code in stack if (part := _fits(rules, (code,)))), "")


def _fits(rules: Rules, stack: Stack) -> str:
    for place, function, part in rules:
        if any(place in code.co_filename and function in ("", code.co_name) for code in stack):
            return part
    return ""


async def profile_relay(bench: Bench, sampler: Sampler) -> float:
    """Events per second of the relay, with a hundred documents in flight."""
    return await bench_relay.relay(bench, EVENTS, IN_FLIGHT, around=sampler.toggle)


async def profile_consumer(bench: Bench, sampler: Sampler) -> float:
    """Events per second of the consumer in this process, at the default prefetch, from a full inbox."""
    async with bodies.publisher(bench) as publish:
        await publish(bodies.make(EVENTS))
    loop = asyncio.get_running_loop()
    async with running(bench, LISTENING, "listening") as there:
        while not (first := await there.seen.count()):
            await asyncio.sleep(0.01)
        began = loop.time()
        sampler.toggle()
        while await there.seen.count() < EVENTS:
            await asyncio.sleep(0.05)
        sampler.toggle()
        seconds = loop.time() - began
    await clear(bench, LISTENING.queue)
    return (EVENTS - first) / seconds


PROFILES = {"relay": profile_relay, "consumer": profile_consumer}


def show(title: str, parts: Counter[str], rate: float) -> None:
    """Microseconds of wall time per event, by part."""
    total = sum(parts.values()) or 1
    table = Table(title=title)
    for column in ("part", "µs per event", "share"):
        table.add_column(column, justify="left" if column == "part" else "right")
    for part, count in parts.most_common():
        if count >= total * SHOWN_SHARE:
            table.add_row(part, f"{count / total * 1e6 / rate:.0f}", f"{count / total:.0%}")
    Console(width=110).print(table)


async def main(names: Sequence[str]) -> None:
    """Profile one after the other, on a private broker."""
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        async with LocalBroker(Path(name) / "broker", (COMMANDED, LISTENING), SUBSCRIPTIONS) as broker:
            bench = Bench(Path(name), broker)
            for one in names:
                sampler = Sampler()
                rate = await PROFILES[one](bench, sampler)
                show(f"{one}, {rate:,.0f} events/s: the loop's thread", sampler.loop(), rate)
                show(f"{one}: the store's writer", sampler.writer(), rate)


def chosen(words: Sequence[str], refuse: Callable[[str], object] = sys.exit) -> Sequence[str]:
    """What to profile; refuses an unknown name with the list of those that there are."""
    if unknown := [word for word in words if word not in PROFILES]:
        refuse(f"unknown: {', '.join(unknown)}; there are: {', '.join(PROFILES)}")
    return words or list(PROFILES)


if __name__ == "__main__":
    uvloop.run(main(chosen(sys.argv[1:])))
