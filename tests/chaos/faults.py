"""The faults. Each strikes once, brings back what it broke, and says in one line what it did."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

import httpx

from essaim.cli.local.broker import LocalBroker
from tests.chaos import traps
from tests.chaos.run import LOOSE, Fault, Run
from tests.chaos.stage import ChaosError

WHILE_AWAY = 20
"""Commands that must be accepted while a part is away, before it comes back."""
SECONDS = 60.0
REBUILD_SECONDS = 240.0
"""The lease of the killed one has to end first, then the whole log is read, under load."""


class Killed:
    """``kill -9`` of one replica."""

    kills = True
    keeps_order = True

    def __init__(self, replica: str) -> None:
        self._replica = replica
        self.name = f"kill -9 {replica.split('-')[0]}"

    async def strike(self, run: Run) -> str:
        """Kill it and start it again."""
        await run.stage.kill9(self._replica)
        await run.stage.start(self._replica)
        return f"{self._replica} killed and started again"


class Trapped:
    """A replica that kills itself at a place that a kill from outside hardly ever meets."""

    kills = True
    keeps_order = True

    def __init__(self, replica: str, trap: str) -> None:
        self._replica, self._trap = replica, trap
        self.name = f"{replica.split('-')[0]} dies {trap}"

    async def strike(self, run: Run) -> str:
        """Set the trap, wait until the load has sprung it, and start the replica again."""
        run.stage.trap(self._replica, self._trap)
        await run.stage.gone(self._replica)
        await run.stage.start(self._replica)
        return f"{self._replica} died {self._trap} and was started again"


class BrokerKilled:
    """The broker is killed and restarted under load."""

    name = "kill -9 broker"
    kills = True
    keeps_order = False
    """What it had handed out comes again, after newer ones of its backlog: seen in every second run on 3.10."""

    def __init__(self, broker: LocalBroker) -> None:
        self._broker = broker

    async def strike(self, run: Run) -> str:
        """Kill it, see that commands are still accepted, and start it again."""
        await self._broker.crash()
        await run.flows(WHILE_AWAY, SECONDS)
        await self._broker.start()
        return f"the broker killed, {WHILE_AWAY} commands accepted without it, and started again"


class BrokerAway:
    """The broker is stopped in order and stays away while commands go on."""

    name = "broker away"
    kills = False
    keeps_order = True

    def __init__(self, broker: LocalBroker, commands: int) -> None:
        self._broker, self._commands = broker, commands

    async def strike(self, run: Run) -> str:
        """Stop it, wait for so many accepted commands, start it."""
        await self._broker.stop()
        await run.flows(self._commands, SECONDS)
        backlog = run.ledger.outstanding_count()
        await self._broker.start()
        return (
            f"the broker stopped, {self._commands} commands accepted without it, a backlog of {backlog} left to drain"
        )


class DatabaseKilled:
    """The database server of the listener is killed and restarted."""

    name = "kill -9 database"
    kills = True
    keeps_order = True

    async def strike(self, run: Run) -> str:
        """Kill it, see that commands are still accepted, and start it again."""
        if run.stage.database is None:
            raise ChaosError("there is no database server on this stage")
        await run.stage.database.kill9()
        await run.flows(WHILE_AWAY, SECONDS)
        await run.stage.database.restart()
        return f"the listener's database killed, {WHILE_AWAY} commands accepted meanwhile, and started again"


class RebuildKilled:
    """Copies are made anew under load, and the replica that makes them is killed in the middle of it."""

    name = "kill -9 rebuild"
    kills = True
    keeps_order = True

    async def strike(self, run: Run) -> str:
        """Ask for it, kill the replica once it is at work, start it again, and wait until it is done."""
        stage = run.stage
        headers = {"Authorization": f"Bearer {stage.ops_token}"}
        async with httpx.AsyncClient(base_url=stage.replicas["tally-1"].url, headers=headers, trust_env=False) as http:
            asked = (await http.post("/v1/replays", json={"kind": "REBUILD"})).raise_for_status().json()
            await self._reached(http, asked["id"], "RUNNING")
            await stage.kill9("tally-1")
            await stage.start("tally-1")
            done = await self._reached(http, asked["id"], "DONE")
        return f"tally-1 killed while it made copies anew, started again; {done['taken']} events, then {done['copies']}"

    async def _reached(self, http: httpx.AsyncClient, id_: str, status: str) -> dict[str, Any]:
        async with asyncio.timeout(REBUILD_SECONDS):
            while True:
                found: dict[str, Any] = (await http.get(f"/v1/replays/{id_}")).raise_for_status().json()
                if found["status"] == "FAILED":
                    raise ChaosError(f"the rebuild failed: {found['error']}")
                if found["status"] in (status, "DONE"):
                    return found
                await asyncio.sleep(0.05)


class Repeated:
    """Deliveries that come again, newest first, with the same ids."""

    name = "duplicates"
    kills = False
    keeps_order = True

    async def strike(self, run: Run) -> str:
        """Publish the last seconds once more."""
        count = await run.noise.repeat(100)
        if count == 0:
            raise ChaosError("there was nothing to repeat")
        return f"{count} events published again, newest first"


class Shuffled:
    """First deliveries that come out of order."""

    name = "out of order"
    kills = False
    keeps_order = True

    def __init__(self) -> None:
        self._times = 0

    async def strike(self, run: Run) -> str:
        """The first twenty events of an account's history, shuffled."""
        self._times += 1
        await run.noise.shuffled(run.account(f"{LOOSE}shuffled-{self._times}"), 20)
        return "20 events of a new account published in no order"


class Poisoned:
    """Messages that cannot be handled, between those that can."""

    name = "poison"
    kills = False
    keeps_order = True

    async def strike(self, run: Run) -> str:
        """One of each kind."""
        return f"{await run.noise.poisoned()} messages that nobody can digest"


class Slow:
    """A subject whose events take long must not hold up the others."""

    name = "slow subject"
    kills = False
    keeps_order = True
    _COMMANDS, _PAUSE_MS = 5, 300

    async def strike(self, run: Run) -> str:
        """A few slow events; others must have their effect before the last of them."""
        before = run.ledger.effect_count
        slow = asyncio.create_task(self._slow(run))
        await run.flows(WHILE_AWAY, SECONDS)
        await slow
        taken = run.ledger.effect_count - before
        if taken <= self._COMMANDS:
            raise ChaosError(f"only {taken} events took effect beside a slow subject")
        return f"{self._COMMANDS} events that take {self._PAUSE_MS} ms each; {taken} took effect meanwhile"

    async def _slow(self, run: Run) -> None:
        for _ in range(self._COMMANDS):
            await run.load.command(run.account("slow"), pause_ms=self._PAUSE_MS)
        await run.passed(SECONDS)


class Retried:
    """Events whose handler fails at first and is tried again from the ladder."""

    name = "second tries"
    kills = False
    keeps_order = True
    _COMMANDS = 10

    async def strike(self, run: Run) -> str:
        """A few events that need a second try."""
        for _ in range(self._COMMANDS):
            await run.load.command(run.account(f"{LOOSE}failing"), fails_once=True)
        return f"{self._COMMANDS} events that need a second try"


class Rolled:
    """A rolling restart: two replicas, one of them stopped by SIGTERM and started again, then the other."""

    kills = False

    def __init__(self, service: str) -> None:
        self._service = service
        self.keeps_order = service != "tally"
        self.name = f"rolling restart of {service}"

    async def strike(self, run: Run) -> str:
        """Begins and ends with the first replica alone."""
        first, second = f"{self._service}-1", f"{self._service}-2"
        await run.stage.start(second)
        await run.stage.terminate(first)
        await run.stage.start(first)
        await run.stage.terminate(second)
        return f"{second} started, {first} stopped by SIGTERM and started again, {second} stopped"


def every_fault(broker: LocalBroker, *, database: bool, backlog: int) -> Mapping[str, Fault]:
    """All faults of a stage with one broker, by name."""
    faults: list[Fault] = [
        Killed("teller-1"),
        Killed("tally-1"),
        Trapped("teller-1", traps.AFTER_PUBLISH),
        Trapped("teller-1", traps.BEFORE_ANSWER),
        Trapped("tally-1", traps.BETWEEN_EFFECTS),
        Trapped("tally-1", traps.BEFORE_ACK),
        BrokerKilled(broker),
        BrokerAway(broker, backlog),
        RebuildKilled(),
        Repeated(),
        Shuffled(),
        Poisoned(),
        Slow(),
        Retried(),
        Rolled("teller"),
        Rolled("tally"),
    ]
    if database:
        faults.append(DatabaseKilled())
    return {fault.name: fault for fault in faults}


def chosen(faults: Mapping[str, Fault], kills: int, seed: int) -> list[Fault]:
    """Faults until so many have killed, in an order that the seed decides: each once before any comes again."""
    chance = random.Random(seed)
    result: list[Fault] = []
    while kills > 0:
        turn = list(faults.values())
        chance.shuffle(turn)
        for fault in turn:
            result.append(fault)
            kills -= fault.kills
            if kills <= 0:
                break
    return result
