"""The enrolment service as an application on an SQLite file, with a simulated clock and a broker that is away."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from enrolment.app import create
from enrolment.settings import Settings
from tests.enrolment.office import ISSUER, Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A deployment of cmq-mma on 1 September 2026."""
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    settings = Settings(
        partner="cmq-mma",
        store_url=f"sqlite:///{tmp_path}/enrolment.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(tmp_path / "jwks.json"),
        token_issuer=ISSUER,
        clock="simulated",
    )
    app = create(settings)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://enrolment") as client,
    ):
        opened = Office(client, key, app.state.deps)
        await opened.move_clock(datetime(2026, 9, 1, 7, tzinfo=UTC))
        yield opened
