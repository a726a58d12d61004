"""What ``essaim till verify`` finds: is the archive of a till whole, is its chain intact, do its tables say the same.

Nothing but the file is needed: no service, no database. The text is French, as for ``ledger archive-check``.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from essaim.contracts.types import format_amount
from essaim.till.findings import Fault, Verdict
from essaim.till.verifier import TillVerifier

INTACT, NOT_INTACT, UNREADABLE = 0, 1, 2
MANIFEST, FACTS, CHAIN, HASHES, TICKETS = (
    "MANIFEST.sha256",
    "manifest.json",
    "chaine.jsonl",
    "empreintes.csv",
    "tickets.csv",
)
FORMAT = "essaim-till/1"
WORDS = {
    Fault.RECORD_ALTERED: "enregistrement altéré",
    Fault.LINK_BROKEN: "chaînage rompu",
    Fault.RECORD_MISSING: "enregistrement manquant",
    Fault.RECORD_EXTRA: "enregistrement en trop",
    Fault.SUM_DIFFERS: "total différent",
}
_CHUNK = 1024 * 1024


@dataclass
class TillReport:
    """What was found; an archive without findings is intact."""

    facts: dict[str, Any] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    verdict: Verdict | None = None


def till_check(path: Path) -> int:
    """Check an archive, print what was found, and return the exit code."""
    try:
        report = check_till_archive(path)
    except OSError as error:
        return _refuse(f"{path} : fichier illisible ({error.strerror or error})")
    except (zipfile.BadZipFile, UnicodeDecodeError, ValueError, KeyError, TypeError, NotImplementedError) as error:
        return _refuse(f"{path} : ce n'est pas une archive de caisse lisible ({error})")
    for one in report.findings:
        print(f"{path}: {one}")
    till, entity, verdict = report.facts["till"], report.facts["entity"], report.verdict
    assert verdict is not None
    print(
        f"{entity['name']} (SIREN {entity['siren']}), caisse {till['code']} du {report.facts['from']} au {report.facts['to']}"
    )
    print(f"  {verdict.records} enregistrements, {verdict.tickets} tickets, {verdict.closings} clôtures")
    print(
        f"  total des tickets : {format_amount(verdict.net_cents)}, en valeur absolue {format_amount(verdict.absolute_cents)}"
    )
    print(f"  dernier enregistrement {verdict.head_sequence} : {verdict.head_hash}")
    print("INTACTE" if not report.findings else f"ALTÉRÉE — constats : {len(report.findings)}")
    return NOT_INTACT if report.findings else INTACT


def check_till_archive(path: Path) -> TillReport:
    """The report. OSError, BadZipFile, KeyError or ValueError for what is no archive of a till."""
    report = TillReport()
    with zipfile.ZipFile(path) as archive:
        report.facts = json.loads(archive.read(FACTS))
        if report.facts.get("format") != FORMAT:
            raise ValueError(f"format {report.facts.get('format')!r} au lieu de {FORMAT!r}")
        report.findings += _members(archive)
        chain = report.facts["chain"]
        verifier = TillVerifier(report.facts["till"]["id"], first=chain["first_sequence"])
        hashes = _hashes(archive)
        with archive.open(CHAIN) as stream:
            for line in stream:
                raw = line.rstrip(b"\n")
                expected = hashes.get(verifier.sequence + 1, hashlib.sha256(raw).hexdigest())
                verifier.feed(raw, expected)
        verdict = report.verdict = verifier.verdict()
    for one in verdict.findings:
        report.findings.append(
            f"enregistrement {one.sequence} : {WORDS.get(one.fault, one.fault.value)} : {one.detail}"
        )
    if (verdict.head_sequence, verdict.head_hash) != (chain["head_sequence"], chain["head_hash"]):
        report.findings.append(f"le dernier enregistrement n'est pas celui de {FACTS} ({chain['head_hash']})")
    with zipfile.ZipFile(path) as archive:
        table = _ticket_sum(archive)
    if table != verdict.net_cents:
        shown = f"{format_amount(table)} dans {TICKETS}, {format_amount(verdict.net_cents)} dans {CHAIN}"
        report.findings.append(f"total des tickets : {shown}")
    return report


def _members(archive: zipfile.ZipFile) -> Iterator[str]:
    """What differs from the list of hashes."""
    expected = {}
    for line in archive.read(MANIFEST).decode().splitlines():
        sha256, _, name = line.partition("  ")
        expected[name] = sha256
    names = archive.namelist()
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield f"{name} : deux fois dans l'archive"
    for name in sorted(set(names) - expected.keys() - {MANIFEST}):
        yield f"{name} : n'est pas dans {MANIFEST}"
    for name, sha256 in expected.items():
        if name not in names:
            yield f"{name} : manque"
            continue
        digest = hashlib.sha256()
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != sha256:
            yield f"{name} : son empreinte n'est pas celle de {MANIFEST}"


def _hashes(archive: zipfile.ZipFile) -> dict[int, str]:
    with archive.open(HASHES) as stream:
        rows = csv.reader(io.TextIOWrapper(stream, "utf-8", newline=""), delimiter=";")
        next(rows)
        return {int(number): hash_ for number, hash_ in rows}


def _ticket_sum(archive: zipfile.ZipFile) -> int:
    """The total of the table of tickets, in cents."""
    with archive.open(TICKETS) as stream:
        rows = csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", newline=""), delimiter=";")
        return sum(int(row["total TTC"].replace(",", "")) for row in rows)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return UNREADABLE
