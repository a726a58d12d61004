"""``essaim replay``: have a service read the log of all events again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from essaim.cli.commands.asking import State, fail
from essaim.cli.local.state import DIRECTORY

if TYPE_CHECKING:
    from essaim.cli.replays import ReplayClient, Shown

app = typer.Typer(no_args_is_help=True, help="Have a service read the log of all events again.")
Service = Annotated[str, typer.Argument(help="A service of the suite that runs here; with --url any name.")]
Url = Annotated[
    str | None, typer.Option("--url", help="Where the service answers, if not in the suite that runs here.")
]
Token = Annotated[
    str | None,
    typer.Option("--token", envvar="ESSAIM_TOKEN", help="A token of the role ops; else one of the local key."),
]
Detach = Annotated[bool, typer.Option("--detach", help="Return at once; `show` tells how far it is.")]
ReplayId = Annotated[str, typer.Argument(metavar="ID")]


@app.command("catch-up")
def catch_up(
    service: Service,
    start: Annotated[str, typer.Option("--from", help="first, an offset, or an instant with its time zone.")],
    detach: Detach = False,
    url: Url = None,
    token: Token = None,
    state: State = DIRECTORY,
) -> None:
    """Every event since a point, as if it came now: for a new deployment. What took effect before does not again."""
    _ask(_client(service, url, token, state), "CATCH_UP", start, detach)


@app.command("rebuild")
def rebuild(
    service: Service, detach: Detach = False, url: Url = None, token: Token = None, state: State = DIRECTORY
) -> None:
    """Make the service's copies of others' data anew; nobody is told anything, and its inbox rests meanwhile."""
    _ask(_client(service, url, token, state), "REBUILD", "first", detach)


@app.command("show")
def show(service: Service, id_: ReplayId, url: Url = None, token: Token = None, state: State = DIRECTORY) -> None:
    """How far a replay is."""
    _tell(_done(lambda client: client.show(id_), _client(service, url, token, state)))


@app.command("list")
def list_replays(service: Service, url: Url = None, token: Token = None, state: State = DIRECTORY) -> None:
    """The newest replays of a service."""
    from essaim.cli.replays import ReplayError

    try:
        for one in _client(service, url, token, state).recent():
            _tell(one)
    except ReplayError as error:
        fail(str(error))


@app.command("cancel")
def cancel(service: Service, id_: ReplayId, url: Url = None, token: Token = None, state: State = DIRECTORY) -> None:
    """Stop a replay where it is; what it has done stays done."""
    _tell(_done(lambda client: client.cancel(id_), _client(service, url, token, state)))


def _ask(client: "ReplayClient", kind: str, start: str, detach: bool) -> None:
    asked = _done(lambda one: one.ask(kind, start), client)
    if detach:
        _tell(asked)
        return
    over = _done(lambda one: one.watch(str(asked["id"]), _tell_progress), client)
    _tell(over)
    raise typer.Exit(0 if over["status"] == "DONE" else 1)


def _done(work: Callable[["ReplayClient"], "Shown"], client: "ReplayClient") -> "Shown":
    from essaim.cli.replays import ReplayError

    try:
        return work(client)
    except ReplayError as error:
        fail(str(error))


def _client(service: str, url: str | None, token: str | None, state: Path) -> "ReplayClient":
    from essaim.cli.local.keys import LocalIssuer
    from essaim.cli.local.state import read_state
    from essaim.cli.replays import ReplayClient

    if url is None:
        running = read_state(state)
        if running is None:
            fail(f"no suite runs in {state}; give --url or start one with `essaim up`")
        if service not in running.services:
            fail(f"{service!r} does not run here; there are {', '.join(sorted(running.services))}")
        url = running.services[service].url
    return ReplayClient(url, token or LocalIssuer(state / "keys").issue_token("local-ops", "ops", ["ops"], [], 3600))


def _tell(one: "Shown") -> None:
    from essaim.cli.replays import line

    typer.echo(line(one))


def _tell_progress(one: "Shown") -> None:
    from essaim.cli.replays import line

    if one["ended_at"] is None:
        typer.echo(line(one), err=True)
