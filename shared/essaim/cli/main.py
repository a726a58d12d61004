"""The command line. Each command imports what it needs when it runs, so that a small one stays quick."""

import asyncio
import re
import sys
from collections.abc import Coroutine
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from essaim.cli.local.state import DIRECTORY

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Essaim: run it, look into it, put it right.")
events_app = typer.Typer(no_args_is_help=True, help="What passes on the bus.")
letters_app = typer.Typer(no_args_is_help=True, help="What could not be handled.")
contracts_app = typer.Typer(no_args_is_help=True, help="The committed schemas of the events.")
topology_app = typer.Typer(no_args_is_help=True, help="The bus: exchanges, queues, users, permissions.")
app.add_typer(events_app, name="events")
app.add_typer(letters_app, name="dead-letters")
app.add_typer(contracts_app, name="contracts")
app.add_typer(topology_app, name="topology")

Result = TypeVar("Result")
State = Annotated[Path, typer.Option("--state", help="Directory of the local suite.")]
AmqpUrl = Annotated[
    str | None, typer.Option("--amqp-url", envvar="AMQP_URL", help="The bus; otherwise that of `essaim up`.")
]
SCHEMAS = Path("shared/schemas")
Schemas = Annotated[Path, typer.Option("--directory", help="Where the schemas are committed.")]
Inbox = Annotated[str, typer.Argument(help="<partner>.<service>, for instance coopilote.accounting")]
Ids = Annotated[list[str] | None, typer.Argument(help="Message ids.")]
All = Annotated[bool, typer.Option("--all", help="Every letter of this inbox.")]


@app.command()
def up(
    state: State = DIRECTORY,
    detach: Annotated[bool, typer.Option("--detach", help="Return when everything is ready.")] = False,
) -> None:
    """Run the suite on this machine: broker, mail sink, four services."""
    from essaim.cli import up as command

    try:
        if detach:
            typer.echo(command.summary(command.up(state), state))
        else:
            raise typer.Exit(command.foreground(state))
    except command.UpError as error:
        _fail(str(error))


@app.command()
def down(state: State = DIRECTORY) -> None:
    """Stop the suite that `up` started; its data stays."""
    from essaim.cli import up as command

    try:
        stopped = command.down(state)
    except command.UpError as error:
        _fail(str(error))
    typer.echo(f"stopped: {', '.join(stopped)}" if stopped else f"nothing runs in {state}")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def demo(context: typer.Context) -> None:
    """Play a school year through the four services, and end."""
    from essaim.cli.demo.command import run

    raise typer.Exit(run(context.args))


class Role(StrEnum):
    """The roles that the services know."""

    STUDENT = "student"
    COACH = "coach"
    COORDINATOR = "coordinator"
    CAE_OFFICER = "cae_officer"
    ACCOUNTANT = "accountant"
    TEACHER = "teacher"
    OPS = "ops"


@app.command()
def token(
    role: Annotated[Role, typer.Option("--role")],
    partner: Annotated[str, typer.Option("--partner", help="For instance coopilote.")],
    sub: Annotated[str | None, typer.Option("--sub", help="Who; local-<role> unless said otherwise.")] = None,
    group: Annotated[list[str] | None, typer.Option("--group", help="A group of theirs; may be repeated.")] = None,
    hours: Annotated[float, typer.Option("--hours", min=0.01, max=24 * 31)] = 12,
    state: State = DIRECTORY,
) -> None:
    """Print a bearer token that the local suite accepts."""
    from essaim.cli.local.keys import LocalIssuer

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", partner):
        _fail(f"{partner!r} is no partner id: small letters, digits and dashes, for instance coopilote")
    issuer = LocalIssuer(state / "keys")
    typer.echo(issuer.issue_token(sub or f"local-{role.value}", partner, [role.value], group or [], int(hours * 3600)))


@events_app.command("tail")
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
        _fail(str(error))
    url = _bus(amqp_url, state)
    _run(events.print_tail(url, start=offset, types=types, personal=personal, whole=whole, limit=limit))


@letters_app.command("list")
def letters_list(inbox: Inbox, amqp_url: AmqpUrl = None, state: State = DIRECTORY) -> None:
    """One line for each letter, oldest first: id, type, attempts, when, why."""
    from essaim.cli import dead_letters

    letters = _run(dead_letters.list_letters(_bus(amqp_url, state), inbox))
    for letter in letters:
        typer.echo(letter.line())
    typer.echo(f"{len(letters)} dead letters in {inbox}.dead", err=True)


@letters_app.command("show")
def letters_show(
    inbox: Inbox, id_: Annotated[str, typer.Argument(metavar="ID")], amqp_url: AmqpUrl = None, state: State = DIRECTORY
) -> None:
    """Everything about one letter, as JSON."""
    from essaim.cli import dead_letters

    letters = _run(dead_letters.list_letters(_bus(amqp_url, state), inbox))
    found = [letter.whole() for letter in letters if letter.id == id_]
    if not found:
        _fail(f"there is no dead letter {id_} in {inbox}.dead")
    for one in found:
        typer.echo(one)


@letters_app.command("replay")
def letters_replay(
    inbox: Inbox, ids: Ids = None, every: All = False, amqp_url: AmqpUrl = None, state: State = DIRECTORY
) -> None:
    """Give letters back to the inbox."""
    from essaim.cli import dead_letters

    _each(dead_letters.replay(_bus(amqp_url, state), inbox, _chosen(ids, every)), "given back")


@letters_app.command("discard")
def letters_discard(
    inbox: Inbox, ids: Ids = None, every: All = False, amqp_url: AmqpUrl = None, state: State = DIRECTORY
) -> None:
    """Drop letters for ever."""
    from essaim.cli import dead_letters

    _each(dead_letters.discard(_bus(amqp_url, state), inbox, _chosen(ids, every)), "dropped")


@contracts_app.command("write")
def contracts_write(directory: Schemas = SCHEMAS) -> None:
    """Write the schemas and the catalogue anew."""
    from essaim.contracts import catalogue

    for name in catalogue.write_all(directory):
        typer.echo(f"written: {directory / name}")


@contracts_app.command("check")
def contracts_check(directory: Schemas = SCHEMAS) -> None:
    """Fail when the committed schemas differ from the code, or a change would break an old reader."""
    from essaim.contracts import catalogue

    problems = catalogue.check_all(directory)
    for problem in problems:
        typer.echo(str(problem))
    raise typer.Exit(1 if problems else 0)


@topology_app.command("render")
def topology_render(
    passwords: Annotated[Path, typer.Option("--passwords", help="A JSON object: broker user → password.")],
    deployment: Annotated[list[str] | None, typer.Option("--deployment", help="<partner>.<service>; repeat.")] = None,
    reader: Annotated[list[str] | None, typer.Option("--reader", help="An integrator's user; repeat.")] = None,
) -> None:
    """Print RabbitMQ's definitions.json; it holds password hashes: keep it secret."""
    from essaim.cli.render import render

    try:
        typer.echo(render(passwords, deployment or [], reader or []))
    except (ValueError, OSError) as error:
        _fail(str(error))


def _bus(amqp_url: str | None, state: Path) -> str:
    from essaim.cli.local.state import read_state

    if amqp_url:
        return amqp_url
    running = read_state(state)
    if running is None:
        _fail(f"no suite runs in {state}; give --amqp-url or start one with `essaim up`")
    return running.ops_url


def _chosen(ids: list[str] | None, every: bool) -> list[str] | None:
    if bool(ids) == every:
        _fail("name letters by their ids, or say --all")
    return None if every else ids


def _each(work: Coroutine[Any, Any, list[str]], what: str) -> None:
    try:
        done = _run(work)
    except KeyError as error:
        _fail(f"nothing was done: there is no dead letter {error.args[0]}")
    for id_ in done:
        typer.echo(f"{id_} {what}")


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run work on the bus; what the broker refuses, or its silence, ends the command with one line."""
    from aio_pika.exceptions import AMQPError

    try:
        return asyncio.run(work)
    except (AMQPError, OSError) as error:
        _fail(f"the broker says no, or nothing: {error}")
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(1)


if __name__ == "__main__":
    app()
