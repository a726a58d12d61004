"""A broker of our own with integrators on it, as ops set them up: a queue bound to ``events``, and a confined user each."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.rabbit_node import RabbitNode, find_server
from essaim.contracts.integrators import Integrator, add_integrators
from essaim.contracts.topology import VHOST, Deployment, Subscriptions


@dataclass(frozen=True)
class Subscriber:
    """An integrator: its name, what it is bound to, and its password on this broker."""

    name: str
    types: tuple[str, ...]
    password: str

    @property
    def user(self) -> str:
        """Its broker user; its queue has the same name."""
        return f"integrator.{self.name}"


def subscriber(name: str, *types: str) -> Subscriber:
    """An integrator with a password of its own."""
    return Subscriber(name, types, secrets.token_urlsafe(16))


class SubscribedBroker(LocalBroker):
    """A private node whose definitions hold the subscribers too. Skipped where there is no ``rabbitmq-server``."""

    def __init__(
        self, directory: Path, deployments: Sequence[Deployment], bound: Subscriptions, readers: Sequence[Subscriber]
    ) -> None:
        super().__init__(directory, deployments, bound, given_url="")
        self._node = _node(directory, readers)

    def url_of(self, reader: Subscriber) -> str:
        """The AMQP URL of an integrator's own user."""
        return f"amqp://{reader.user}:{reader.password}@127.0.0.1:{self.port}/{VHOST}"

    def _choose(self) -> RabbitNode:
        return self._node


def _node(directory: Path, readers: Sequence[Subscriber]) -> RabbitNode:
    script = find_server()
    if script is None:
        pytest.skip("there is no rabbitmq-server on this machine: confined users need a node of our own")
    return _SubscribedNode(script, directory, readers)


class _SubscribedNode(RabbitNode):
    def __init__(self, script: Path, directory: Path, readers: Sequence[Subscriber]) -> None:
        super().__init__(script, directory)
        self._readers = readers

    async def start(self, definitions: dict[str, Any]) -> None:
        wanted = [Integrator(reader.name, reader.types) for reader in self._readers]
        passwords = {reader.user: reader.password for reader in self._readers}
        await super().start(add_integrators(definitions, wanted, passwords))
