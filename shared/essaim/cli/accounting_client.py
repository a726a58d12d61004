"""An accounting service, asked over its HTTP API by ``essaim ledger``: verify a chain, write and fetch a FEC."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from essaim.cli.problem_text import problem_of

Shown = Mapping[str, Any]
LONG = httpx.Timeout(30, read=None)
"""A FEC of a large year takes its time before the first byte comes."""


class AccountingError(Exception):
    """The service refuses, or does not answer; its own words."""


class AccountingClient:
    """One service."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=LONG, trust_env=False)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def sirens(self) -> list[str]:
        """The legal entities whose books it keeps."""
        found: list[str] = []
        cursor: str | None = None
        while True:
            page = self.call("GET", "/v1/legal-entities", params={"cursor": cursor} if cursor else {})
            found += [one["siren"] for one in page["items"]]
            cursor = page["next"]
            if cursor is None:
                return found

    def verify(self, siren: str, tell: Callable[[int, int], None]) -> Shown:
        """Walk the chain of a legal entity; the verdict."""
        verdict: Shown = {}
        with self._streamed("GET", f"/v1/legal-entities/{siren}/verification") as answer:
            for line in answer.iter_lines():
                verdict = json.loads(line)
                if "done" in verdict:
                    tell(verdict["done"], verdict["total"])
        if "intact" not in verdict:
            raise AccountingError(f"{self._url} ended before the verdict")
        return verdict

    def export_fec(self, siren: str, year: int) -> Shown:
        """Write the FEC of a financial year; what was written."""
        written: Shown = self.call("POST", f"/v1/legal-entities/{siren}/fec-exports", json={"year": year})
        return written

    def fetch(self, path: str, target: Path, tell: Callable[[int], None] = lambda size: None) -> None:
        """Fetch a file; it is there under its name only when it is complete."""
        draft = target.with_name(target.name + ".part")
        with self._streamed("GET", path) as answer, draft.open("wb") as file:
            for piece in answer.iter_bytes(1 << 16):
                file.write(piece)
                tell(len(piece))
        draft.replace(target)

    def call(self, method: str, path: str, **arguments: Any) -> Any:
        """One call. AccountingError when it is refused or nobody answers."""
        try:
            answer = self._http.request(method, self._url + path, **arguments)
        except httpx.HTTPError as error:
            raise AccountingError(f"{self._url} does not answer: {error}") from error
        if answer.is_error:
            raise AccountingError(problem_of(answer))
        return answer.json()

    @contextmanager
    def _streamed(self, method: str, path: str) -> Iterator[httpx.Response]:
        try:
            with self._http.stream(method, self._url + path) as answer:
                if answer.is_error:
                    answer.read()
                    raise AccountingError(problem_of(answer))
                yield answer
        except httpx.HTTPError as error:
            raise AccountingError(f"{self._url} does not answer: {error}") from error
