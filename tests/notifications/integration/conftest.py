"""The service under test, with a real SMTP server and a real database file."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import jwt
import pytest
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec

from essaim.cli.local.ports import free_port
from notifications.app import create
from notifications.settings import Settings
from tests.notifications.integration.office import Office, Post


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    post = Post()
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    await asyncio.to_thread(server.start)
    app = create(
        Settings(
            partner="cmq-mma",
            store_url=f"sqlite:///{tmp_path}/n.db",
            amqp_url="amqp://nobody:nothing@127.0.0.1:9/none",
            jwks=str(tmp_path / "jwks.json"),
            token_issuer="i",
            smtp_url=f"smtp://127.0.0.1:{server.port}",
            mail_from="Essaim <essaim@example.org>",
        )
    )
    try:
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://n") as client:
                yield Office(app, client, post, key)
    finally:
        await asyncio.to_thread(server.stop)
