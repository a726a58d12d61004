"""``essaim topology``: exchanges, queues, users and permissions of the bus."""

from pathlib import Path
from typing import Annotated

import typer

from essaim.cli.commands.asking import fail

app = typer.Typer(no_args_is_help=True, help="The bus: exchanges, queues, users, permissions.")


@app.callback()
def topology() -> None:
    """The bus: exchanges, queues, users, permissions."""


@app.command("render")
def topology_render(
    passwords: Annotated[Path, typer.Option("--passwords", help="A JSON object: broker user → password.")],
    deployment: Annotated[list[str] | None, typer.Option("--deployment", help="<partner>.<service>; repeat.")] = None,
    integrator: Annotated[
        list[str] | None, typer.Option("--integrator", help="name=type,type: a queue integrator.<name>; repeat.")
    ] = None,
    reader: Annotated[list[str] | None, typer.Option("--reader", help="A user who reads only the log; repeat.")] = None,
) -> None:
    """Print RabbitMQ's definitions.json; it holds password hashes: keep it secret."""
    from essaim.cli.render import render

    try:
        typer.echo(render(passwords, deployment or [], integrator or [], reader or []))
    except (ValueError, OSError) as error:
        fail(str(error))
