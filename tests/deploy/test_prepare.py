"""``deploy/compose/init``: random passwords, kept when it is repeated, never readable by others."""

import base64
import hashlib
import importlib.util
import json
import re
import stat
from pathlib import Path
from types import ModuleType

import pytest

from tests.deploy.compose_files import OVERRIDE, ROOT, SERVICES, files


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    """deploy/compose/prepare.py as a module."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "deploy" / "compose" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty checkout."""
    (tmp_path / "deploy" / "compose").mkdir(parents=True)
    return tmp_path


def mode_of(path: Path) -> int:
    """Its permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_every_variable_that_the_compose_files_demand_is_made(prepare: ModuleType, root: Path) -> None:
    demanded = {name for path in [*files(), OVERRIDE] for name in re.findall(r"\$\{([A-Z_]+):\?", path.read_text())}
    prepare.prepare(root)
    known = prepare.parse((root / ".env").read_text())
    assert demanded == set(known)
    assert all(known.values())


def test_passwords_are_long_random_and_all_different(prepare: ModuleType, root: Path, tmp_path: Path) -> None:
    prepare.prepare(root)
    known = prepare.parse((root / ".env").read_text())
    passwords = [value for name, value in known.items() if name.endswith("_PASSWORD")]
    assert len(set(passwords)) == len(passwords) == 2 * (len(SERVICES) + 1)
    assert all(re.fullmatch(r"[0-9a-f]{48}", password) for password in passwords)
    assert set(passwords).isdisjoint(prepare.wanted().values())


def test_repeating_it_keeps_what_is_there_and_adds_what_is_missing(prepare: ModuleType, root: Path) -> None:
    (root / ".env").write_text(
        "# mine\nACCOUNTING_PARTNER=another-cae\nNOTIFICATIONS_SMTP_URL=smtps://mail.example.org"
    )
    added = prepare.prepare(root)
    first = (root / ".env").read_text()
    key = (root / "deploy/compose/secrets/keys/key.pem").read_text()
    assert not {"ACCOUNTING_PARTNER", "NOTIFICATIONS_SMTP_URL"} & set(added)
    assert first.startswith("# mine\nACCOUNTING_PARTNER=another-cae\nNOTIFICATIONS_SMTP_URL=smtps://mail.example.org\n")
    assert prepare.prepare(root) == []
    assert (root / ".env").read_text() == first
    assert (root / "deploy/compose/secrets/keys/key.pem").read_text() == key


def test_nobody_else_can_read_what_is_secret(prepare: ModuleType, root: Path) -> None:
    compose = root / "deploy" / "compose"
    prepare.prepare(root)
    assert mode_of(root / ".env") == 0o600
    assert mode_of(compose / "secrets") == mode_of(compose / "mails") == 0o700
    assert mode_of(compose / "secrets/keys/key.pem") == 0o600
    assert not (root / ".env.new").exists()


def test_containers_of_other_users_can_read_what_is_mounted_into_them(prepare: ModuleType, root: Path) -> None:
    secrets = root / "deploy" / "compose" / "secrets"
    prepare.prepare(root)
    assert mode_of(secrets / "definitions.json") == mode_of(secrets / "keys/jwks.json") == 0o644
    assert "d" not in json.loads((secrets / "keys/jwks.json").read_text())["keys"][0]


def test_the_broker_knows_each_deployment_by_the_password_of_env_and_no_guest(prepare: ModuleType, root: Path) -> None:
    (root / ".env").write_text("ACCOUNTING_PARTNER=another-cae\n")
    prepare.prepare(root)
    known = prepare.parse((root / ".env").read_text())
    text = (root / "deploy/compose/secrets/definitions.json").read_text()
    users = {user["name"]: user["password_hash"] for user in json.loads(text)["users"]}
    assert set(users) == {
        "ops",
        "another-cae-accounting",
        "coopilote-coaching",
        "cmq-mma-enrolment",
        "cmq-mma-notifications",
    }
    hashed = base64.b64decode(users["another-cae-accounting"])
    expected = hashlib.sha256(hashed[:4] + known["BROKER_ACCOUNTING_PASSWORD"].encode()).digest()
    assert hashed[4:] == expected
    assert not any(value in text for name, value in known.items() if name.endswith("_PASSWORD"))


def test_a_fresh_clone_ignores_what_it_makes() -> None:
    assert (ROOT / "deploy" / "compose" / ".gitignore").read_text().split() == ["secrets/", "mails/"]
    assert ".env" in (ROOT / ".gitignore").read_text().split()
