"""``essaim topology render``: the definitions that ops load into RabbitMQ, for the deployments on their bus."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from essaim.cli.local.subscriptions import subscriptions_of
from essaim.cli.local.suite import DEFAULT_DEPLOYMENTS
from essaim.contracts.catalogue import contracts
from essaim.contracts.definitions import definitions
from essaim.contracts.event import CONTRACTS, PERSONAL
from essaim.contracts.federation import Federated, add_federated, uri_name
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


FEDERATED_PARTS = {
    "to": "given",
    "from": "taken",
    "personal-to": "given_personal",
    "personal-from": "taken_personal",
}
"""What ``--federate`` says of a bus, and the field of ``Federated`` that it is."""


def parse_federated(text: str) -> Federated:
    """Another bus from ``name[:to=type,…][:from=type,…][:personal-to=…][:personal-from=…]``; ``none`` stands for no type.
    ValueError for anything else, and for a personal type that the suite does not have."""
    name, *parts = text.split(":")
    given: dict[str, tuple[str, ...]] = {}
    for part in parts:
        key, equals, types = part.partition("=")
        if not equals or key not in FEDERATED_PARTS or FEDERATED_PARTS[key] in given:
            raise ValueError(
                f"--federate {text}: {part!r} is not one of {', '.join(f'{one}=type,…' for one in FEDERATED_PARTS)}, each once"
            )
        found = tuple(one.strip() for one in types.split(",") if one.strip())
        if not found:
            raise ValueError(f"--federate {text}: {key} names no type; {key}=none for nothing")
        given[FEDERATED_PARTS[key]] = () if found == ("none",) else found
    _check_personal(text, (*given.get("given_personal", ()), *given.get("taken_personal", ())))
    try:
        return Federated(name, **given)
    except ValueError as error:
        raise ValueError(f"--federate {text}: {error}") from error


def _check_personal(text: str, types: Sequence[str]) -> None:
    """A misspelled event would be missed one day; misspelled personal data, or a pattern, might be told to somebody."""
    contracts()
    known = sorted(type_ for type_, model in CONTRACTS.items() if model.exchange == PERSONAL)
    for type_ in types:
        if type_ not in known:
            raise ValueError(
                f"--federate {text}: {type_!r} is no event with personal data; there are {', '.join(known)}"
            )


def render(
    passwords: Path,
    deployments: Sequence[str],
    integrators: Sequence[str] = (),
    readers: Sequence[str] = (),
    federated: Sequence[str] = (),
    own: str = "",
) -> str:
    """The definitions as JSON; without deployments, those of the local suite. ValueError when a password is missing."""
    return json.dumps(bus(read_passwords(passwords), deployments, integrators, readers, federated, own), indent=2)


def read_passwords(path: Path) -> dict[str, str]:
    """Broker user → password. ValueError when the file is something else."""
    known = json.loads(path.read_text())
    if not isinstance(known, dict):
        raise ValueError(f"{path} is not a JSON object of user names and passwords")
    return known


def bus(
    passwords: Mapping[str, str],
    deployments: Sequence[str],
    integrators: Sequence[str],
    readers: Sequence[str],
    federated: Sequence[str] = (),
    own: str = "",
) -> dict[str, Any]:
    """The definitions for deployments (``<partner>.<service>``), integrators (``name=type,type``), readers of the log, and
    federated buses, which call this one ``own``."""
    if federated and not own:
        raise ValueError(
            "--federate needs --bus: the name that the other buses have for this one, for instance --bus hub"
        )
    if own and not federated:
        raise ValueError("--bus is for a bus with others: name each with --federate")
    chosen = [parse_deployment(one) for one in deployments] or list(DEFAULT_DEPLOYMENTS)
    subscriptions = subscriptions_of(one.service for one in chosen)
    alone = add_integrators(
        definitions(chosen, subscriptions, passwords, readers=readers),
        [parse_integrator(one) for one in integrators],
        passwords,
    )
    return add_federated(alone, own, [parse_federated(one) for one in federated], passwords)


class AnyPassword(dict[str, str]):
    """Stands for passwords that are not known, where only the rest is compared. ``own`` logs in at federated buses."""

    def __init__(self, known: Mapping[str, str], own: str = "") -> None:
        super().__init__(known)
        self._own = own

    def get(self, name: str, default: Any = None) -> Any:
        """A password for everybody, and an address for every bus."""
        unknown = (
            f"amqp://federation.{self._own}:unknown@unknown/unknown" if name.startswith(uri_name("")) else "unknown"
        )
        return super().get(name, default) or unknown

    def __missing__(self, name: str) -> str:
        return "unknown"
