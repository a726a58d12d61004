"""One run: load on a stage, faults in the middle of it, and the verdict at the end.

An observer reads the listener's database all the while and strikes from the ledger what took effect.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from essaim.contracts.envelope import source_of
from essaim.kit.clock import SystemClock
from essaim.kit.errors import EssaimError
from essaim.kit.publishing import Publishing
from essaim.kit.repository import Repository
from essaim.kit.store.open import open_store
from tests.chaos.ledger import Ledger
from tests.chaos.load import Load
from tests.chaos.noise import Noise
from tests.chaos.stage import TALLY, ChaosError, Stage
from tests.chaos.toy import BALANCES, TALLIES, Balance, Tally

LOOK_SECONDS = 0.1
RECOVERY_SECONDS = 120.0
LOAD_SECONDS = 600.0
LOOSE = "loose-"
"""Accounts of this prefix get events out of order on purpose: of them only that each counts once is asked."""


def account_of(run: str, name: str) -> str:
    """The id of an account of a run."""
    return f"{name}.{run}"


@dataclass
class Strike:
    """A fault that struck: when (seconds after the start), what it did, and how long until the last event had passed."""

    at: float
    name: str
    kills: bool
    did: str
    recovery: float


@dataclass
class Run:
    """What a fault works with, and what is reported at the end."""

    stage: Stage
    ledger: Ledger
    load: Load
    noise: Noise
    tallies: Repository[Tally]
    balances: Repository[Balance]
    name: str
    say: Callable[[str], None]
    began: float = field(default_factory=time.monotonic)
    strikes: list[Strike] = field(default_factory=list)

    def account(self, name: str) -> str:
        """The id of an account of this run; others may use the same stage."""
        return account_of(self.name, name)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    async def observe(self) -> None:
        """Read every tally of this run once, and strike what is new."""
        ordered = self.stage.ordered
        for one in await self.tallies.all():
            if one.id.endswith(account_of(self.name, "")):
                strict = ordered and self.stage.ordered and not one.id.startswith(LOOSE)
                self.ledger.seen(one.id, one.state.sequences, strict=strict)

    async def observe_forever(self) -> None:
        """Observe again and again; while the database is away there is nothing to see."""
        while True:
            with contextlib.suppress(EssaimError):
                await self.observe()
            await asyncio.sleep(LOOK_SECONDS)

    async def wait_for(self, check: Callable[[], bool], what: str, seconds: float) -> None:
        """Poll while the observer works. ChaosError with what is outstanding when it does not come about."""
        deadline = time.monotonic() + seconds
        while not check():
            if time.monotonic() > deadline:
                outstanding = ", ".join(self.ledger.outstanding()[:20]) or "nothing"
                raise ChaosError(f"{what}: not within {seconds:.0f} s; outstanding: {outstanding}")
            await asyncio.sleep(LOOK_SECONDS / 2)

    async def passed(self, seconds: float) -> None:
        """Return when every event accepted until now has taken effect."""
        until = time.monotonic()
        await self.wait_for(lambda: self.ledger.outstanding_count(until) == 0, "the events before it passed", seconds)

    async def reached(self, accepted: int) -> None:
        """Return when so many commands have been accepted in all."""
        await self.wait_for(
            lambda: self.ledger.accepted_count >= accepted, f"{accepted} commands accepted", LOAD_SECONDS
        )

    async def flows(self, count: int, seconds: float) -> None:
        """Return when so many more commands have been accepted; less when the load ends before."""
        wanted = self.ledger.accepted_count + count
        await self.wait_for(
            lambda: self.ledger.accepted_count >= wanted or self.ledger.accepted_count == self.ledger.sent_count,
            f"{count} more commands were accepted",
            seconds,
        )


class Fault(Protocol):
    """Something that goes wrong."""

    @property
    def name(self) -> str:
        """What goes wrong, in a few words."""

    @property
    def kills(self) -> bool:
        """Whether a process ends without warning."""

    @property
    def keeps_order(self) -> bool:
        """Whether events still take effect in the order of their sequences, account by account."""

    async def strike(self, run: Run) -> str:
        """Let it go wrong, bring back what broke, and say what was done. ChaosError when a promise is broken meanwhile."""


@contextlib.asynccontextmanager
async def running(
    stage: Stage, directory: Path, *, name: str, seed: int = 1, say: Callable[[str], None] = lambda line: None
) -> AsyncIterator[Run]:
    """A run over a stage whose replicas are ready. ``name`` tells its accounts from those of other runs."""
    async with contextlib.AsyncExitStack() as stack:
        ledger = stack.enter_context(Ledger(directory / f"ledger-{name}.db"))
        load = await stack.enter_async_context(Load(stage, ledger, seed))
        store = await open_store(stage.tally_store)
        stack.push_async_callback(store.close)
        publishing = Publishing(source_of(TALLY.partner, TALLY.service), SystemClock())
        run = Run(
            stage=stage,
            ledger=ledger,
            load=load,
            noise=Noise(stage, ledger, partial(account_of, name), seed),
            tallies=Repository(store, TALLIES, Tally, publishing),
            balances=Repository(store, BALANCES, Balance, publishing),
            name=name,
            say=say,
        )
        observer = asyncio.create_task(run.observe_forever())
        try:
            yield run
        finally:
            observer.cancel()
            await asyncio.gather(observer, return_exceptions=True)


async def strike(run: Run, fault: Fault) -> None:
    """Let a fault strike, and measure how long until everything accepted before its end has taken effect."""
    began = run.elapsed
    run.stage.ordered = fault.keeps_order
    did = await fault.strike(run)
    await run.passed(RECOVERY_SECONDS)
    run.stage.ordered = True
    struck = Strike(began, fault.name, fault.kills, did, run.elapsed - began)
    run.strikes.append(struck)
    run.say(f"{struck.at:7.1f} s  {struck.name:<28} {struck.did}; recovered after {struck.recovery:.1f} s")
