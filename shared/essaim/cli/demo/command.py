"""``essaim demo``: start a suite of our own, play the year, print what came of it, stop everything.

Exit codes: 0 it went well, 1 it failed (the step, the service and its last log lines are printed), 2 wrong usage,
130 interrupted.
"""

import asyncio
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.markup import escape

from essaim.cli.demo.display import ConsoleDisplay, make_console
from essaim.cli.demo.documents import documents_in
from essaim.cli.demo.observer import Observer
from essaim.cli.demo.outputs import Output, OutputError
from essaim.cli.demo.steps import Journal, StepFailedError
from essaim.cli.demo.story import play
from essaim.cli.demo.summary import build_summary, failure_summary, write_summary
from essaim.cli.demo.tables import print_summary
from essaim.cli.demo.target import SECOND_ENROLMENT, Target, TargetError, local_target, running_target
from essaim.cli.demo.world import REQUEST_SECONDS, World
from essaim.cli.local.processes import LaunchError, eventually
from essaim.cli.local.suite import DEFAULT_DEPLOYMENTS, LocalSuite

INTERRUPTED = 130
ENDING_SECONDS = 1.0
OUTPUT = Path("demo-output")


@dataclass(frozen=True)
class Options:
    """The command line. ``against`` empty: start a suite of our own."""

    output: Path
    keep: bool = False
    against: Sequence[str] = ()
    signing_key: Path | None = None
    amqp_url: str | None = None
    mails: Path | None = None


@dataclass
class _Run:
    """What a run has come to so far, so that a failure can be told wherever it happens."""

    options: Options
    output: Output
    console: Console
    display: ConsoleDisplay
    journal: Journal
    world: World | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    last_words: list[str] = field(default_factory=list)
    """What the service of a failed step said last, taken down before everything is stopped."""


app = typer.Typer(add_completion=False)


@app.command()
def demo(
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="SERVICE=URL", help="Play against a running suite: once per service."),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep databases, broker data and logs, and say where.")] = False,
    output: Annotated[Path, typer.Option("--output", help="Where to put what the year produces.")] = OUTPUT,
    signing_key: Annotated[
        Path | None, typer.Option("--signing-key", help="With --against: the key.pem that signs tokens.")
    ] = None,
    amqp_url: Annotated[str | None, typer.Option("--amqp-url", help="With --against: the bus, as ops.")] = None,
    mails: Annotated[
        Path | None, typer.Option("--mails", help="With --against: the directory where its mail sink keeps mails.")
    ] = None,
) -> None:
    """Play a school year through the four services, and end."""
    options = Options(output, keep, against or (), signing_key, amqp_url, mails)
    raise typer.Exit(asyncio.run(_interruptible(options)))


def run(arguments: Sequence[str]) -> int:
    """The command with its arguments; its exit code."""
    try:
        app(list(arguments), prog_name="essaim demo")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


async def _interruptible(options: Options) -> int:
    """Ctrl-C and SIGTERM end the story where it is; what was started is stopped on the way out."""
    loop = asyncio.get_running_loop()
    story = asyncio.create_task(_tell(options))
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_, story.cancel)
    try:
        return await story
    except asyncio.CancelledError:
        print("interrupted; everything is stopped", file=sys.stderr)
        return INTERRUPTED


async def _tell(options: Options) -> int:
    console = make_console()
    display = ConsoleDisplay(console)
    run_ = _Run(options, Output(options.output), console, display, Journal(display))
    try:
        run_.output.prepare()
        with display:
            summary = await _started_and_played(run_)
    except (OutputError, TargetError) as error:
        console.print(f"[bold red]essaim demo:[/] {escape(str(error))}", soft_wrap=True)
        return 2
    except (StepFailedError, LaunchError) as error:
        _tell_failure(run_, error)
        return 1
    # Only now everything is there, the logs too.
    outputs = run_.output.produced(with_summary=True)
    summary |= {"outputs": outputs, "documents": documents_in(outputs)}
    write_summary(run_.output, summary)
    print_summary(console, summary, options.output)
    return 0


async def _started_and_played(run_: _Run) -> dict[str, object]:
    """Start the suite unless one runs, play, and collect; the summary."""
    options = run_.options
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        if options.against:
            target = running_target(options.against, options.signing_key, options.amqp_url, options.mails)
        else:
            target = await _start_suite(run_, stack)
        run_.seconds["start"] = time.monotonic() - began
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=REQUEST_SECONDS, trust_env=False))
        observer = None
        if target.amqp_url:
            observer = await stack.enter_async_context(Observer(target.amqp_url, run_.output.events))
        world = run_.world = World(target, observer, run_.journal, run_.output, http)
        told_from = time.monotonic()
        try:
            told = await play(world, http)
        except StepFailedError as error:
            run_.last_words = await _last_words(target, error.step.service)
            raise
        run_.seconds["story"] = time.monotonic() - told_from
        summary = build_summary(world, told, run_.journal.steps, run_.seconds)
    total = time.monotonic() - began
    return summary | {"seconds": {**summary["seconds"], "in all": round(total, 1)}}


async def _start_suite(run_: _Run, stack: AsyncExitStack) -> Target:
    directory = Path(tempfile.mkdtemp(prefix="essaim-demo-"))
    stack.callback(_put_away, run_, directory)
    deployments = (*DEFAULT_DEPLOYMENTS, SECOND_ENROLMENT)
    suite = LocalSuite(directory, deployments=deployments, clock="simulated", progress=run_.display.note)
    await stack.enter_async_context(suite)
    return local_target(suite)


def _put_away(run_: _Run, directory: Path) -> None:
    """Keep the logs with the output; remove the rest, unless it is to be kept."""
    for log in sorted((directory / "logs").glob("*.log")):
        shutil.copyfile(log, run_.output.path("logs", log.name))
    if run_.options.keep:
        run_.display.note(f"databases, broker data and logs are kept in {directory}")
    else:
        shutil.rmtree(directory, ignore_errors=True)


def _tell_failure(run_: _Run, error: StepFailedError | LaunchError) -> None:
    """The step, the service, why, and its last log lines."""
    print_ = run_.console.print
    write_summary(run_.output, failure_summary(run_.world, run_.journal.steps, error))
    if not isinstance(error, StepFailedError):
        print_(f"[bold red]The suite did not start:[/] {escape(str(error))}", soft_wrap=True)
        return
    step = error.step
    print_(
        f"\n[bold red]Failed at step {step.number}[/], service {step.service}: {escape(step.who)} {escape(step.what)}"
    )
    print_(f"  {escape(error.why)}", soft_wrap=True)
    for line in run_.last_words:
        print_(escape(line), soft_wrap=True)
    print_(f"\nWhat there is so far is in {run_.options.output}.", soft_wrap=True)


async def _last_words(target: Target, service: str) -> list[str]:
    """The last log lines of the service of a step, and of every service whose process has ended."""
    # A process that is killed closes its sockets a moment before it can be seen to have ended.
    await eventually(lambda: any(one.ended() for one in target.services.values()), ENDING_SECONDS)
    gone = [name for name, one in target.services.items() if one.ended()]
    lines = [f"  These processes have ended: {', '.join(gone)}"] if gone else []
    for name in dict.fromkeys((service, *gone)) if service in target.services else target.services:
        lines += ["", f"Last log lines of {name}:", target.services[name].log_tail()]
    return lines
