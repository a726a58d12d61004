"""What ``essaim ledger fec-check`` prints: each finding as a compiler would (file:line: severity: rule), then the sums.

The text is French, since whoever keeps the books reads it; findings go to standard output, progress and refusals to
standard error, and the exit code is all that a script needs.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from essaim.fec.check import Progress, check_fec
from essaim.fec.findings import KEPT_PER_RULE, Finding, Severity
from essaim.fec.report import Report
from essaim.fec.rules.catalogue import RULES
from essaim.fec.rules.name import is_siren
from essaim.fec.values import format_amount

CONFORMING, NOT_CONFORMING, UNREADABLE = 0, 1, 2
_SEVERITIES = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.INFO: "information"}
_MEGABYTE = 1_000_000


def fec_check(path: Path, as_json: bool, siren: str | None, year_start_on: date | None) -> int:
    """Check a file, print what was found, and return the exit code."""
    if siren is not None and not is_siren(siren):
        return _refuse(f"--siren : « {siren} » n'est pas un SIREN ; attendu : 9 chiffres avec une clé de Luhn juste")
    try:
        report = check_fec(path, siren=siren, year_start_on=year_start_on, progress=_progress(path))
    except FileNotFoundError:
        return _refuse(f"{path} : fichier introuvable")
    except OSError as error:
        return _refuse(f"{path} : fichier illisible ({error.strerror})")
    print(json.dumps(as_object(report), ensure_ascii=False, indent=2) if as_json else "\n".join(as_text(report, path)))
    if not report.readable:
        return UNREADABLE
    return CONFORMING if report.conforming else NOT_CONFORMING


def as_text(report: Report, path: Path) -> Iterator[str]:
    """The lines for people."""
    for one in report.findings:
        yield _finding(one, path)
    for rule, count in report.counts.items():
        if count > KEPT_PER_RULE:
            yield f"{path}: {rule} : {count} constats en tout ({RULES[rule].title})"
    if report.lines:
        yield from _contents(report)
    totals = ", ".join(f"{_SEVERITIES[one]}s : {count}" for one, count in report.severities.items())
    if not report.readable:
        yield f"ILLISIBLE — {totals}"
    else:
        yield f"{'CONFORME' if report.conforming else 'NON CONFORME'} — {totals}"


def as_object(report: Report) -> dict[str, Any]:
    """The report for programs: amounts in cents, dates in ISO form."""
    return {
        "name": report.name,
        "conforming": report.conforming,
        "readable": report.readable,
        "siren": report.siren,
        "year_start_on": _iso(report.year_start_on),
        "closing_on": _iso(report.closing_on),
        "charset": report.charset,
        "separator": report.separator,
        "line_end": report.line_end,
        "variant": report.variant,
        "lines": report.lines,
        "entries": report.entries,
        "first_on": _iso(report.first_on),
        "last_on": _iso(report.last_on),
        "debit_cents": report.debit_cents,
        "credit_cents": report.credit_cents,
        "journals": [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in report.journals],
        "severities": {one.value: count for one, count in report.severities.items()},
        "counts": report.counts,
        "findings": [
            {
                "rule": one.rule.id,
                "also": list(one.rule.also),
                "tool": one.rule.tool,
                "severity": one.severity.value,
                "line": one.line,
                "field": one.field,
                "value": one.value,
                "message": one.message,
                "accepted": one.accepted,
            }
            for one in report.findings
        ],
    }


def _finding(one: Finding, path: Path) -> str:
    place = f"{path}:{one.line}" if one.line else f"{path}"
    also = f" ({', '.join(one.rule.also)})" if one.rule.also else ""
    field = f"{one.field} : " if one.field else ""
    value = f" « {one.value} »" if one.value else ""
    return f"{place}: {_SEVERITIES[one.severity]}: {one.rule.id}{also}: {field}{one.message}{value} ; attendu : {one.accepted}"


def _contents(report: Report) -> Iterator[str]:
    year = f", exercice du {report.year_start_on} au {report.closing_on}" if report.closing_on else ""
    yield f"{report.name} : {_many(report.lines, 'ligne')}, {_many(report.entries, 'écriture')}{year}"
    ends = report.line_end or "aucune"
    yield f"  {report.variant} ; {report.charset} ; séparateur : {report.separator} ; fin de ligne : {ends}"
    if report.first_on:
        yield f"  écritures datées du {report.first_on} au {report.last_on}"
    for one in report.journals:
        sums = f"débit {format_amount(one.debit_cents)}, crédit {format_amount(one.credit_cents)}"
        yield f"  {one.code} {one.label} : {_many(one.entries, 'écriture')}, {_many(one.lines, 'ligne')}, {sums}"
    yield f"  total : débit {format_amount(report.debit_cents)}, crédit {format_amount(report.credit_cents)}"


def _progress(path: Path) -> Progress | None:
    if not sys.stderr.isatty():
        return None
    total = path.stat().st_size
    shown = -1

    def show(done: int) -> None:
        nonlocal shown
        percent = done * 100 // total if total else 100
        if percent != shown:
            shown = percent
            end = "\r" if percent < 100 else "\r\033[K"
            megabytes = f"{done // _MEGABYTE} Mo sur {total // _MEGABYTE}"
            print(f"{percent:3d} % ({megabytes})", end=end, file=sys.stderr, flush=True)

    return show


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return UNREADABLE


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
