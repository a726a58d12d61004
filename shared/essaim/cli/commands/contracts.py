"""``essaim contracts``: the committed schemas of the events."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The committed schemas of the events.")
SCHEMAS = Path("shared/schemas")
Schemas = Annotated[Path, typer.Option("--directory", help="Where the schemas are committed.")]


@app.command("write")
def contracts_write(directory: Schemas = SCHEMAS) -> None:
    """Write the schemas and the catalogue anew."""
    from essaim.contracts import catalogue

    for name in catalogue.write_all(directory):
        typer.echo(f"written: {directory / name}")


@app.command("check")
def contracts_check(directory: Schemas = SCHEMAS) -> None:
    """Fail when the committed schemas differ from the code, or a change would break an old reader."""
    from essaim.contracts import catalogue

    problems = catalogue.check_all(directory)
    for problem in problems:
        typer.echo(str(problem))
    raise typer.Exit(1 if problems else 0)
