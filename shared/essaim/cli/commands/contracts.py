"""``essaim contracts``: the committed schemas of the events."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The committed schemas of the events.")
SCHEMAS = Path("shared/schemas")
Schemas = Annotated[Path, typer.Option("--directory", help="Where the schemas are committed.")]
Against = Annotated[
    Path | None,
    typer.Option("--against", help="Compare also with these schemas, such as those of a checkout of the last release."),
]


@app.command("write")
def contracts_write(directory: Schemas = SCHEMAS) -> None:
    """Write schemas, revisions, catalogue and AsyncAPI anew; nothing when a change would break a reader."""
    from essaim.contracts import committed

    try:
        for name in committed.write_all(directory):
            typer.echo(f"written: {directory / name}")
    except committed.RefusedError as error:
        _refuse(error.problems)
    # Written all the same: a new event gets its example once its schema is there.
    missing = committed.check_all(directory)
    for problem in missing:
        typer.echo(f"still to do: {problem}")


@app.command("check")
def contracts_check(directory: Schemas = SCHEMAS, against: Against = None) -> None:
    """Fail when the committed files differ from the code, or a change would break a reader of any earlier form."""
    from essaim.contracts import committed

    problems = committed.check_all(directory)
    if against is not None:
        problems += committed.check_against(directory, against)
    if problems:
        _refuse(problems)


def _refuse(problems: list[str]) -> None:
    for problem in problems:
        typer.echo(problem, err=True)
    raise typer.Exit(1)
