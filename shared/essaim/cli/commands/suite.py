"""``essaim up | down | demo | token``: run the suite on this machine."""

import re
from enum import StrEnum
from typing import Annotated

import typer

from essaim.cli.commands.asking import State, fail
from essaim.cli.local.state import DIRECTORY


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
        fail(str(error))


def down(state: State = DIRECTORY) -> None:
    """Stop the suite that `up` started; its data stays."""
    from essaim.cli import up as command

    try:
        stopped = command.down(state)
    except command.UpError as error:
        fail(str(error))
    typer.echo(f"stopped: {', '.join(stopped)}" if stopped else f"nothing runs in {state}")


def demo(context: typer.Context) -> None:
    """Play a school year through the four services, and end."""
    from essaim.cli.demo.command import run as play

    raise typer.Exit(play(context.args))


class Role(StrEnum):
    """The roles that the services know."""

    STUDENT = "student"
    COACH = "coach"
    COORDINATOR = "coordinator"
    CAE_OFFICER = "cae_officer"
    ACCOUNTANT = "accountant"
    TEACHER = "teacher"
    PEPITE_OFFICER = "pepite_officer"
    COMMITTEE_MEMBER = "committee_member"
    REFERENT = "referent"
    EPA_FACILITATOR = "epa_facilitator"
    MENTOR = "mentor"
    GUARDIAN = "guardian"
    JURY = "jury"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    OPS = "ops"


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
        fail(f"{partner!r} is no partner id: small letters, digits and dashes, for instance coopilote")
    if not (state / "keys").exists():
        typer.echo(f"{state}: there was no suite, so this key is new; give the directory of yours as --state", err=True)
    issuer = LocalIssuer(state / "keys")
    typer.echo(issuer.issue_token(sub or f"local-{role.value}", partner, [role.value], group or [], int(hours * 3600)))
