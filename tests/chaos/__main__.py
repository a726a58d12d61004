"""The long form: ``python -m tests.chaos --events 20000 --kills 20 [--seed N]``. Exit code 1 when anything is wrong."""

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from essaim.cli.local.broker import LocalBroker
from essaim.contracts.topology import RETRY_DELAYS
from essaim.kit.aggregate import LEASE
from tests.chaos.faults import chosen, every_fault
from tests.chaos.report import report
from tests.chaos.run import Fault, running, strike
from tests.chaos.stage import SUBSCRIPTIONS, TALLY, TELLER, ChaosError, Stage
from tests.chaos.verdict import problems, settle
from tests.support.chaos_database import own_server
from tests.support.mongo import MongoServer

ACCOUNTS = 40
BACKLOG = 500
"""Commands accepted while the broker is away."""


def say(line: str) -> None:
    """One line, at once: whoever waits for minutes wants to see something."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def break_everything(stage: Stage, faults: Sequence[Fault], events: int, seed: int) -> list[str]:
    """Load, faults at even distances, the report; returns what is wrong."""
    async with running(stage, stage.directory, name="long", seed=seed, say=say) as run:
        accounts = [run.account(f"a{n}") for n in range(ACCOUNTS)]
        ended = asyncio.Event()

        def more() -> bool:
            return run.ledger.sent_count < events or not ended.is_set()

        wrong: list[str] = []
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(run.load.run(accounts, more))
                for n, fault in enumerate(faults, 1):
                    await run.reached(events * n // (len(faults) + 1))
                    await strike(run, fault)
                ended.set()
            await settle(run, accounts)
        except* ChaosError as group_error:
            wrong += [str(error) for error in group_error.exceptions]
        with contextlib.suppress(ChaosError):
            for name in [name for name, one in stage.replicas.items() if one.process.running]:
                await stage.terminate(name)
        await run.observe()
        wrong += await problems(run)
        if left := await stage.waiting():
            wrong.append(f"{left} messages left in the inbox or on the ladder")
        await report(run, wrong, say)
        return wrong


async def play(directory: Path, database: MongoServer, options: argparse.Namespace) -> int:
    """Bring up the stage, and break it. Returns the exit code."""
    broker = LocalBroker(directory / "broker", (TELLER, TALLY), SUBSCRIPTIONS, given_url="")
    stage = Stage(
        directory,
        broker,
        delays=RETRY_DELAYS,
        lease_seconds=options.lease_seconds,
        tally_store=database.database_url(),
        database=database,
    )
    known = every_fault(broker, database=True, backlog=BACKLOG)
    faults = [known[name] for name in options.only or ()] or chosen(known, options.kills, options.seed)
    kills = sum(one.kills for one in faults)
    say(f"seed {options.seed}; {options.events} events, {len(faults)} faults with {kills} kills; {database.engine}")
    async with broker:
        try:
            await stage.start("teller-1", "tally-1")
            return 1 if await break_everything(stage, faults, options.events, options.seed) else 0
        finally:
            await stage.stop()


@contextlib.contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """The directory that was asked for, which stays, or one that goes."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="essaim-chaos-", ignore_cleanup_errors=True) as directory:
        yield Path(directory)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="Break everything for long, and count")
    parser.add_argument("--events", type=int, default=20_000, help="commands, each with one event (20000)")
    parser.add_argument("--kills", type=int, default=20, help="processes that end without warning (20)")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="decides order and amounts")
    parser.add_argument("--lease-seconds", type=float, default=LEASE.total_seconds(), help="30, as in production")
    parser.add_argument("--keep", type=Path, help="a new directory for databases, logs and the ledger, which stays")
    parser.add_argument("--only", action="append", help="this fault, to reproduce something; may be repeated")
    options = parser.parse_args()
    with workplace(options.keep) as directory, own_server() as database:
        sys.exit(asyncio.run(play(directory, database, options)))


if __name__ == "__main__":
    main()
