"""Local tokens verify against the local JWKS, and only for as long as they say."""

import json
import stat
from pathlib import Path
from typing import Any

import jwt
import pytest
from typer.testing import CliRunner

from essaim.cli.local.keys import ALGORITHM, AUDIENCE, ISSUER, LocalIssuer
from essaim.cli.main import app


def claims(token: str, jwks_file: Path) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_json(jwks_file.read_text())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    decoded: dict[str, Any] = jwt.decode(token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER)
    return decoded


def test_a_token_carries_who_where_what_and_which_groups(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    found = claims(issuer.issue_token("p1", "coopilote", ["accountant"], ["g1"], ttl=60), issuer.jwks_file)
    assert found["exp"] - found["iat"] == 60
    assert {name: found[name] for name in ("sub", "partner", "roles", "groups", "iss", "aud")} == {
        "sub": "p1",
        "partner": "coopilote",
        "roles": ["accountant"],
        "groups": ["g1"],
        "iss": "essaim-local",
        "aud": "essaim",
    }


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = LocalIssuer(tmp_path)
    token = first.issue_token("p1", "coopilote", ["coach"])
    assert claims(token, LocalIssuer(tmp_path).jwks_file)["sub"] == "p1"
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert all("d" not in key for key in json.loads(first.jwks_file.read_text())["keys"])


def test_a_negative_lifetime_gives_an_expired_token(tmp_path: Path) -> None:
    issuer = LocalIssuer(tmp_path)
    with pytest.raises(jwt.ExpiredSignatureError):
        claims(issuer.issue_token("p1", "coopilote", ["coach"], ttl=-10), issuer.jwks_file)


def test_the_key_of_another_issuer_does_not_verify(tmp_path: Path) -> None:
    mine, other = LocalIssuer(tmp_path / "mine"), LocalIssuer(tmp_path / "other")
    with pytest.raises(KeyError):
        claims(other.issue_token("p1", "coopilote", ["coach"]), mine.jwks_file)


def test_the_command_prints_a_token(tmp_path: Path) -> None:
    arguments = ["token", "--role", "accountant", "--partner", "coopilote", "--group", "g1", "--group", "g2"]
    result = CliRunner().invoke(app, [*arguments, "--state", str(tmp_path)])
    assert result.exit_code == 0
    found = claims(result.stdout.strip(), tmp_path / "keys" / "jwks.json")
    assert (found["sub"], found["roles"], found["groups"]) == ("local-accountant", ["accountant"], ["g1", "g2"])
