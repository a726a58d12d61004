"""``make bench``: run the measurements on a private broker and print the table.

``python -m tests.bench relay consumer`` runs only these; ``--json FILE`` keeps the figures, and draws them beside it.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from types import ModuleType

import uvloop

from essaim.cli.local.broker import LocalBroker
from tests.bench import bench_consumer, bench_events, bench_latency, bench_relay, report
from tests.bench.bank import measure as bank
from tests.bench.documents import measure as documents
from tests.bench.enrolment import measure as enrolment
from tests.bench.harness import Bench, show
from tests.bench.ledger import measure as ledger
from tests.bench.toys import COMMANDED, LISTENING, SUBSCRIPTIONS

MEASUREMENTS: dict[str, ModuleType] = {
    one.NAME: one
    for one in (bench_relay, bench_consumer, bench_latency, bench_events, ledger, bank, documents, enrolment)
}


def arguments() -> argparse.Namespace:
    """The command line. An unknown name is refused with the list of those that there are."""
    lines = [f"  {name:10} {_subject(module)}" for name, module in MEASUREMENTS.items()]
    parser = argparse.ArgumentParser(
        "python -m tests.bench",
        description="Measure, against floors of the same run.",
        epilog="\n".join(["measurements:", *lines]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure; everything when none is given")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the figures there, and a chart beside it (.svg)"
    )
    found = parser.parse_args()
    unknown = [name for name in found.names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}")
    return found


def _subject(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0]


async def main(names: list[str], json_file: Path | None) -> None:
    """Measure one after the other."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        directory = Path(name)
        async with LocalBroker(directory / "broker", (COMMANDED, LISTENING), SUBSCRIPTIONS) as broker:
            bench = Bench(directory, broker)
            machine = await report.machine(bench)
            for one in names or MEASUREMENTS:
                print(f"{one}: {_subject(MEASUREMENTS[one])}", flush=True)
                await MEASUREMENTS[one].measure(bench)
    show(bench.rows, f"Essaim bench — {', '.join(machine.values())} — {time.monotonic() - began:.0f} s")
    if json_file is not None:
        await asyncio.to_thread(report.write, json_file, bench.rows, machine)
        print(f"written: {json_file} and {json_file.with_suffix('.svg')}")


if __name__ == "__main__":
    options = arguments()
    # The loop that uvicorn runs the services on; the floor and the peers that have a loop get it too.
    uvloop.run(main(options.names, options.json))
