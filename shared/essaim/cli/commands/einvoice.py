"""``essaim einvoice``: electronic invoices of any maker, looked at without a service."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Electronic invoices (Factur-X, CII, UBL), looked at without a service.")
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF or XML, of any software.")]


@app.callback()
def einvoice() -> None:
    """Electronic invoices (Factur-X, CII, UBL), looked at without a service."""


@app.command("check")
def check(
    files: Files, json: Annotated[bool, typer.Option("--json", help="Everything as one JSON list.")] = False
) -> None:
    """Check invoices: XML schema, EN 16931 and the French rules. 0: all conforming; 1: one is not; 2: one cannot be read."""
    from essaim.cli.einvoice_report import einvoice_check

    raise typer.Exit(einvoice_check(files, as_json=json))


@app.command("show")
def show(file: Annotated[Path, typer.Argument(metavar="FILE", help="PDF or XML, of any software.")]) -> None:
    """Print what an invoice says, to the last line. 0: printed; 2: it cannot be read."""
    from essaim.cli.einvoice_report import einvoice_show

    raise typer.Exit(einvoice_show(file))
