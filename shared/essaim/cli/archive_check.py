"""What ``essaim ledger archive-check`` finds: is an archive whole, are its books intact, do its files agree with each other.

Nothing but the file is needed: no service, no database. The text is French, as for ``fec-check``.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from essaim.fec.check import check_fec
from essaim.fec.errors import FecError
from essaim.fec.findings import Severity
from essaim.fec.reading import read_fec
from essaim.fec.values import format_amount, parse_amount

INTACT, NOT_INTACT, UNREADABLE = 0, 1, 2
MANIFEST, FACTS, CHAIN, BALANCE = "MANIFEST.sha256", "manifest.json", "chaine.jsonl", "balance.csv"
FORMAT = "essaim-archive/1"
MOST_FINDINGS = 50
_CHUNK = 1024 * 1024
_LARGEST_FACTS = 1024 * 1024
Sums = dict[str, tuple[int, int]]


@dataclass
class ArchiveReport:
    """What was found; an archive without findings is intact."""

    facts: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""
    findings: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, finding: str) -> None:
        """One more."""
        self.count += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)


def archive_check(path: Path, previous: Path | None = None) -> int:
    """Check an archive, print what was found, and return the exit code."""
    try:
        report = check_archive(path, previous)
    except OSError as error:
        return _refuse(f"{path} : fichier illisible ({error.strerror or error})")
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, KeyError, TypeError, NotImplementedError) as error:
        return _refuse(f"{path} : ce n'est pas une archive lisible ({error})")
    for one in report.findings:
        print(f"{path}: {one}")
    facts, counts = report.facts, report.facts["counts"]
    entity = facts["entity"]
    print(f"{entity['name']} (SIREN {entity['siren']}), exercice {facts['year']}, archive faite le {facts['made_on']}")
    print(f"  {counts['entries']} écritures, {counts['records']} maillons, {counts['invoices']} factures")
    print(f"  maillon de clôture {facts['chain']['head_sequence']} : {facts['chain']['head_hash']}")
    for name, one in facts["retention"].items():
        label = {"books": "livres", "payment_data": "données de paiement"}.get(name, name)
        print(f"  {label} : à conserver jusqu'au {one['until']} ({one['law']})")
    print(f"  empreinte de l'archive : {report.sha256}")
    print("INTACTE" if not report.count else f"ALTÉRÉE — constats : {report.count}")
    return NOT_INTACT if report.count else INTACT


def check_archive(path: Path, previous: Path | None = None) -> ArchiveReport:
    """The report. OSError, BadZipFile or ValueError for what is no archive."""
    report = ArchiveReport(sha256=_file_hash(path))
    with zipfile.ZipFile(path) as archive:
        with archive.open(FACTS) as stream:
            report.facts = json.loads(stream.read(_LARGEST_FACTS))
        if report.facts.get("format") != FORMAT:
            raise ValueError(f"format {report.facts.get('format')!r} au lieu de {FORMAT!r}")
        # What is damaged is told first; the rest is judged all the same, as far as it can be read.
        whole = _check_members(archive, report)
        for check in (_check_chain, _check_books):
            try:
                check(archive, report)
            except (zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
                if whole:
                    raise
                report.add(f"suite du contrôle impossible : {error}")
    if previous is not None:
        known = report.facts["previous_archive"]
        if known is None or known["sha256"] != _file_hash(previous):
            report.add(
                f"l'archive précédente n'est pas {previous.name} : {known['sha256'] if known else 'il n’y en a pas'}"
            )
    return report


def _check_members(archive: zipfile.ZipFile, report: ArchiveReport) -> bool:
    expected = {}
    for line in archive.read(MANIFEST).decode().splitlines():
        sha256, _, name = line.partition("  ")
        expected[name] = sha256
    names = Counter(archive.namelist())
    for name in sorted(one for one, count in names.items() if count > 1):
        report.add(f"{name} : deux fois dans l'archive")
    for name in sorted(names.keys() - expected.keys() - {MANIFEST}):
        report.add(f"{name} : n'est pas dans {MANIFEST}")
    for name, sha256 in expected.items():
        if name not in names:
            report.add(f"{name} : manque")
            continue
        try:
            with archive.open(name) as stream:
                found = _hash(stream)
        except zipfile.BadZipFile as error:
            report.add(f"{name} : abîmé ({error})")
            continue
        if found != sha256:
            report.add(f"{name} : son empreinte est {found}, celle de {MANIFEST} est {sha256}")
    return not report.count


def _check_chain(archive: zipfile.ZipFile, report: ArchiveReport) -> None:
    facts = report.facts
    chain, year = facts["chain"], facts["year"]
    before, expected = chain["previous_hash"], chain["first_sequence"]
    entries = 0
    with archive.open(CHAIN) as stream:
        for line in stream:
            raw = line.rstrip(b"\n")
            record = json.loads(raw)
            if record["previous_hash"] != before or record["sequence"] != expected:
                report.add(f"{CHAIN} : rupture au maillon {record['sequence']} (attendu : {expected}, après {before})")
            entries += bool(record.get("entry")) and record["entry"]["fiscal_year"] == year
            before, expected = hashlib.sha256(raw).hexdigest(), record["sequence"] + 1
    if (before, expected - 1) != (chain["head_hash"], chain["head_sequence"]):
        report.add(f"{CHAIN} : le dernier maillon n'est pas celui de la clôture ({chain['head_hash']})")
    if entries != facts["counts"]["entries"]:
        report.add(f"{CHAIN} : {entries} écritures de l'exercice, {facts['counts']['entries']} annoncées")


def _check_books(archive: zipfile.ZipFile, report: ArchiveReport) -> None:
    facts = report.facts
    name, starts_on = facts["fec"], date.fromisoformat(facts["starts_on"])
    with archive.open(name) as stream:
        found = check_fec(stream, name=name, siren=facts["entity"]["siren"], year_start_on=starts_on)
    for one in found.findings:
        if one.severity is Severity.ERROR:
            place = f" ligne {one.line}" if one.line else ""
            report.add(f"{name}{place} : {one.rule.id} : {one.message} ; attendu : {one.accepted}")
    if found.lines != facts["counts"]["fec_lines"]:
        report.add(f"{name} : {found.lines} lignes, {facts['counts']['fec_lines']} annoncées")
    with archive.open(name) as stream:
        fec = _fec_sums(stream, name, report)
    for other, sums in ((BALANCE, _balance(archive)), (CHAIN, _chain_sums(archive, facts["year"]))):
        for account in sorted(fec.keys() | sums.keys()):
            if fec.get(account, (0, 0)) != sums.get(account, (0, 0)):
                shown = f"{_sides(fec.get(account))} dans le FEC, {_sides(sums.get(account))} dans {other}"
                report.add(f"{account} : {shown}")


def _fec_sums(stream: IO[bytes], name: str, report: ArchiveReport) -> Sums:
    sums: Sums = {}
    try:
        for line in read_fec(stream):
            _count(sums, line.account, line.debit_cents, line.credit_cents)
    except FecError as error:
        report.add(f"{name} : {error}")
    return sums


def _chain_sums(archive: zipfile.ZipFile, year: int) -> Sums:
    sums: Sums = {}
    with archive.open(CHAIN) as stream:
        for raw in stream:
            entry = json.loads(raw).get("entry")
            if entry and entry["fiscal_year"] == year:
                for line in entry["lines"]:
                    _count(sums, line["account"].ljust(6, "0"), line["debit_cents"], line["credit_cents"])
    return sums


def _balance(archive: zipfile.ZipFile) -> Sums:
    return {account: (parse_amount(debit), parse_amount(credit)) for account, _, debit, credit, *_ in _rows(archive)}


def _rows(archive: zipfile.ZipFile) -> Iterator[list[str]]:
    with archive.open(BALANCE) as stream:
        rows = csv.reader(io.TextIOWrapper(stream, "utf-8", newline=""), delimiter=";")
        next(rows)
        yield from (row for row in rows if row[0].isdecimal())


def _count(sums: Sums, account: str, debit: int, credit: int) -> None:
    before = sums.get(account, (0, 0))
    sums[account] = (before[0] + debit, before[1] + credit)


def _sides(sums: tuple[int, int] | None) -> str:
    debit, credit = sums or (0, 0)
    return f"débit {format_amount(debit)} et crédit {format_amount(credit)}"


def _file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return _hash(stream)


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return UNREADABLE
