"""``essaim topology render``: the definitions that ops load into RabbitMQ, for the deployments on their bus."""

import json
from collections.abc import Sequence
from pathlib import Path

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
    known = json.loads(passwords.read_text())
    if not isinstance(known, dict):
        raise ValueError(f"{passwords} is not a JSON object of user names and passwords")
    chosen = [parse_deployment(one) for one in deployments] or list(DEFAULT_DEPLOYMENTS)
    subscriptions = subscriptions_of(one.service for one in chosen)
    bus = definitions(chosen, subscriptions, known, readers=readers)
    return json.dumps(add_integrators(bus, [parse_integrator(one) for one in integrators], known), indent=2)
