"""``essaim ledger``: the books as files, and whether they stand up to a look."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from essaim.cli.commands.asking import State, fail
from essaim.cli.local.state import DIRECTORY

if TYPE_CHECKING:
    from essaim.cli.accounting_client import AccountingClient

Url = Annotated[str | None, typer.Option("--url", help="Where accounting answers, if not in the suite that runs here.")]
Token = Annotated[
    str | None,
    typer.Option("--token", envvar="ESSAIM_TOKEN", help="A token of the role accountant; else one of the local key."),
]
Partner = Annotated[
    str,
    typer.Option("--partner", envvar="ACCOUNTING_PARTNER", help="With --url and no token: who operates the service."),
]
app = typer.Typer(no_args_is_help=True, help="The books as files, and whether they stand up to a look.")


@app.callback()
def ledger() -> None:
    """The books as files, and whether they stand up to a look."""


@app.command("fec-check")
def fec_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A FEC of any software; its name is checked too.")],
    json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    siren: Annotated[str | None, typer.Option("--siren", help="Whose file it should be: nine digits.")] = None,
    year_start: Annotated[
        datetime | None,
        typer.Option(
            "--year-start",
            formats=["%Y-%m-%d"],
            metavar="AAAA-MM-JJ",
            help="First day of a year that has not twelve months.",
        ),
    ] = None,
) -> None:
    """Check a FEC (LPF A47 A-1), more than the tax office's tool does. 0: conforming; 1: not; 2: it cannot be read."""
    from essaim.cli.fec_report import fec_check as check

    raise typer.Exit(check(file, as_json=json, siren=siren, year_start_on=year_start.date() if year_start else None))


@app.command("verify")
def verify(
    entity: Annotated[
        list[str] | None, typer.Option("--entity", metavar="SIREN", help="Whose books; all of the service otherwise.")
    ] = None,
    url: Url = None,
    token: Token = None,
    partner: Partner = "coopilote",
    state: State = DIRECTORY,
) -> None:
    """Walk the chain of the books to its end. 0: intact; 1: something is wrong, and where; 2: no answer."""
    from essaim.cli.ledger_files import verify as walk

    with closing(accounting(url, token, partner, state)) as client:
        raise typer.Exit(walk(client, tuple(entity or ())))


@app.command("fec")
def fec(
    entity: Annotated[str, typer.Option("--entity", metavar="SIREN", help="Whose books.")],
    year: Annotated[
        int, typer.Option("--year", help="The financial year, named after the civil year in which it ends.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")] = Path(),
    url: Url = None,
    token: Token = None,
    partner: Partner = "coopilote",
    state: State = DIRECTORY,
) -> None:
    """Write the FEC of a financial year, and its description. 0: written; 1: damaged on the way; 2: refused."""
    from essaim.cli.ledger_files import write_fec

    with closing(accounting(url, token, partner, state)) as client:
        raise typer.Exit(write_fec(client, entity, year, out))


def accounting(url: str | None, token: str | None, partner: str, state: Path) -> "AccountingClient":
    """The service that is meant: the one with this address, or that of the suite that runs here."""
    from essaim.cli.accounting_client import AccountingClient

    return AccountingClient(*service_of(url, token, partner, state))


def service_of(url: str | None, token: str | None, partner: str, state: Path) -> tuple[str, str]:
    """Where it answers, and a token for it."""
    from essaim.cli.local.keys import LocalIssuer
    from essaim.cli.local.state import read_state

    if url is None:
        running = read_state(state)
        if running is None:
            fail(f"no suite runs in {state}; give --url or start one with `essaim up`", 2)
        if "accounting" not in running.services:
            fail("no accounting runs here; give --url", 2)
        url, partner = running.services["accounting"].url, running.services["accounting"].partner
    own = token or LocalIssuer(state / "keys").issue_token("local-accountant", partner, ["accountant"], [], 3600)
    return url, own
