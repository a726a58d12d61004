"""The HTTP part of the kit through a real application: problems, tokens, policy, idempotency, versions, limits, paging."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from essaim.kit.settings import ServiceSettings
from tests.support import toy

ISSUER = "https://id.example.org"


@dataclass
class Api:
    """A client of the toy, and the key that its tokens are signed with."""

    client: httpx.AsyncClient
    key: ec.EllipticCurvePrivateKey

    def token(self, *, key: ec.EllipticCurvePrivateKey | None = None, **claims: Any) -> dict[str, str]:
        """Authorization headers; every claim can be replaced."""
        now = int(time.time())
        merged = {
            "iss": ISSUER,
            "aud": "essaim",
            "sub": "ada",
            "partner": "alpha",
            "roles": ["student"],
            "groups": [],
            "exp": now + 600,
        } | claims
        signed = jwt.encode(merged, key or self.key, algorithm="ES256", headers={"kid": "one"})
        return {"Authorization": f"Bearer {signed}"}


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    settings = ServiceSettings(
        partner="alpha",
        store_url=f"sqlite:///{tmp_path}/toy.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(tmp_path / "jwks.json"),
        token_issuer=ISSUER,
    )
    app = toy.create_app(settings)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://toy") as client,
    ):
        yield Api(client, key)


def problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """The problem document of an answer, checked for its shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"urn:essaim:problem:{slug}"
    assert body["status"] == status
    assert body["title"]
    return body


async def test_commands_are_accepted_while_the_broker_is_away(api: Api) -> None:
    answer = await api.client.post("/v1/counters", json={"by": 3}, headers=api.token())
    assert answer.status_code == 201
    ready = await api.client.get("/health/ready")
    assert ready.status_code == 503
    checks = ready.json()["checks"]
    assert checks["database"]["ok"]
    assert not checks["broker"]["ok"]
    assert (await api.client.get("/health/live")).json() == {"status": "live"}


async def test_a_token_is_needed_everywhere_but_for_health_and_documentation(api: Api) -> None:
    open_paths = {"/health/live", "/health/ready"}
    document = (await api.client.get("/openapi.json")).json()
    for path, operations in document["paths"].items():
        for method in operations:
            answer = await api.client.request(method, path.replace("{counter_id}", "x"), json={"by": 1})
            assert (answer.status_code != 401) == (path in open_paths), path


@pytest.mark.parametrize(
    "claims",
    [{"exp": int(time.time()) - 3600}, {"iss": "https://other.example.org"}, {"aud": "elsewhere"}, {"exp": None}],
    ids=["expired", "foreign issuer", "foreign audience", "no expiry"],
)
async def test_a_token_that_does_not_verify_is_refused(api: Api, claims: dict[str, Any]) -> None:
    claims = {name: value for name, value in claims.items() if value is not None}
    headers = api.token(**claims)
    if not claims:
        headers = {"Authorization": "Bearer " + jwt.encode({"sub": "x"}, api.key, "ES256", {"kid": "one"})}
    answer = await api.client.get("/v1/counters", headers=headers)
    problem(answer, 401, "invalid-token")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_of_another_key_and_an_unsigned_one_are_refused(api: Api) -> None:
    foreign = api.token(key=ec.generate_private_key(ec.SECP256R1()))
    problem(await api.client.get("/v1/counters", headers=foreign), 401, "invalid-token")
    unsigned = jwt.encode({"sub": "ada", "exp": int(time.time()) + 60}, "", algorithm="none", headers={"kid": "one"})
    answer = await api.client.get("/v1/counters", headers={"Authorization": f"Bearer {unsigned}"})
    problem(answer, 401, "invalid-token")


async def test_who_may_see_gets_403_and_who_may_not_gets_404(api: Api) -> None:
    id_ = (await api.client.post("/v1/counters", json={"by": 1}, headers=api.token())).json()["id"]
    path = f"/v1/counters/{id_}/increase"
    problem(await api.client.post(path, json={"by": 1}, headers=api.token()), 403, "forbidden")
    problem(await api.client.post(path, json={"by": 1}, headers=api.token(sub="eve")), 404, "not-found")
    foreign = api.token(partner="beta", roles=["accountant"])
    problem(await api.client.post(path, json={"by": 1}, headers=foreign), 404, "not-found")
    own = api.token(sub="carl", roles=["accountant"])
    assert (await api.client.post(path, json={"by": 1}, headers=own)).json()["total"] == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"by": 0}, "by"),
        ({"by": "many"}, "by"),
        ({}, "by"),
        ({"by": 1, "price": "12.345"}, "price"),
        ({"by": 1, "price": 1.5}, "price"),
        ({"by": 1, "price": 450}, "price"),
        ({"by": 1, "colour": "red"}, "colour"),
    ],
)
async def test_bad_input_names_the_field(api: Api, body: dict[str, Any], field: str) -> None:
    answer = await api.client.post("/v1/counters", json=body, headers=api.token())
    assert [one["field"] for one in problem(answer, 422, "invalid-request")["errors"]] == [field]


async def test_broken_json_and_a_malformed_id_are_problems(api: Api) -> None:
    headers = api.token() | {"Content-Type": "application/json"}
    problem(await api.client.post("/v1/counters", content=b"{", headers=headers), 422, "invalid-request")
    answer = await api.client.get("/v1/counters/%20bad%20id", headers=api.token())
    assert problem(answer, 422, "invalid-request")["errors"][0]["field"] == "counter_id"
    problem(await api.client.get("/v1/counters/unknown", headers=api.token()), 404, "not-found")
    problem(await api.client.get("/v1/nowhere", headers=api.token()), 404, "not-found")


async def test_a_body_over_one_mebibyte_is_refused_declared_or_streamed(api: Api) -> None:
    big = b'{"by": 1, "price": "' + b"1" * (1024 * 1024) + b'"}'
    problem(await api.client.post("/v1/counters", content=big, headers=api.token()), 413, "body-too-large")

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    problem(await api.client.post("/v1/counters", content=chunks(), headers=api.token()), 413, "body-too-large")


async def test_an_idempotency_key_gives_the_first_answer_again(api: Api) -> None:
    headers = api.token() | {"Idempotency-Key": "order-0001"}
    first = await api.client.post("/v1/counters", json={"by": 5}, headers=headers)
    again = await api.client.post("/v1/counters", json={"by": 5}, headers=headers)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert len((await api.client.get("/v1/counters", headers=api.token())).json()["items"]) == 1
    other = await api.client.post("/v1/counters", json={"by": 6}, headers=headers)
    problem(other, 422, "idempotency-key-reused")


async def test_a_new_token_of_the_same_person_meets_the_old_answer_and_an_expired_one_does_not(api: Api) -> None:
    key = {"Idempotency-Key": "order-0001"}
    first = await api.client.post("/v1/counters", json={"by": 5}, headers=api.token() | key)
    later = api.token(exp=int(time.time()) + 900) | key
    assert (await api.client.post("/v1/counters", json={"by": 5}, headers=later)).json() == first.json()
    expired = api.token(exp=int(time.time()) - 900) | key
    problem(await api.client.post("/v1/counters", json={"by": 5}, headers=expired), 401, "invalid-token")


async def test_an_idempotency_key_belongs_to_its_caller(api: Api) -> None:
    key = {"Idempotency-Key": "order-0001"}
    first = await api.client.post("/v1/counters", json={"by": 5}, headers=api.token() | key)
    other = await api.client.post("/v1/counters", json={"by": 5}, headers=api.token(sub="eve") | key)
    assert first.json()["id"] != other.json()["id"]


async def test_a_refusal_is_not_kept_so_that_the_call_can_be_repeated(api: Api) -> None:
    accountant = api.token(roles=["accountant"])
    id_ = (await api.client.post("/v1/counters", json={"by": 1}, headers=api.token())).json()["id"]
    headers = accountant | {"Idempotency-Key": "increase-1", "If-Match": '"7"'}
    path = f"/v1/counters/{id_}/increase"
    problem(await api.client.post(path, json={"by": 1}, headers=headers), 412, "version-mismatch")
    headers["If-Match"] = '"1"'
    answer = await api.client.post(path, json={"by": 1}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'


async def test_if_match_must_be_an_entity_tag(api: Api) -> None:
    id_ = (await api.client.post("/v1/counters", json={"by": 1}, headers=api.token())).json()["id"]
    headers = api.token(roles=["accountant"]) | {"If-Match": "yesterday"}
    answer = await api.client.post(f"/v1/counters/{id_}/increase", json={"by": 1}, headers=headers)
    assert problem(answer, 422, "invalid-if-match")["errors"][0]["field"] == "If-Match"


async def test_pages_have_no_gap_and_no_double(api: Api) -> None:
    for by in (5, 3, 3, 9, 1, 7, 3):
        await api.client.post("/v1/counters", json={"by": by}, headers=api.token())
    totals, cursor = [], ""
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await api.client.get("/v1/counters", params=query, headers=api.token())).json()
        totals += [one["total"] for one in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert totals == [1, 3, 3, 3, 5, 7, 9]


@pytest.mark.parametrize("cursor", ["x", "W10", "WzFd", "%00", "eyJhIjoxfQ"])
async def test_a_cursor_that_is_not_ours_is_refused(api: Api, cursor: str) -> None:
    answer = await api.client.get("/v1/counters", params={"cursor": cursor}, headers=api.token())
    problem(answer, 422, "invalid-cursor")


async def test_a_rule_that_says_no_is_a_409_with_its_id(api: Api) -> None:
    id_ = (await api.client.post("/v1/counters", json={"by": 1}, headers=api.token())).json()["id"]
    accountant = api.token(roles=["accountant"])
    for _ in range(99):
        answer = await api.client.post(f"/v1/counters/{id_}/increase", json={"by": 1000}, headers=accountant)
        assert answer.status_code == 200
    answer = await api.client.post(f"/v1/counters/{id_}/increase", json={"by": 1000}, headers=accountant)
    problem(answer, 409, "toy-01-too-much")


async def test_metrics_are_for_ops_and_measure_requests(api: Api) -> None:
    await api.client.get("/v1/counters", headers=api.token())
    problem(await api.client.get("/metrics", headers=api.token()), 403, "forbidden")
    text = (await api.client.get("/metrics", headers=api.token(roles=["ops"]))).text
    assert 'essaim_http_request_seconds_count{method="GET",route="/v1/counters",status="200"} 1.0' in text


async def test_the_correlation_id_of_the_caller_comes_back(api: Api) -> None:
    answer = await api.client.get("/health/live", headers={"X-Correlation-ID": "visit-42"})
    assert answer.headers["x-correlation-id"] == "visit-42"
    wild = await api.client.get("/health/live", headers={"X-Correlation-ID": "bad id; drop"})
    assert wild.headers["x-correlation-id"] != "bad id; drop"


async def test_real_time_cannot_be_moved(api: Api) -> None:
    answer = await api.client.put("/v1/clock", json={"now": "2027-01-01T00:00:00Z"}, headers=api.token(roles=["ops"]))
    problem(answer, 404, "clock-not-simulated")
