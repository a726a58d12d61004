"""Writes what the compose files need and nobody should choose: passwords, the broker's definitions, the token key.

``deploy/compose/init`` runs it in a container; where the suite is installed, ``python deploy/compose/prepare.py`` does the
same. Repeating it keeps every value that is there, adds what is missing and renews the definitions, so it also serves
after an upgrade. Partners are read from .env (``ENROLMENT_PARTNER=…``), federated buses too (``ESSAIM_BUS=hub``,
``ESSAIM_FEDERATE=ubfc``: deploy/rabbitmq/README.md): edit it, and run this again.

The directory ``secrets`` is closed to others (0700), and so is ``mails``. Inside, the two files that containers of other
users read are readable, and mounted one by one: the definitions hold salted hashes, and our passwords at federated buses;
the key set only public keys.
"""

import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from essaim.cli.local.keys import LocalIssuer
from essaim.cli.local.rabbit_node import write_secret
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.local.suite import DEFAULT_DEPLOYMENTS
from essaim.cli.render import parse_federated, read_passwords
from essaim.contracts.definitions import OPS_USER, definitions
from essaim.contracts.federation import add_federated
from essaim.contracts.topology import Deployment

ROOT = Path(__file__).resolve().parents[2]
PASSWORD_BYTES = 24
HEADER = "# Made by deploy/compose/init. It holds passwords: keep it to yourself, and back it up with the data.\n"


def main(root: Path = ROOT) -> None:
    """Prepare and say what was done; never a password."""
    added = prepare(root)
    done = f".env: {', '.join(added)}" if added else ".env: nothing was missing"
    sys.stdout.write(f"{done}\ndeploy/compose/secrets: definitions.json, keys/jwks.json\n")


def prepare(root: Path) -> list[str]:
    """Write everything below ``root``; the names that were added to .env."""
    environment = root / ".env"
    text = environment.read_text() if environment.exists() else HEADER
    known = parse(text)
    added = {name: value for name, value in wanted().items() if not known.get(name)}
    lines = "".join(f"{name}={value}\n" for name, value in added.items())
    draft = root / ".env.new"
    write_secret(draft, text + ("" if text.endswith("\n") else "\n") + lines)
    draft.replace(environment)
    _write_files(root / "deploy" / "compose", parse(environment.read_text()))
    return list(added)


def wanted() -> dict[str, str]:
    """A value for every variable that the compose files demand, passwords made anew; URL-safe, so that they fit into URLs."""
    partners = {f"{one.service.upper()}_PARTNER": one.partner for one in DEFAULT_DEPLOYMENTS}
    owners = ["OPS", *(one.service.upper() for one in DEFAULT_DEPLOYMENTS)]
    broker = {f"BROKER_{owner}_PASSWORD": secrets.token_hex(PASSWORD_BYTES) for owner in owners}
    owners[0] = "ROOT"
    database = {f"MONGO_{owner}_PASSWORD": secrets.token_hex(PASSWORD_BYTES) for owner in owners}
    mail = {
        "NOTIFICATIONS_SMTP_URL": "smtp://127.0.0.1:1025",
        "NOTIFICATIONS_MAIL_FROM": "'Essaim <essaim@cmq-mma.invalid>'",
    }
    pages = {"ENROLMENT_PUBLIC_URL": "http://127.0.0.1:18201", "ACCOUNTING_PUBLIC_URL": "http://127.0.0.1:18203"}
    person = {"ESSAIM_UID": str(os.getuid()), "ESSAIM_GID": str(os.getgid())}
    return partners | broker | database | mail | pages | person


def parse(text: str) -> dict[str, str]:
    """The variables of an .env file."""
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}


def rendered(known: Mapping[str, str], federation: Mapping[str, str] | None = None) -> str:
    """RabbitMQ's definitions for the partners and passwords of an .env file; ``federation`` has the secrets of other buses."""
    services = [one.service for one in DEFAULT_DEPLOYMENTS]
    deployments = [Deployment(known[f"{service.upper()}_PARTNER"], service) for service in services]
    passwords = {one.user: known[f"BROKER_{one.service.upper()}_PASSWORD"] for one in deployments}
    passwords[OPS_USER] = known["BROKER_OPS_PASSWORD"]
    alone = definitions(deployments, subscriptions_of(services), passwords)
    buses = [parse_federated(one) for one in known.get("ESSAIM_FEDERATE", "").split()]
    return json.dumps(add_federated(alone, known.get("ESSAIM_BUS", ""), buses, federation or {}), indent=1)


def _write_files(directory: Path, known: Mapping[str, str]) -> None:
    closed = directory / "secrets"
    for path in (closed, directory / "mails"):
        path.mkdir(exist_ok=True)
        path.chmod(0o700)
    # The demo writes here; the engine would otherwise give the directory to root.
    (directory.parents[1] / "demo-output").mkdir(exist_ok=True)
    federation = closed / "federation.json"
    secrets_of_buses = read_passwords(federation) if federation.exists() else {}
    write_secret(closed / "definitions.json", rendered(known, secrets_of_buses), mode=0o644)
    issuer = LocalIssuer(closed / "keys")
    issuer.jwks_file.chmod(0o644)


if __name__ == "__main__":
    main()
