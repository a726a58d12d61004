"""Bearer tokens, verified against a JSON Web Key Set from a file or an OIDC provider's URL.

Only asymmetric algorithms are accepted. Times are machine time: a simulated clock never prolongs a token.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx
import jwt
from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from essaim.kit.errors import UnauthenticatedError, UnavailableError

ALGORITHMS = ["ES256", "RS256", "PS256", "EdDSA"]
REFRESH_SECONDS = 300.0
LEEWAY_SECONDS = 30


@dataclass(frozen=True)
class Principal:
    """Who calls: the verified claims of the token."""

    sub: str
    partner: str
    roles: frozenset[str]
    groups: frozenset[str]


class KeySet:
    """The keys of the identity provider, read once and again every few minutes or when an unknown key appears."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._keys: dict[str, jwt.PyJWK] = {}
        self._read_at = float("-inf")
        self._lock = asyncio.Lock()

    async def key(self, key_id: str) -> jwt.PyJWK:
        """The key with this id. UnauthenticatedError when the provider does not have it."""
        async with self._lock:
            age = time.monotonic() - self._read_at
            if age > REFRESH_SECONDS or (key_id not in self._keys and age > 1.0):
                await self._read()
        try:
            return self._keys[key_id]
        except KeyError:
            raise UnauthenticatedError(
                "unknown-key", "the token is signed with a key that is not trusted here"
            ) from None

    async def _read(self) -> None:
        try:
            if self._location.startswith(("https://", "http://")):
                async with httpx.AsyncClient(timeout=5) as client:
                    content = (await client.get(self._location)).raise_for_status().text
            else:
                content = await asyncio.to_thread(Path(self._location).read_text)
            found = jwt.PyJWKSet.from_dict(json.loads(content)).keys
        except (OSError, ValueError, httpx.HTTPError, jwt.PyJWTError) as error:
            if self._keys:
                return
            raise UnavailableError("keys-unavailable", f"the key set cannot be read: {error}") from error
        self._keys = {key.key_id: key for key in found if key.key_id}
        self._read_at = time.monotonic()


class Authenticator:
    """Turns a bearer token into a principal."""

    def __init__(self, keys: KeySet, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience

    async def principal(self, token: str) -> Principal:
        """The principal of a token. UnauthenticatedError says what is wrong with it, never what would be right."""
        try:
            key_id = jwt.get_unverified_header(token).get("kid", "")
            key = await self._keys.key(str(key_id))
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "sub", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            raise UnauthenticatedError("invalid-token", f"the token is not valid here: {error}") from error
        return Principal(
            sub=str(claims["sub"]),
            partner=str(claims.get("partner", "")),
            roles=_strings(claims.get("roles")),
            groups=_strings(claims.get("groups")),
        )


def _strings(value: Any) -> frozenset[str]:
    return frozenset(str(one) for one in value) if isinstance(value, list) else frozenset()


_bearer = HTTPBearer(auto_error=False, description="A JWT of the identity provider")


async def _current(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Principal:
    if credentials is None:
        raise UnauthenticatedError("token-missing", "send `Authorization: Bearer <token>`")
    authenticator: Authenticator = request.app.state.authenticator
    principal = await authenticator.principal(credentials.credentials)
    request.state.principal = principal
    return principal


def needs_token(dependant: Dependant) -> bool:
    """Whether a route with these dependencies asks who calls."""
    return any(one.call is _current or needs_token(one) for one in dependant.dependencies)


async def authenticate(request: Request) -> Principal:
    """Who calls, for what answers before the route does. UnauthenticatedError as there."""
    return await _current(request, await _bearer(request))


Caller = Annotated[Principal, Depends(_current)]
