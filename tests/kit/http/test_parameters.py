"""Which query parameters a route knows: its own, those of all that it depends on, and those of a model of parameters."""

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from essaim.kit.http import PageQuery
from essaim.kit.http.inclusion import included
from essaim.kit.http.parameters import LONGEST_NAME, MOST_TOLD
from essaim.kit.http.problems import install_problems


class Size(StrEnum):
    """A closed list, which is text and no list of values."""

    SMALL = "small"


class Filters(BaseModel):
    """A model of parameters."""

    since: int = 0
    until_on: str = Field(default="", alias="until")
    tags: list[str] = []


async def _deeper(deep: Annotated[str, Query()] = "") -> str:
    return deep


async def _deep(size: Annotated[Size, Query()] = Size.SMALL, deeper: Annotated[str, Depends(_deeper)] = "") -> str:
    return size + deeper


router = APIRouter()


@router.get("/things")
async def things(
    page: PageQuery,
    deep: Annotated[str, Depends(_deep)],
    named: Annotated[str, Query(alias="from")],
    several: Annotated[list[int] | None, Query()] = None,
) -> dict[str, Any]:
    """Everything that it was given."""
    return {"limit": page.limit, "deep": deep, "from": named, "several": several}


@router.get("/filtered")
async def filtered(filters: Annotated[Filters, Query()]) -> Filters:
    """What the model has read."""
    return filters


@router.get("/filtered-pages")
async def filtered_pages(page: PageQuery, filters: Annotated[Filters, Query()]) -> dict[str, Any]:
    """A model of parameters beside a dependency that has parameters of its own."""
    return {"limit": page.limit, "since": filters.since}


@router.post("/plain")
async def plain() -> str:
    """Takes nothing."""
    return "done"


@router.get("/plain")
async def plain_again() -> str:
    """The same place, read."""
    return "read"


@router.get("/page", response_class=HTMLResponse)
async def page_for_people() -> str:
    """HTML."""
    return "<p>Bonjour"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    install_problems(app)
    app.router.routes.extend(included(router))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://toy") as opened:
        yield opened


def errors(answer: httpx.Response) -> list[tuple[str, str, str]]:
    """Field, message and what would be accepted."""
    assert answer.status_code == 422, answer.text
    body = answer.json()
    assert body["type"] == "urn:essaim:problem:invalid-request"
    return [(one["field"], one["message"], one["accepted"]) for one in body["errors"]]


async def test_what_is_known_is_taken(client: httpx.AsyncClient) -> None:
    path = "/things?limit=3&size=small&deep=er&from=here&several=1&several=2"
    found = (await client.get(path)).json()
    assert found == {"limit": 3, "deep": "smaller", "from": "here", "several": [1, 2]}
    assert (await client.get("/filtered?since=1&until=2&tags=a&tags=b")).json()["tags"] == ["a", "b"]
    assert (await client.post("/plain")).status_code == 200


async def test_the_name_on_the_wire_counts_and_not_the_one_in_the_code(client: httpx.AsyncClient) -> None:
    names = "from, several, limit, cursor, size, deep"
    assert errors(await client.get("/things?from=x&named=y")) == [
        ("named", "is no query parameter of this route", names)
    ]
    told = errors(await client.get("/filtered?until_on=x"))
    assert told == [("until_on", "is no query parameter of this route", "since, until, tags")]


async def test_everything_that_is_wrong_is_told_at_once(client: httpx.AsyncClient) -> None:
    told = errors(await client.get("/things?statuss=OPEN&statuss=OPEN&limit=3000&size=small&size=small"))
    assert [field for field, _, _ in told] == ["statuss", "size", "from", "limit"]
    assert told[1] == ("size", "is given more than once", "size once")
    assert told[3][2] == "at most 200"


async def test_a_model_of_parameters_beside_others_is_told_by_its_fields(client: httpx.AsyncClient) -> None:
    """The route has no parameter that is named as the model is in the code."""
    assert (await client.get("/filtered-pages?since=3&limit=2")).json() == {"limit": 2, "since": 3}
    told = errors(await client.get("/filtered-pages?sinc=1&since=x&limit=0"))
    assert sorted(field for field, _, _ in told) == ["limit", "sinc", "since"]


async def test_every_method_and_every_writing_of_nothing_is_looked_at(client: httpx.AsyncClient) -> None:
    for query in ("x", "x=", "=", "&&x=1", "%78=1"):
        told = errors(await client.post(f"/plain?{query}"))
        assert told == [("query" if query == "=" else "x", "is no query parameter of this route", "no query parameter")]
    assert (await client.post("/plain?")).status_code == 200
    assert (await client.post("/plain?&")).status_code == 200


async def test_a_parameter_named_like_a_place_is_told_by_its_name(client: httpx.AsyncClient) -> None:
    assert [field for field, _, _ in errors(await client.post("/plain?query=1&body=2"))] == ["query", "body"]


async def test_the_answer_stays_small(client: httpx.AsyncClient) -> None:
    many = "&".join(f"{'n' * 300}{number}" for number in range(100))
    told = errors(await client.post(f"/plain?{many}"))
    assert len(told) == MOST_TOLD
    assert {len(field) for field, _, _ in told} == {LONGEST_NAME}


async def test_what_a_path_allows_is_told_of_all_its_routes(client: httpx.AsyncClient) -> None:
    """Each method has a route of its own, and the router alone would tell those of the first."""
    assert (await client.request("PATCH", "/plain")).headers["allow"] == "GET, HEAD, POST"
    assert (await client.request("PATCH", "/page")).headers["allow"] == "GET, HEAD"


async def test_a_page_for_people_takes_what_mail_programs_add(client: httpx.AsyncClient) -> None:
    assert (await client.get("/page?utm_source=mail&utm_source=again")).status_code == 200
