"""What several commands ask for, and how they end."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

Result = TypeVar("Result")
State = Annotated[Path, typer.Option("--state", help="Directory of the local suite.")]
AmqpUrl = Annotated[
    str | None, typer.Option("--amqp-url", envvar="AMQP_URL", help="The bus; otherwise that of `essaim up`.")
]


def bus(amqp_url: str | None, state: Path) -> str:
    """The AMQP URL that was given, or that of the suite that runs here."""
    from essaim.cli.local.state import read_state

    if amqp_url:
        return amqp_url
    running = read_state(state)
    if running is None:
        fail(f"no suite runs in {state}; give --amqp-url or start one with `essaim up`")
    return running.ops_url


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run work on the bus; what the broker refuses, or its silence, ends the command with one line."""
    from aio_pika.exceptions import AMQPError

    try:
        return asyncio.run(work)
    except BrokenPipeError:
        # The reader of our output has gone, not the broker.
        raise
    except (AMQPError, OSError) as error:
        fail(f"the broker says no, or nothing: {error}")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def fail(message: str, code: int = 1) -> NoReturn:
    """End with a line on standard error and an exit code."""
    typer.echo(message, err=True)
    sys.exit(code)
