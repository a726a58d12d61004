"""The summary for people, printed from the summary for machines."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from essaim.cli.demo.summary import MEMORY_LIMIT_MB, START_LIMIT_SECONDS, Summary


def print_summary(console: Console, summary: Summary, directory: Path) -> None:
    """Who did what, the events, the books, the services, and what was produced."""
    for table in (
        _who(summary["steps"]),
        _events(summary["events"]),
        _balance(summary["books"]),
        _bank(summary["books"]["bank"]),
        _shares(summary["members"], summary["books"]),
        _dossiers(summary["newcomers"]),
        _rights(summary["newcomers"]),
        _mentor(summary["newcomers"]["mentor"]),
        _mails(summary["mails"]),
        _services(summary["services"]),
        _documents(summary["documents"], directory),
        _outputs(summary["outputs"], directory),
    ):
        if table is not None:
            console.print()
            console.print(table)
    console.print()
    for note in summary["not_observed"]:
        console.print(f"Not observed: {note}", soft_wrap=True)
    durations = ", ".join(f"{name} {value:.1f} s" for name, value in summary["seconds"].items())
    console.print(f"[bold green]The year is over, and everything is as it should be[/] ({durations}).", soft_wrap=True)


def _who(steps: list[dict[str, Any]]) -> Table:
    table = _table("Who did what", "who", "actions", "what came first … and last")
    by_actor: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        by_actor[step["who"]].append(step["what"])
    for who, actions in by_actor.items():
        shown = actions[0] if len(actions) == 1 else f"{actions[0]} … {actions[-1]}"
        table.add_row(who, str(len(actions)), shown)
    return table


def _events(events: Mapping[str, Any]) -> Table:
    consumed: Mapping[str, Mapping[str, Mapping[str, int]]] = events["consumed"]
    types = sorted({*events["by_type"], *(type_ for found in consumed.values() for type_ in found)})
    table = _table(f"Events that crossed the bus, and who handled them ({_known(events['total'])})", "type", "passed")
    for consumer in consumed:
        table.add_column(consumer, justify="right")
    for type_ in types:
        handled = [_outcomes(found.get(type_, {})) for found in consumed.values()]
        table.add_row(type_, _known(events["by_type"].get(type_)), *handled)
    return table


def _outcomes(outcomes: Mapping[str, int]) -> str:
    others = [f"{count} {outcome}" for outcome, count in outcomes.items() if outcome != "done"]
    done = [str(outcomes["done"])] if "done" in outcomes else []
    return ", ".join([*done, *others])


def _balance(books: Mapping[str, Any]) -> Table:
    table = _table(f"Books of {books['legal_entity']} ({books['siren']})", "account", "label", "debit", "credit")
    for line in books["trial_balance"]["lines"]:
        table.add_row(line["account"], line.get("label", ""), line["debit"], line["credit"])
    fec, vat = books["fec"], books["vat"]
    table.add_section()
    table.add_row("", f"FEC {fec['file_name']}: {fec['lines']} lines, conforming", fec["debit"], fec["credit"])
    told = f"VAT: {vat['collected']} € collected, {vat['deducted']} € deducted. That of services and deposits"
    table.add_row("", f"{told} waited on 4458 until customers paid; nothing waits there now", "", "")
    chain = books["chain"]
    table.add_row("", f"chain of {chain['records']} records intact, head {chain['head_hash'][:16]}…", "", "")
    table.add_row("", f"why 186: {books['explanation']}", "", "")
    return table


def _bank(bank: Mapping[str, Any]) -> Table:
    title = f"Bank: {bank['balance']} € on the statement and in the books, difference {bank['difference']}"
    table = _table(title, "booked on", "amount", "movement", "matched", "why")
    for one in bank["movements"]:
        table.add_row(one["booked_on"], one["amount"], one["label"], one["how"], one["why"])
    return table


def _shares(members: list[dict[str, Any]], books: Mapping[str, Any]) -> Table:
    title = (
        f"Shares by hours: sales {books['sales']} (market {books['market']}) − purchases {books['purchases']} "
        f"− expenses {books['expenses']} − contribution {books['contribution']} = {books['shared']} €"
    )
    table = _table(title, "n°", "member", "minutes", "€")
    for member in members:
        table.add_row(str(member["number"]), member["name"], str(member["minutes"]), member["share"])
    return table


def _dossiers(newcomers: Mapping[str, Any]) -> Table:
    title = f"One person, two dossiers; the attestation is checked at /verify/{newcomers['attestation_code']}"
    table = _table(title, "who", "status (UBFC decides)", "cooperative (CMQ MMA and Coopilote decide)")
    for one in newcomers["two_dossiers"]:
        table.add_row(one["name"], one["snee"], one["student_cooperative"])
    return table


def _rights(newcomers: Mapping[str, Any]) -> Table:
    table = _table("Asked to be erased", "who", "what is kept", "why")
    for one in newcomers["erasures"]:
        table.add_row(one["who"], one["kept"], one["why"])
    return table


def _mentor(mentor: Mapping[str, Any]) -> Table:
    table = _table(f"Why {mentor['name']} was suggested to {mentor['team']}", "points", "reason")
    for one in mentor["reasons"]:
        points, _, words = one.partition(": ")
        table.add_row(points, words)
    return table


def _mails(mails: Mapping[str, int]) -> Table | None:
    if not mails:
        return None
    table = _table(f"Mails ({sum(mails.values())})", "subject", "sent")
    for subject, count in mails.items():
        table.add_row(subject, str(count))
    return table


def _services(services: Mapping[str, Mapping[str, Any]]) -> Table:
    limits = f"ready in under {START_LIMIT_SECONDS:.0f} s, under {MEMORY_LIMIT_MB:.0f} MB resident"
    table = _table(f"Services (aim: {limits})", "service", "partner", "address", "ready after s", "most MB")
    for name, one in services.items():
        seconds = _limited(one["start_seconds"], START_LIMIT_SECONDS, 2)
        table.add_row(name, one["partner"], one["url"], seconds, _limited(one["resident_mb"], MEMORY_LIMIT_MB, 1))
    return table


def _documents(documents: list[dict[str, str]], directory: Path) -> Table:
    table = _table("Documents", "what", "file")
    for one in documents:
        table.add_row(one["what"], str(directory / one["path"]))
    return table


def _outputs(outputs: list[str], directory: Path) -> Table:
    table = _table(f"Produced in {directory}", "files", "where")
    folders = Counter(str(Path(one).parent) for one in outputs)
    for folder, count in folders.items():
        names = [Path(one).name for one in outputs if str(Path(one).parent) == folder]
        shown = ", ".join(names[:3]) + (", …" if count > len(names[:3]) else "")
        table.add_row(str(count), shown if folder == "." else f"{folder}/: {shown}")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    right = {
        "actions",
        "passed",
        "debit",
        "credit",
        "minutes",
        "€",
        "sent",
        "files",
        "n°",
        "ready after s",
        "most MB",
        "amount",
    }
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return table


def _limited(value: float | None, limit: float, digits: int) -> str:
    if value is None:
        return "?"
    return f"{value:.{digits}f}" + (" (over)" if value >= limit else "")


def _known(count: int | None) -> str:
    return "not observed" if count is None else str(count)
