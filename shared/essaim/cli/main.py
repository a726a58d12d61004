"""The command line: every group of commands, put together. What a command does is in ``commands``."""

import typer

from essaim.cli.commands import (
    catalogue,
    contracts,
    dead_letters,
    einvoice,
    events,
    ledger,
    ledger_transfer,
    replay,
    suite,
    till,
    topology,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Essaim: run it, look into it, put it right.")
app.command()(suite.up)
app.command()(suite.down)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)(
    suite.demo
)
app.command()(suite.token)
app.add_typer(events.app, name="events")
app.add_typer(dead_letters.app, name="dead-letters")
app.add_typer(replay.app, name="replay")
app.add_typer(contracts.app, name="contracts")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(topology.app, name="topology")
app.add_typer(ledger.app, name="ledger")
app.add_typer(till.app, name="till")
app.add_typer(einvoice.app, name="einvoice")
ledger.app.command("import-fec")(ledger_transfer.import_fec)
ledger.app.command("archive")(ledger_transfer.archive)
ledger.app.command("archive-check")(ledger_transfer.archive_check)


if __name__ == "__main__":
    app()
