"""``essaim dead-letters``: what could not be handled."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from essaim.cli.commands.asking import AmqpUrl, State, bus, fail, run
from essaim.cli.local.state import DIRECTORY
from essaim.kit.clock import machine_now

if TYPE_CHECKING:
    from essaim.cli.dead_letters import Progress, Tally
    from essaim.cli.letters.letter import Letter
    from essaim.cli.letters.selection import Selection

app = typer.Typer(
    no_args_is_help=True,
    help="What could not be handled. Without an inbox: those of the suite that runs here, or of the whole broker.",
)
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INBOX]... [ID]...",
        help="Inboxes (<partner>.<service>), then message ids or sha256:<hash of the body>.",
    ),
]
Inboxes = Annotated[list[str] | None, typer.Option("--inbox", help="An inbox; repeat. Then every word is an id.")]
Management = Annotated[
    str | None,
    typer.Option(
        "--management-url", envvar="RABBITMQ_MANAGEMENT_URL", help="http://host:15672: all inboxes of that broker."
    ),
]
Types = Annotated[str, typer.Option("--type", help="An event type, or a pattern such as 'accounting.invoice_*'.")]
Error = Annotated[str, typer.Option("--error", help="The slug or kind of the error, or a pattern.")]
Since = Annotated[str | None, typer.Option("--since", help="Died since: 2h, 7d or 2026-11-20T10:00:00Z.")]
Until = Annotated[str | None, typer.Option("--until", help="Died before: 2h, 7d or 2026-11-20T10:00:00Z.")]
Places = Annotated[list[int] | None, typer.Option("--place", min=1, help="The n-th oldest of one inbox; repeat.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
All = Annotated[bool, typer.Option("--all", help="Every letter of these inboxes.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]

PROGRESS_STEP = 1000


@app.command("list")
def letters_list(
    words: Words = None,
    inbox: Inboxes = None,
    types: Types = "*",
    error: Error = "*",
    since: Since = None,
    until: Until = None,
    place: Places = None,
    json: Json = False,
    management_url: Management = None,
    amqp_url: AmqpUrl = None,
    state: State = DIRECTORY,
) -> None:
    """One line for each letter, oldest first: id, type, attempts, when, why."""
    from essaim.cli import dead_letters
    from essaim.cli.letters import shown

    where = _where(words, inbox, management_url, amqp_url, state)
    selection = _selection(where, types, error, since, until, place)
    several = len(where.inboxes) > 1

    def tell(letter: "Letter") -> None:
        typer.echo(shown.as_json(shown.summary(letter)) if json else shown.line(letter, several))

    tally = _done(dead_letters.survey(where.amqp_url, where.inboxes, selection, tell, _progress()))
    chosen = "" if selection.everything else f", {tally.others} others"
    typer.echo(f"{tally.done} dead letters in {where.name}{chosen}", err=True)


@app.command("show")
def letters_show(
    words: Words = None,
    inbox: Inboxes = None,
    types: Types = "*",
    error: Error = "*",
    since: Since = None,
    until: Until = None,
    place: Places = None,
    json: Json = False,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes of one body, unchanged.")] = False,
    management_url: Management = None,
    amqp_url: AmqpUrl = None,
    state: State = DIRECTORY,
) -> None:
    """Everything about letters, as JSON; large bodies are cut."""
    from essaim.cli import dead_letters
    from essaim.cli.letters import shown

    where = _where(words, inbox, management_url, amqp_url, state)
    selection = _selection(where, types, error, since, until, place)
    bodies: list[bytes] = []

    def tell(letter: "Letter") -> None:
        if raw:
            bodies.append(letter.message.body)
            if len(bodies) > 1:
                fail("--raw writes one body: name one letter")
        else:
            typer.echo(shown.as_json(shown.whole(letter), indent=None if json else 2))

    tally = _done(dead_letters.survey(where.amqp_url, where.inboxes, selection, tell, _progress()))
    if tally.done == 0:
        fail(f"there is no such dead letter in {where.name}")
    if raw:
        typer.get_binary_stream("stdout").write(bodies[0])


@app.command("replay")
def letters_replay(
    words: Words = None,
    inbox: Inboxes = None,
    types: Types = "*",
    error: Error = "*",
    since: Since = None,
    until: Until = None,
    place: Places = None,
    every: All = False,
    dry_run: DryRun = False,
    json: Json = False,
    management_url: Management = None,
    amqp_url: AmqpUrl = None,
    state: State = DIRECTORY,
) -> None:
    """Give letters back to their inbox, with their own ids: each takes effect once."""
    from essaim.cli import dead_letters

    where = _where(words, inbox, management_url, amqp_url, state)
    selection = _selection(where, types, error, since, until, place)
    _on_purpose(selection, every)
    work = dead_letters.survey if dry_run else dead_letters.give_back
    what = "would be given back" if dry_run else "given back"
    tally = _done(work(where.amqp_url, where.inboxes, selection, _teller("replay", what, dry_run, json), _progress()))
    again = f", {tally.came_back} died again at once and stay" if tally.came_back else ""
    typer.echo(f"{tally.done} {what}, {tally.others} not chosen{again}", err=True)


@app.command("discard")
def letters_discard(
    words: Words = None,
    inbox: Inboxes = None,
    types: Types = "*",
    error: Error = "*",
    since: Since = None,
    until: Until = None,
    place: Places = None,
    every: All = False,
    yes: Annotated[bool, typer.Option("--yes", help="Needed for more than one letter that is not named.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
    management_url: Management = None,
    amqp_url: AmqpUrl = None,
    state: State = DIRECTORY,
) -> None:
    """Drop letters for ever."""
    from essaim.cli import dead_letters

    where = _where(words, inbox, management_url, amqp_url, state)
    selection = _selection(where, types, error, since, until, place)
    _on_purpose(selection, every)
    sure = yes or selection.named
    what = "would be dropped" if dry_run else "dropped"
    tell = _teller("discard", what, dry_run, json)
    if dry_run:
        tally = _done(dead_letters.survey(where.amqp_url, where.inboxes, selection, tell, _progress()))
    else:
        if not sure:
            found = _done(dead_letters.survey(where.amqp_url, where.inboxes, selection, lambda letter: None)).done
            if found > 1:
                fail(f"nothing was done: this drops {found} letters for ever; say --yes, or look with --dry-run")
        at_most = None if sure else 1
        tally = _done(dead_letters.drop(where.amqp_url, where.inboxes, selection, tell, _progress(), at_most))
    typer.echo(f"{tally.done} {what}, {tally.others} not chosen", err=True)


@dataclass(frozen=True)
class _Where:
    """The bus, the inboxes to look into, and the ids that were named."""

    amqp_url: str
    inboxes: list[str]
    ids: list[str]

    @property
    def name(self) -> str:
        """For a person."""
        return f"{self.inboxes[0]}.dead" if len(self.inboxes) == 1 else f"{len(self.inboxes)} inboxes"


def _where(
    words: list[str] | None, options: list[str] | None, management_url: str | None, amqp_url: str | None, state: Path
) -> _Where:
    from essaim.cli.letters import inboxes

    url = bus(amqp_url, state)
    named, ids = inboxes.split_words(words or [], options or [])
    try:
        found = named or (
            inboxes.inboxes_of_broker(management_url, url) if management_url else inboxes.inboxes_here(state)
        )
    except ValueError as error:
        fail(str(error))
    if not found:
        fail("name an inbox such as coopilote.accounting, or all of a broker with --management-url")
    return _Where(url, found, ids)


def _selection(
    where: _Where, types: str, error: str, since: str | None, until: str | None, places: list[int] | None
) -> "Selection":
    from essaim.cli.letters.selection import Selection, parse_instant

    if places and len(where.inboxes) != 1:
        fail("a --place is one in one inbox: name it")
    now = machine_now()
    try:
        return Selection(
            ids=frozenset(where.ids),
            places=frozenset(places or ()),
            types=types,
            error=error,
            since=parse_instant(since, now) if since else None,
            until=parse_instant(until, now) if until else None,
        )
    except ValueError as problem:
        fail(str(problem))


def _on_purpose(selection: "Selection", every: bool) -> None:
    if selection.everything and not every:
        fail("name letters by their ids, select them (--type, --error, --since, --until), or say --all")
    if selection.named and every:
        fail("name letters or say --all, not both")


def _teller(action: str, what: str, dry_run: bool, json: bool) -> "Callable[[Letter], None]":
    from essaim.cli.letters import shown

    def tell(letter: "Letter") -> None:
        if json:
            did = {"action": action, "done": not dry_run}
            typer.echo(shown.as_json(did | {"id": letter.id, "inbox": letter.inbox, "type": letter.routing_key}))
        else:
            typer.echo(f"{letter.id} {what}")

    return tell


def _progress() -> "Progress":
    """Says how far it is on standard error, every thousand letters."""
    said: dict[str, int] = {}

    def tell(inbox: str, seen: int, total: int) -> None:
        if seen // PROGRESS_STEP > said.get(inbox, 0):
            said[inbox] = seen // PROGRESS_STEP
            typer.echo(f"{inbox}: {seen} of {max(seen, total)} looked at", err=True)

    return tell


def _done(work: "Coroutine[Any, Any, Tally]") -> "Tally":
    try:
        return run(work)
    except KeyError as error:
        fail(f"there is no dead letter {error.args[0]}: nothing was done")
