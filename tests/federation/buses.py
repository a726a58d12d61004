"""Two private nodes as two partners run them, each rendered for its own deployments, with a proxy on each line between.

``coopilote`` is the hub here, with an integrator; ``ubfc`` has a broker of its own, with a user named as the hub's service.
"""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aio_pika
import httpx
import pytest
from aio_pika.abc import AbstractIncomingMessage

from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.ports import free_port
from essaim.cli.local.rabbit_node import RabbitNode, find_server
from essaim.contracts.definitions import OPS_USER, user
from essaim.contracts.federation import Federated, add_federated, uri_name
from essaim.contracts.integrators import Integrator, add_integrators
from essaim.contracts.topology import EVENTS_LOG, VHOST, Deployment, Subscriptions
from tests.support.broker import SHORT_DELAYS
from tests.support.polling import eventually
from tests.support.tcp_proxy import TcpProxy

HUB, GUEST = Deployment("coopilote", "toy"), Deployment("ubfc", "toy")
ACME = Integrator("acme", ("toy.#",))
GIVEN_TYPE, PERSONAL_TYPE = "toy.counter_increased.v1", "toy.person_named.v1"
"""All that the hub gives, and the personal data that it takes."""
HEARTBEAT_SECONDS, RECONNECT_SECONDS = 2, 1
"""Shorter than in production, so that tests are."""
Change = Callable[[dict[str, Any]], dict[str, Any]]


class Node(RabbitNode):
    """A node whose definitions are changed before they are loaded."""

    change: Change

    async def start(self, definitions: dict[str, Any]) -> None:
        """Start with the changed definitions."""
        await super().start(self.change(definitions))


class Bus(LocalBroker):
    """A partner's bus. Skipped where there is no ``rabbitmq-server``."""

    def __init__(self, directory: Path, deployment: Deployment, subscriptions: Subscriptions) -> None:
        script = find_server()
        if script is None:
            pytest.skip("there is no rabbitmq-server on this machine: two buses need two nodes of our own")
        super().__init__(directory, (deployment,), subscriptions, retry_delays=SHORT_DELAYS, given_url="")
        self.deployment = deployment
        self.name = deployment.partner
        self.management_port = free_port()
        plugins = {"rabbitmq_shovel": 0, "rabbitmq_shovel_management": 0, "rabbitmq_management": self.management_port}
        self.node = Node(script, directory, None, plugins)
        self.secrets: dict[str, str] = {}
        self.wanted: dict[str, Any] = {}
        """The definitions as they were loaded."""

    def _choose(self) -> RabbitNode:
        return self.node

    def url_of(self, name: str, password: str | None = None) -> str:
        """The AMQP URL of any user."""
        known = {**self._passwords, **self.secrets}
        return f"amqp://{name}:{known[name] if password is None else password}@127.0.0.1:{self.port}/{VHOST}"

    @property
    def management_url(self) -> str:
        """The management API, as ops."""
        return f"http://ops:{self._passwords['ops']}@127.0.0.1:{self.management_port}"

    async def request(self, method: str, path: str, body: Any = None) -> Any:
        """A call of the management API."""
        async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
            answer = await client.request(method, f"{self.management_url}/api{path}", json=body)
            answer.raise_for_status()
            return answer.json() if answer.content else None

    async def links(self) -> dict[str, str]:
        """The state of each shovel, by name."""
        return {one["name"]: one["state"] for one in await self.request("GET", "/shovels")}

    async def depth(self, queue: str) -> int:
        """How many messages wait in a queue; what somebody holds is not counted."""
        async with await aio_pika.connect(self.ops_url) as connection:
            channel = await connection.channel()
            declared = await channel.declare_queue(queue, passive=True)
            return declared.declaration_result.message_count or 0

    async def publish(self, user_name: str, exchange: str, key: str, message: aio_pika.Message) -> None:
        """Publish as one of its users, confirmed."""
        url = self.ops_url if user_name == OPS_USER else self.url_of(user_name)
        async with await aio_pika.connect(url) as connection:
            channel = await connection.channel()
            target = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
            await target.publish(message, key)

    async def all_of(self, queue: str) -> list[AbstractIncomingMessage]:
        """Every message of a queue, which is emptied."""
        found = []
        async with await aio_pika.connect(self.ops_url) as connection:
            channel = await connection.channel()
            source = await channel.get_queue(queue, ensure=False)
            while (message := await source.get(fail=False, no_ack=True)) is not None:
                found.append(message)
        return found

    async def logged(self, seconds: float = 1.0) -> list[AbstractIncomingMessage]:
        """The whole log, up to the first silence of so many seconds."""
        found: list[AbstractIncomingMessage] = []
        async with await aio_pika.connect(self.ops_url) as connection:
            channel = await connection.channel()
            await channel.set_qos(prefetch_count=500)
            log = await channel.get_queue(EVENTS_LOG, ensure=False)
            last = time.monotonic()

            async def take(message: AbstractIncomingMessage) -> None:
                nonlocal last
                found.append(message)
                last = time.monotonic()
                await message.ack()

            async def silent() -> bool:
                return time.monotonic() - last > seconds

            await log.consume(take, arguments={"x-stream-offset": "first"})
            await eventually(silent, "the end of the log")
        return found


@dataclass(frozen=True)
class Pair:
    """Both buses, and the lines between: ``to_hub`` is the one by which the guest fetches from the hub."""

    hub: Bus
    guest: Bus
    to_hub: TcpProxy
    to_guest: TcpProxy

    async def linked(self) -> bool:
        """Whether every link runs."""
        found = [*(await self.hub.links()).values(), *(await self.guest.links()).values()]
        return len(found) == 3 and set(found) == {"running"}

    async def waiting(self) -> int:
        """How much still waits for the other side."""
        return await self.hub.depth("federation.ubfc.events") + await self.guest.depth("federation.coopilote.events")


def changed(bus: Bus, other: Federated, line: TcpProxy, *more: Change) -> Change:
    """The definitions of a bus with the other one on it."""
    bus.secrets |= {one: secrets.token_urlsafe(12) for one in (f"federation.{other.bus}", ACME.user)}

    def change(definitions: dict[str, Any]) -> dict[str, Any]:
        for step in more:
            definitions = step(definitions)
        login = f"federation.{bus.name}:{bus.secrets['login']}"
        uri = f"amqp://{login}@127.0.0.1:{line.port}/{VHOST}?heartbeat={HEARTBEAT_SECONDS}"
        result = add_federated(definitions, bus.name, [other], {**bus.secrets, uri_name(other.bus): uri})
        for parameter in result["parameters"]:
            parameter["value"]["reconnect-delay"] = RECONNECT_SECONDS
        bus.wanted = result
        return result

    return change


@asynccontextmanager
async def pair(directory: Path, subscriptions: Subscriptions) -> AsyncIterator[Pair]:
    """Both nodes, started one beside the other and linked."""
    hub, guest = Bus(directory / "hub", HUB, subscriptions), Bus(directory / "guest", GUEST, subscriptions)
    async with AsyncExitStack() as stack:
        to_hub, to_guest = TcpProxy(free_port(), hub.node.port), TcpProxy(free_port(), guest.node.port)
        await stack.enter_async_context(to_hub)
        await stack.enter_async_context(to_guest)
        hub.node.change = changed(
            hub,
            Federated("ubfc", given=(GIVEN_TYPE,), taken=("toy.#",), taken_personal=(PERSONAL_TYPE,)),
            to_guest,
            lambda found: add_integrators(found, [ACME], hub.secrets),
        )
        guest.secrets[HUB.user] = secrets.token_urlsafe(12)
        given = Federated("coopilote", given_personal=(PERSONAL_TYPE,))
        guest.node.change = changed(guest, given, to_hub, lambda found: _with_a_liar(found, guest))
        hub.secrets["login"] = guest.secrets["federation.coopilote"]
        guest.secrets["login"] = hub.secrets["federation.ubfc"]
        stack.push_async_callback(_stop, hub, guest)
        await asyncio.gather(hub.start(), guest.start())
        found = Pair(hub, guest, to_hub, to_guest)
        await eventually(found.linked, "both links", 30)
        yield found


async def _stop(*buses: Bus) -> None:
    await asyncio.gather(*(bus.stop() for bus in buses))


def _with_a_liar(definitions: dict[str, Any], bus: Bus) -> dict[str, Any]:
    """Whoever owns a broker can make any user on it, also one with the name of somebody else's deployment."""
    permission = {"user": HUB.user, "vhost": VHOST, "configure": "^$", "write": "^events$", "read": "^$"}
    return definitions | {
        "users": [*definitions["users"], user(HUB.user, bus.secrets)],
        "permissions": [*definitions["permissions"], permission],
    }
