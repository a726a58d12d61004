"""The local token issuer: an ES256 key of its own, the JWKS that services verify against, and tokens for any role.

In production an OIDC provider stands here. The key never leaves its directory, and is made once, so that tokens outlive a
restart of the suite.
"""

import base64
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from essaim.cli.local.rabbit_node import write_secret

ISSUER = "essaim-local"
AUDIENCE = "essaim"
ALGORITHM = "ES256"
TOKEN_SECONDS = 12 * 3600


class LocalIssuer:
    """Issues tokens with the key in ``directory``, which it makes when there is none."""

    def __init__(self, directory: Path) -> None:
        self._key_file = directory / "key.pem"
        self.jwks_file = directory / "jwks.json"
        self._key = self._load() if self._key_file.exists() else self._make()
        self._key_id = str(self._public_jwk()["kid"])

    def issue_token(
        self, sub: str, partner: str, roles: Sequence[str], groups: Sequence[str] = (), ttl: int = TOKEN_SECONDS
    ) -> str:
        """A signed token for ``ttl`` seconds; a negative ``ttl`` gives an expired one."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": sub,
            "partner": partner,
            "roles": list(roles),
            "groups": list(groups),
            "iat": min(now, now + ttl),
            "exp": now + ttl,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM, headers={"kid": self._key_id})

    def _load(self) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_pem_private_key(self._key_file.read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{self._key_file} is not an EC key: remove it, and a new one is made")
        return key

    def _make(self) -> ec.EllipticCurvePrivateKey:
        self._key_file.parent.mkdir(parents=True, exist_ok=True)
        self._key = ec.generate_private_key(ec.SECP256R1())
        pem = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_secret(self._key_file, pem.decode())
        self.jwks_file.write_text(json.dumps({"keys": [self._public_jwk()]}, indent=1) + "\n")
        return self._key

    def _public_jwk(self) -> dict[str, object]:
        """The public key; its id is the thumbprint of RFC 7638."""
        jwk = ECAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        members = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
        digest = hashlib.sha256(json.dumps(members, separators=(",", ":"), sort_keys=True).encode()).digest()
        return {
            **members,
            "alg": ALGORITHM,
            "use": "sig",
            "kid": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        }
