"""``make bench``: run every measurement on a private broker and print the table."""

import tempfile
from pathlib import Path

import uvloop

from essaim.cli.local.broker import LocalBroker
from tests.bench import bench_events, bench_latency
from tests.bench.harness import Bench
from tests.bench.toys import COMMANDED, LISTENING, SUBSCRIPTIONS

MEASUREMENTS = (bench_latency, bench_events)


async def main() -> None:
    """Measure one after the other."""
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        directory = Path(name)
        async with LocalBroker(directory / "broker", (COMMANDED, LISTENING), SUBSCRIPTIONS) as broker:
            bench = Bench(directory, broker)
            for one in MEASUREMENTS:
                print(f"measuring: {(one.__doc__ or one.__name__).splitlines()[0]}", flush=True)
                await one.measure(bench)
            bench.print()


if __name__ == "__main__":
    # The loop that uvicorn runs the services on; the floor gets it too.
    uvloop.run(main())
