"""``essaim replay``: have a service read the log again, over its HTTP API, and watch it."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from essaim.cli.problem_text import problem_of

POLL_SECONDS = 0.5
PATIENCE_SECONDS = 60.0
"""How long a service may be away while it is watched: it may be restarted, and another replica goes on."""
Shown = Mapping[str, Any]


class ReplayError(Exception):
    """The service refuses, or does not answer; its own words."""


class ReplayClient:
    """One service, asked as ops."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False)

    def ask(self, kind: str, start: str = "first") -> Shown:
        """Ask for a replay. ReplayError when it is refused."""
        asked: Shown = self._call("POST", "/v1/replays", json={"kind": kind, "start": start})
        return asked

    def show(self, id_: str) -> Shown:
        """How far it is."""
        found: Shown = self._call("GET", f"/v1/replays/{id_}")
        return found

    def cancel(self, id_: str) -> Shown:
        """Stop it where it is."""
        cancelled: Shown = self._call("POST", f"/v1/replays/{id_}/cancellation")
        return cancelled

    def recent(self) -> list[Shown]:
        """The newest ones."""
        items: list[Shown] = self._call("GET", "/v1/replays")["items"]
        return items

    def watch(self, id_: str, tell: Callable[[Shown], None]) -> Shown:
        """Tell each change until it is over."""
        told: Shown | None = None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                now = self.show(id_)
                deadline = time.monotonic() + PATIENCE_SECONDS
            except ReplayError:
                if time.monotonic() > deadline:
                    raise
            else:
                if now != told:
                    tell(now)
                told = now
                if now["ended_at"] is not None:
                    return now
            time.sleep(POLL_SECONDS)

    def _call(self, method: str, path: str, **arguments: Any) -> Any:
        try:
            answer = self._http.request(method, self._url + path, **arguments)
        except httpx.HTTPError as error:
            raise ReplayError(f"{self._url} does not answer: {error}") from error
        if answer.is_error:
            raise ReplayError(problem_of(answer))
        return answer.json()


def line(one: Shown) -> str:
    """A replay in one line: what, how far, what came of it."""
    words = [f"{one['id']}  {one['kind']:<8}  from {one['start']}  {one['status']:<9}"]
    if one["end"] is not None:
        words.append(f"offset {one['position'] or 0:,} of {one['end']:,}")
    words.append(f"{one['taken']:,} events taken, {one['others']:,} for others")
    words += [f"{name}: {_counts(counts)}" for name, counts in one["copies"].items()]
    return "; ".join([*words, one["error"]] if one["error"] else words)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())
