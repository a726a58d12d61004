"""Files to and from an accounting service: a FEC goes up and an archive comes down as streams, with a line of progress."""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from essaim.cli.accounting_client import AccountingClient, AccountingError, Shown
from essaim.cli.problem_text import problem_of

POLL_SECONDS = 0.5
PATIENCE_SECONDS = 60.0
"""How long a service may be away while an import is watched: it may be restarted, and goes on."""
CHUNK_BYTES = 1024 * 1024
Tell = Callable[[str], None]


class TransferClient(AccountingClient):
    """One service. AccountingError when it refuses, with every field that is wrong on a line of its own."""

    def send_fec(self, path: Path, siren: str, mode: str, dry_run: bool, tell: Tell) -> Shown:
        """The plan (dry run), or the import that was accepted."""
        try:
            answer = self._http.post(
                f"{self._url}/v1/legal-entities/{siren}/fec-imports",
                params={"file_name": path.name, "mode": mode, "dry_run": str(dry_run).lower()},
                headers={"Content-Type": "text/plain", "Content-Length": str(path.stat().st_size)},
                content=_parts(path, tell),
            )
        except httpx.HTTPError as error:
            raise AccountingError(f"{self._url} does not answer: {error}") from error
        if answer.is_error:
            raise AccountingError(problem_of(answer))
        found: Shown = answer.json()
        return found

    def watch_import(self, id_: str, tell: Tell) -> Shown:
        """The import when it is over; each step is told."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                now: Shown = self.call("GET", f"/v1/fec-imports/{id_}")
                deadline = time.monotonic() + PATIENCE_SECONDS
            except AccountingError:
                if time.monotonic() > deadline:
                    raise
            else:
                tell(
                    f"{now['posted_count']} écritures sur {now['entry_count']}, {now['lettered_count']} lignes lettrées"
                )
                if now["status"] in ("DONE", "FAILED"):
                    return now
            time.sleep(POLL_SECONDS)

    def make_archive(self, siren: str, year: int) -> Shown:
        """The archive of a closed year; refused while it is open."""
        made: Shown = self.call("POST", f"/v1/legal-entities/{siren}/archives", json={"year": year})
        return made

    def fetch_archive(self, archive: Shown, folder: Path) -> Path:
        """Its file. AccountingError when what came is not what the service has sealed; then nothing is left."""
        target = folder / Path(str(archive["file_name"])).name
        self.fetch(f"/v1/archives/{archive['id']}/file", target)
        with target.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != archive["sha256"]:
            target.unlink()
            raise AccountingError(f"{target}: SHA-256 {found} instead of {archive['sha256']}: damaged on the way")
        return target


def progress_line() -> Tell:
    """Tells on standard error, over the line before, when somebody watches; an empty line clears it."""
    watched = sys.stderr.isatty()

    def tell(line: str) -> None:
        if watched:
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    return tell


def _parts(path: Path, tell: Tell) -> Iterator[bytes]:
    total, sent = path.stat().st_size, 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
            sent += len(chunk)
            tell(f"envoi : {sent * 100 // total} % ({sent // 1_000_000} Mo sur {total // 1_000_000})")
    tell("contrôle du fichier…")
