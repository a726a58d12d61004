"""``essaim catalogue``: the browsable pages about every event, as static files."""

from pathlib import Path
from typing import Annotated

import typer

from essaim.cli.commands.asking import fail

app = typer.Typer(no_args_is_help=True, help="The browsable event catalogue.")
SCHEMAS = Path("shared/schemas")
Schemas = Annotated[Path, typer.Option("--schemas", help="Where the schemas are committed.")]


@app.command("build")
def catalogue_build(
    out: Annotated[Path, typer.Option("--out", help="A new or empty directory, or that of an earlier build.")],
    schemas: Schemas = SCHEMAS,
) -> None:
    """Write the pages, schemas and examples as static files, for any web server or none."""
    files = _build(out, schemas)
    typer.echo(f"{len(files)} files; open {out / 'index.html'}")


@app.command("serve")
def catalogue_serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="On 127.0.0.1.")] = 18105,
    schemas: Schemas = SCHEMAS,
) -> None:
    """Build the pages anew and serve them on this machine until Ctrl-C."""
    from tempfile import TemporaryDirectory

    from essaim.cli.catalogue_page.serving import serve

    with TemporaryDirectory(prefix="essaim-catalogue-") as directory:
        _build(Path(directory), schemas)
        typer.echo(f"the event catalogue is at http://127.0.0.1:{port}/ until Ctrl-C")
        try:
            serve(Path(directory), port)
        except OSError as error:
            fail(f"port {port} cannot be used: {error.strerror}")


def _build(out: Path, schemas: Path) -> list[str]:
    from essaim.cli.catalogue_page.build import BuildError, build
    from essaim.cli.catalogue_page.listeners import listeners_by_type
    from essaim.contracts.catalogue import PUBLISHERS

    if not schemas.is_dir():
        fail(f"there is no directory {schemas}: run it at the root of the repository, or give --schemas")
    try:
        return build(out, schemas, listeners_by_type(PUBLISHERS))
    except BuildError as error:
        fail(str(error))
    except ModuleNotFoundError as error:
        fail(f"who listens is told by the services, and {error.name} is not installed here")
