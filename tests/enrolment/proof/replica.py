"""A replica of the service as people call it, over a store that may be another one's too: without a broker, and without jobs.

What the lifespan of the application would start runs here when a test says so, so that the same life is lived at every run.
"""

import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from enrolment.app import create
from enrolment.collections import ALL
from enrolment.deps import build_deps
from enrolment.settings import Settings
from essaim.kit.aside import Aside
from essaim.kit.inbox import CONSUMED
from essaim.kit.publishing import Publishing
from essaim.kit.service import Runtime
from essaim.kit.store.open import open_store
from tests.enrolment.office import ISSUER, Office

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)


@contextlib.asynccontextmanager
async def open_replica(directory: Path, key: ec.EllipticCurvePrivateKey | None = None) -> AsyncIterator[Office]:
    """cmq-mma on 1 September 2026, on the file ``enrolment.db`` of the directory."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (directory / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    settings = Settings(
        partner="cmq-mma",
        store_url=f"sqlite:///{directory}/enrolment.db",
        amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
        jwks=str(directory / "jwks.json"),
        token_issuer=ISSUER,
        clock="simulated",
    )
    app, store, aside = create(settings), await open_store(settings.store_url), Aside()
    try:
        await store.declare(*ALL, CONSUMED)
        clock = app.state.clock
        runtime = Runtime(store, clock, Publishing("/cmq-mma/enrolment", clock), aside=aside)
        app.state.deps = build_deps(runtime, settings)
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://enrolment") as client:
            office = Office(client, key, app.state.deps, app)
            await office.move_clock(NOW)
            yield office
    finally:
        await aside.close()
        await store.close()
