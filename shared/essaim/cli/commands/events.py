"""``essaim events``: what passes on the bus."""

from typing import Annotated

import typer

from essaim.cli.commands.asking import AmqpUrl, State, bus, fail, run
from essaim.cli.local.state import DIRECTORY

app = typer.Typer(no_args_is_help=True, help="What passes on the bus.")


@app.command("tail")
def events_tail(
    amqp_url: AmqpUrl = None,
    start: Annotated[str, typer.Option("--from", help="first, last, next, an offset, or an instant.")] = "next",
    types: Annotated[str, typer.Option("--types", help="A pattern such as 'accounting.invoice_*'.")] = "*",
    personal: Annotated[bool, typer.Option("--personal", help="Personal events too, from now on.")] = False,
    whole: Annotated[bool, typer.Option("--json", help="Whole envelopes, one a line.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="End after so many.")] = None,
    state: State = DIRECTORY,
) -> None:
    """Print events as they pass, until Ctrl-C."""
    from essaim.cli import events

    try:
        offset = events.parse_offset(start)
    except ValueError as error:
        fail(str(error))
    url = bus(amqp_url, state)
    run(events.print_tail(url, start=offset, types=types, personal=personal, whole=whole, limit=limit))
