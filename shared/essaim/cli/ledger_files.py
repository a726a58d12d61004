"""What ``essaim ledger verify`` and ``essaim ledger fec`` print, and how they end."""

import hashlib
import sys
from pathlib import Path

from essaim.cli.accounting_client import AccountingClient, AccountingError

INTACT, BROKEN, UNREACHABLE = 0, 1, 2


def verify(client: AccountingClient, sirens: tuple[str, ...]) -> int:
    """Walk the chains of these legal entities, or of all; the exit code."""
    try:
        chosen = sirens or tuple(client.sirens())
        if not chosen:
            print("no legal entity is registered: there are no books to verify", file=sys.stderr)
            return INTACT
        return max(_verify(client, siren) for siren in chosen)
    except AccountingError as error:
        print(error, file=sys.stderr)
        return UNREACHABLE


def write_fec(client: AccountingClient, siren: str, year: int, directory: Path) -> int:
    """Write the FEC of a year and fetch it with its description; the exit code."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        written = client.export_fec(siren, year)
        path = f"/v1/fec-exports/{written['id']}/file"
        target = directory / written["file_name"]
        description = target.with_name(target.stem + "_description.txt")
        client.fetch(path, target, _Progress("FEC", written["size"]).add)
        client.fetch(f"{path}?part=description", description)
    except AccountingError as error:
        print(error, file=sys.stderr)
        return UNREACHABLE
    except OSError as error:
        print(f"{directory}: {error.strerror}", file=sys.stderr)
        return UNREACHABLE
    if _sha256(target) != written["sha256"]:
        print(f"{target}: its SHA-256 is not {written['sha256']}: fetch it again", file=sys.stderr)
        return BROKEN
    print(f"{target}  {written['line_count']} lines, SHA-256 {written['sha256']}")
    print(description)
    if not written["year_is_closed"]:
        print(f"{year} is not closed: entries may still be added, and then the file is another one", file=sys.stderr)
    return INTACT


def _verify(client: AccountingClient, siren: str) -> int:
    verdict = client.verify(siren, _Walk(siren).tell)
    if verdict["intact"]:
        print(
            f"{siren}: intact, {verdict['records']} records ({verdict['entries']} entries), head {verdict['head_hash']}"
        )
        return INTACT
    first = verdict["findings"][0]
    print(f"{siren}: {first['fault']} at {first['sequence']}: {first['detail']}")
    for one in verdict["findings"][1:]:
        print(f"  then {one['fault']} at {one['sequence']}: {one['detail']}")
    more = verdict["finding_count"] - len(verdict["findings"])
    if more > 0:
        print(f"  and {more} more")
    return BROKEN


class _Walk:
    """Progress on a terminal."""

    def __init__(self, siren: str) -> None:
        self._siren = siren

    def tell(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{self._siren}: {done:,} of {total:,} records", end=end, file=sys.stderr, flush=True)


class _Progress:
    """Bytes on a terminal."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0

    def add(self, size: int) -> None:
        self._done += size
        if sys.stderr.isatty():
            end = "\n" if self._done >= self._total else ""
            print(f"\r{self._what}: {self._done:,} of {self._total:,} bytes", end=end, file=sys.stderr, flush=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
