"""``essaim till``: the fiscal archive of a till, verified without a service."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Tills of market stalls: their archives, verified.")


@app.callback()
def till() -> None:
    """Tills of market stalls: their archives, verified."""


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of GET /v1/tills/{id}/export.")],
) -> None:
    """Verify seals, VAT, totals and closings of an archive, offline. 0: intact; 1: altered; 2: it cannot be read."""
    from essaim.cli.till_check import till_check

    raise typer.Exit(till_check(file))
