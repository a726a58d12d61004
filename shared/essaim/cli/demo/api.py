"""A service's HTTP API as one person uses it: their bearer token, an idempotency key per call, and errors in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from essaim.kit.ids import new_id

PROBLEM_PREFIX = "urn:essaim:problem:"
PAGE = 200


class ApiError(Exception):
    """A service did not answer as the story expects."""


@dataclass(frozen=True)
class Problem:
    """A problem document (RFC 9457)."""

    status: int
    slug: str
    detail: str
    fields: tuple[Mapping[str, str], ...] = ()


class Api:
    """One service, called by one person."""

    def __init__(self, http: httpx.AsyncClient, service: str, url: str, token: str) -> None:
        self.service = service
        self._http = http
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def get(self, path: str, **query: str | int) -> Any:
        """The JSON of a resource."""
        return (await self._expect("GET", path, params=query)).json()

    async def find(self, path: str, **query: str | int) -> Any | None:
        """The JSON of a resource, or None while there is nothing to see (404)."""
        response = await self._send("GET", path, params=query)
        return None if response.status_code == 404 else self._good(response).json()

    async def all(self, path: str, **query: str | int) -> list[Any]:
        """The items of a list, from all its pages."""
        page = await self.get(path, limit=PAGE, **query)
        items = list(page["items"])
        while page.get("next"):
            page = await self.get(path, limit=PAGE, cursor=page["next"], **query)
            items += page["items"]
        return items

    async def download(self, path: str) -> bytes:
        """The bytes of a file."""
        return (await self._expect("GET", path)).content

    async def text(self, path: str) -> str:
        """A text."""
        return (await self._expect("GET", path)).text

    async def post(self, path: str, body: Any = None) -> Any:
        """What a command answers; None when it answers nothing."""
        response = await self._expect("POST", path, json={} if body is None else body)
        return response.json() if response.content else None

    async def post_unkept(self, path: str, body: Any = None) -> Any:
        """The same without an idempotency key: its answer is kept nowhere, so that a secret can be told in it, once."""
        return (await self._expect("POST", path, json={} if body is None else body, kept=False)).json()

    async def put(self, path: str, body: Any) -> Any:
        """What an update answers."""
        response = await self._expect("PUT", path, json=body)
        return response.json() if response.content else None

    async def upload(self, path: str, content: bytes, content_type: str, **query: str) -> Any:
        """What the service makes of a file."""
        headers = {"Content-Type": content_type}
        return (await self._expect("POST", path, content=content, params=query, headers=headers)).json()

    async def refused(self, path: str, body: Any = None, *, slug: str, status: int = 409) -> Problem:
        """Post something that has to be refused with ``status`` and a problem whose slug starts with ``slug``."""
        response = await self._send("POST", path, json={} if body is None else body)
        problem = problem_of(response)
        if problem.status != status or not problem.slug.startswith(slug):
            raise ApiError(f"{_call(response)} had to be refused with {status} {slug}: it answered {_said(response)}")
        return problem

    async def _expect(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self._good(await self._send(method, path, **options))

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = self._headers | options.pop("headers", {})
        if options.pop("kept", True) and method != "GET":
            headers["Idempotency-Key"] = new_id()
        try:
            return await self._http.request(method, f"{self._url}{path}", headers=headers, **options)
        except httpx.TransportError as error:
            raise ApiError(f"{method} {self._url}{path}: no answer ({type(error).__name__}: {error})") from error

    def _good(self, response: httpx.Response) -> httpx.Response:
        if response.is_success:
            return response
        raise ApiError(f"{_call(response)} answered {_said(response)}")


def problem_of(response: httpx.Response) -> Problem:
    """The problem that a response describes; one without a slug when it describes none."""
    if not response.headers.get("content-type", "").startswith("application/problem+json"):
        return Problem(response.status_code, "", response.text[:300])
    body = response.json()
    slug = str(body.get("type", "")).removeprefix(PROBLEM_PREFIX)
    return Problem(response.status_code, slug, str(body.get("detail", "")), tuple(body.get("errors", ())))


def _call(response: httpx.Response) -> str:
    return f"{response.request.method} {response.request.url}"


def _said(response: httpx.Response) -> str:
    problem = problem_of(response)
    fields = "; ".join(f"{one.get('field')}: {one.get('message')}" for one in problem.fields)
    return f"{problem.status} {problem.slug} {problem.detail}".rstrip() + (f" ({fields})" if fields else "")
