"""``essaim ledger import-fec``, ``archive`` and ``archive-check``: books that come from elsewhere, and books put away."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from essaim.cli.commands.asking import State, fail
from essaim.cli.commands.ledger import Partner, Token, Url, service_of
from essaim.cli.local.state import DIRECTORY

if TYPE_CHECKING:
    from essaim.cli.transfer_client import TransferClient

Entity = Annotated[str, typer.Option("--entity", metavar="SIREN", help="Whose books: nine digits.")]
REFUSED = 1


class ImportMode(StrEnum):
    """What becomes of the file."""

    OPENING = "opening"
    ENTRIES = "entries"


def import_fec(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="SIRENFECAAAAMMJJ.txt")],
    entity: Entity,
    mode: Annotated[
        ImportMode, typer.Option("--mode", help="Opening balances of the year after, or all entries of its own year.")
    ] = ImportMode.OPENING,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    url: Url = None,
    token: Token = None,
    partner: Partner = "coopilote",
    state: State = DIRECTORY,
) -> None:
    """Import another software's FEC. 0: done, or acceptable with --dry-run; 1: refused."""
    from essaim.cli.accounting_client import AccountingError
    from essaim.cli.fec_plan import import_line, plan_lines
    from essaim.cli.transfer_client import progress_line

    client, tell = _client(url, token, partner, state), progress_line()
    try:
        sent = client.send_fec(file, entity, mode.value, dry_run, tell)
        over = sent if dry_run else client.watch_import(str(sent["id"]), tell)
    except AccountingError as error:
        tell("")
        fail(str(error), REFUSED)
    tell("")
    if dry_run:
        typer.echo("\n".join(plan_lines(sent)))
        raise typer.Exit(0 if sent["acceptable"] else REFUSED)
    typer.echo(import_line(over))
    raise typer.Exit(0 if over["status"] == "DONE" else REFUSED)


def archive(
    entity: Entity,
    year: Annotated[int, typer.Option("--year", help="The financial year, by the civil year in which it closes.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", file_okay=False, help="Where the file goes.")] = Path(),
    url: Url = None,
    token: Token = None,
    partner: Partner = "coopilote",
    state: State = DIRECTORY,
) -> None:
    """Seal the archive of a closed financial year, and fetch it. The same year gives the same file."""
    from essaim.cli.accounting_client import AccountingError

    client = _client(url, token, partner, state)
    try:
        made = client.make_archive(entity, year)
        out.mkdir(parents=True, exist_ok=True)
        path = client.fetch_archive(made, out)
    except (AccountingError, OSError) as error:
        fail(str(error), REFUSED)
    books, payments = made["keep_until"], made["payments_until"]
    typer.echo(f"{path}  {made['size']} octets, SHA-256 {made['sha256']}")
    typer.echo(f"à conserver : livres jusqu'au {books}, données de paiement jusqu'au {payments}")


def archive_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive; no service is needed.")],
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="FILE", help="The archive of the year before.")
    ] = None,
) -> None:
    """Verify an archive: hashes, chain, FEC, balances. 0: intact; 1: altered; 2: it cannot be read."""
    from essaim.cli.archive_check import archive_check as check

    raise typer.Exit(check(file, previous))


def _client(url: str | None, token: str | None, partner: str, state: Path) -> "TransferClient":
    from essaim.cli.transfer_client import TransferClient

    return TransferClient(*service_of(url, token, partner, state))
