"""Holds a suite together in the background until SIGTERM: ``python -m essaim.cli.local.supervisor --state .essaim``.

Writes ``supervisor.json`` at once, ``state.json`` when everything is ready, and removes both at the end.
A service that ends by itself is started again, and the log says so.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

from essaim.cli.local.processes import LaunchError
from essaim.cli.local.state import (
    Holder,
    ServiceState,
    SuiteState,
    holder_file,
    own_ticks,
    state_file,
    write_holder,
    write_state,
)
from essaim.cli.local.suite import LocalSuite

WATCH_SECONDS = 1.0


async def supervise(directory: Path) -> None:
    """Run the suite until a signal comes. LaunchError when it does not start."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_, ended.set)
    suite = LocalSuite(directory, usual_ports=True, catalogue=True, progress=lambda line: print(line, flush=True))
    starting = asyncio.create_task(suite.start())
    waiting = asyncio.create_task(ended.wait())
    await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if ended.is_set():
        starting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await starting
        await suite.stop()
        return
    waiting.cancel()
    await starting
    try:
        write_state(directory, describe(suite))
        await _watch(suite, ended)
    finally:
        state_file(directory).unlink(missing_ok=True)
        await suite.stop()


def describe(suite: LocalSuite) -> SuiteState:
    """The state of a suite that runs in this process."""
    services = {
        name: ServiceState(
            service.deployment.partner,
            service.deployment.service,
            service.url,
            service.process.pid,
            round(service.start_seconds, 2),
            service.resident_bytes,
        )
        for name, service in suite.services.items()
    }
    return SuiteState(
        holder=Holder(os.getpid(), own_ticks()),
        broker=suite.broker.kind,
        ops_url=suite.broker.ops_url,
        smtp_port=suite.smtp_port,
        mails=str(suite.mails),
        services=services,
        pids=suite.pids(),
        catalogue=suite.catalogue.url if suite.catalogue else None,
    )


async def _watch(suite: LocalSuite, ended: asyncio.Event) -> None:
    while not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), WATCH_SECONDS)
        for service in suite.services.values():
            if not ended.is_set() and not service.process.running:
                print(f"{service.name} ended with {service.process.exit_code}: starting it again", flush=True)
                with contextlib.suppress(LaunchError):
                    await service.start()
                    write_state(suite.directory, describe(suite))
        if suite.catalogue and not ended.is_set() and not suite.catalogue.process.running:
            print("the event catalogue ended: serving it again", flush=True)
            suite.catalogue.process.start()


def main() -> None:
    """The command line. Exit code 1 when the suite does not start."""
    parser = argparse.ArgumentParser(description="Hold a local suite together")
    parser.add_argument("--state", type=Path, required=True)
    directory: Path = parser.parse_args().state.resolve()
    write_holder(directory, Holder(os.getpid(), own_ticks()))
    try:
        asyncio.run(supervise(directory))
    except LaunchError as error:
        print(error, flush=True)
        sys.exit(1)
    finally:
        holder_file(directory).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
