"""``essaim topology``: exchanges, queues, users and permissions of the bus."""

from pathlib import Path
from typing import Annotated

import typer

from essaim.cli.commands.asking import fail

app = typer.Typer(no_args_is_help=True, help="The bus: exchanges, queues, users, permissions.")


@app.callback()
def topology() -> None:
    """The bus: exchanges, queues, users, permissions."""


Deployments = Annotated[list[str] | None, typer.Option("--deployment", help="<partner>.<service>; repeat.")]
Integrators = Annotated[
    list[str] | None, typer.Option("--integrator", help="name=type,type: a queue integrator.<name>; repeat.")
]
Readers = Annotated[list[str] | None, typer.Option("--reader", help="A user who reads only the log; repeat.")]
Federated = Annotated[
    list[str] | None,
    typer.Option(
        "--federate",
        help="Another bus: name[:to=type,…][:from=type,…][:personal-to=…][:personal-from=…]. Of `events` everything crosses "
        "unless types or patterns are named (none: nothing); of `personal` only the types named. For instance "
        "ubfc:from=enrolment.#:to=accounting.#,coaching.#:personal-from=enrolment.person_registered.v1; repeat. "
        "--passwords then has federation.<bus>, the password that it logs in with here, and upstream.<bus>, the AMQP URI "
        "of its broker with ours.",
    ),
]
Own = Annotated[str, typer.Option("--bus", help="With --federate: the name that the other buses have for this one.")]


@app.command("render")
def topology_render(
    passwords: Annotated[Path, typer.Option("--passwords", help="A JSON object: broker user → password.")],
    deployment: Deployments = None,
    integrator: Integrators = None,
    reader: Readers = None,
    federate: Federated = None,
    bus: Own = "",
) -> None:
    """Print RabbitMQ's definitions.json; it holds password hashes, and passwords of federated buses: keep it secret."""
    from essaim.cli.render import render

    try:
        typer.echo(render(passwords, deployment or [], integrator or [], reader or [], federate or [], bus))
    except (ValueError, OSError) as error:
        fail(str(error))


@app.command("check")
def topology_check(
    management_url: Annotated[
        str | None,
        typer.Option(
            "--management-url",
            envvar="RABBITMQ_MANAGEMENT_URL",
            help="http://ops:password@host:15672, the live broker.",
        ),
    ] = None,
    definitions: Annotated[
        Path | None, typer.Option("--definitions", help="What `rabbitmqctl export_definitions` wrote, instead.")
    ] = None,
    passwords: Annotated[
        Path | None, typer.Option("--passwords", help="Compare passwords too: a JSON object, broker user → password.")
    ] = None,
    deployment: Deployments = None,
    integrator: Integrators = None,
    reader: Readers = None,
    federate: Federated = None,
    bus: Own = "",
) -> None:
    """Compare a broker with what render gives for the same list; exit code 1 when they differ."""
    from essaim.cli import topology_check as check
    from essaim.cli.render import AnyPassword, bus as bus_of, read_passwords

    if (management_url is None) == (definitions is None):
        fail("give --management-url for a live broker, or --definitions for what it exported")
    try:
        known = read_passwords(passwords) if passwords else {}
        secrets = AnyPassword(known, bus)
        wanted = bus_of(secrets, deployment or [], integrator or [], reader or [], federate or [], bus)
        found = check.read_file(definitions) if definitions else check.read_management(management_url or "")
    except (ValueError, OSError, check.CheckError) as error:
        fail(str(error))
    lines = check.differences(wanted, found, known)
    for line in lines:
        typer.echo(line)
    typer.echo(f"{len(lines)} differences" if lines else "the bus is as it should be", err=True)
    raise typer.Exit(1 if lines else 0)
