"""``essaim topology render``: the definitions that ops load into RabbitMQ, for the deployments on their bus."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.local.suite import DEFAULT_DEPLOYMENTS
from essaim.contracts.catalogue import contracts
from essaim.contracts.definitions import definitions
from essaim.contracts.integrators import Integrator, add_integrators
from essaim.contracts.topology import Deployment


def parse_deployment(text: str) -> Deployment:
    """A deployment from ``<partner>.<service>``. ValueError for anything else."""
    partner, _, service = text.partition(".")
    return Deployment(partner, service)


def parse_integrator(text: str) -> Integrator:
    """An integrator from ``name=type,type``. ValueError for anything else."""
    # The registry is full once the catalogue is loaded: a type on `personal` is refused by its name.
    contracts()
    name, _, types = text.partition("=")
    return Integrator(name, tuple(part.strip() for part in types.split(",") if part.strip()))


def render(
    passwords: Path, deployments: Sequence[str], integrators: Sequence[str] = (), readers: Sequence[str] = ()
) -> str:
    """The definitions as JSON; without deployments, those of the local suite. ValueError when a password is missing."""
    return json.dumps(bus(read_passwords(passwords), deployments, integrators, readers), indent=2)


def read_passwords(path: Path) -> dict[str, str]:
    """Broker user → password. ValueError when the file is something else."""
    known = json.loads(path.read_text())
    if not isinstance(known, dict):
        raise ValueError(f"{path} is not a JSON object of user names and passwords")
    return known


def bus(
    passwords: Mapping[str, str], deployments: Sequence[str], integrators: Sequence[str], readers: Sequence[str]
) -> dict[str, Any]:
    """The definitions for deployments (``<partner>.<service>``), integrators (``name=type,type``) and readers of the log."""
    chosen = [parse_deployment(one) for one in deployments] or list(DEFAULT_DEPLOYMENTS)
    subscriptions = subscriptions_of(one.service for one in chosen)
    return add_integrators(
        definitions(chosen, subscriptions, passwords, readers=readers),
        [parse_integrator(one) for one in integrators],
        passwords,
    )


class AnyPassword(dict[str, str]):
    """Stands for passwords that are not known, where only the rest is compared."""

    def get(self, name: str, default: Any = None) -> Any:
        """A password for everybody."""
        return super().get(name, default) or "unknown"

    def __missing__(self, name: str) -> str:
        return "unknown"
