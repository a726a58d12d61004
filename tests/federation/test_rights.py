"""What the users of a link may do: fetch what is given, publish what is taken, and nothing else."""

from collections.abc import Awaitable, Callable
from typing import Any

import aio_pika
import httpx
import pytest
from aio_pika.abc import AbstractChannel
from aiormq.exceptions import ChannelAccessRefused

from essaim.contracts.definitions import OPS_USER
from tests.federation.buses import GIVEN_TYPE, GUEST, HUB, PERSONAL_TYPE, Bus, Pair
from tests.support.polling import equal, eventually

pytestmark = [pytest.mark.broker, pytest.mark.asyncio(loop_scope="session")]
OTHER_TYPE = "toy.counter_poisoned.v1"
QUEUE = "federation.ubfc.events"
READER, WRITER = "federation.ubfc", "federated.ubfc"


async def _publish(channel: AbstractChannel, exchange: str, key: str) -> None:
    target = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
    await target.publish(aio_pika.Message(b"x", delivery_mode=2), key)


async def _get(channel: AbstractChannel, queue: str) -> None:
    source = await channel.get_queue(queue, ensure=False)
    await source.get(fail=False)


async def _bind(channel: AbstractChannel, queue: str, exchange: str, key: str) -> None:
    await (await channel.get_queue(queue, ensure=False)).bind(exchange, key)


async def _delete(channel: AbstractChannel, queue: str) -> None:
    await channel.queue_delete(queue)


async def _declare(channel: AbstractChannel, queue: str) -> None:
    await channel.declare_queue(queue)


async def _declare_exchange(channel: AbstractChannel, exchange: str) -> None:
    await channel.declare_exchange(exchange, "topic")


FORBIDDEN: dict[str, Callable[[AbstractChannel], Awaitable[None]]] = {
    "read an inbox": lambda channel: _get(channel, HUB.queue),
    "read dead letters": lambda channel: _get(channel, HUB.dead_queue),
    "read the log": lambda channel: _get(channel, "events.log"),
    "publish events": lambda channel: _publish(channel, "events", GIVEN_TYPE),
    "publish personal data": lambda channel: _publish(channel, "personal", PERSONAL_TYPE),
    "publish where the link arrives": lambda channel: _publish(channel, WRITER, GIVEN_TYPE),
    "publish where links meet": lambda channel: _publish(channel, "federated-events", GIVEN_TYPE),
    "publish to a dead-letter queue": lambda channel: _publish(channel, "dead", HUB.dead_queue),
    "publish to an inbox": lambda channel: _publish(channel, "", HUB.queue),
    "take what was not given": lambda channel: _bind(channel, QUEUE, "events", OTHER_TYPE),
    "take personal data": lambda channel: _bind(channel, QUEUE, "personal", "#"),
    "delete its queue": lambda channel: _delete(channel, QUEUE),
    "declare its queue anew": lambda channel: _declare(channel, QUEUE),
    "declare a queue": lambda channel: _declare(channel, "federation.ubfc.more"),
    "declare an exchange": lambda channel: _declare_exchange(channel, "federation.ubfc.more"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
async def test_the_other_bus_may_not(what: str, hub: Bus) -> None:
    async with await aio_pika.connect(hub.url_of(READER)) as connection:
        channel = await connection.channel()
        with pytest.raises(ChannelAccessRefused):
            await FORBIDDEN[what](channel)


async def test_the_other_bus_gets_what_it_is_given_and_no_more(buses: Pair) -> None:
    for key in (OTHER_TYPE, GIVEN_TYPE):
        await buses.hub.publish(HUB.user, "events", key, aio_pika.Message(b"x", user_id=HUB.user))
    await eventually(lambda: equal(buses.guest.depth(GUEST.queue), 1), "the message")
    (message,) = await buses.guest.all_of(GUEST.queue)
    assert (message.exchange, message.routing_key) == ("federated.coopilote", GIVEN_TYPE)
    assert (message.user_id, message.delivery_mode) == ("federated.coopilote", 2)
    assert await buses.hub.depth(QUEUE) == 0
    await buses.hub.all_of(HUB.queue)


async def test_what_is_given_and_not_taken_is_fetched_and_dropped(buses: Pair) -> None:
    for key in ("other.thing_done.v1", GIVEN_TYPE):
        await buses.guest.publish(OPS_USER, "events", key, aio_pika.Message(b"x", delivery_mode=2))
    await eventually(lambda: equal(buses.hub.depth(HUB.queue), 1), "the message that is taken")
    assert "other.thing_done.v1" in {message.routing_key for message in await buses.guest.logged()}
    assert "other.thing_done.v1" not in {message.routing_key for message in await buses.hub.logged()}
    assert await buses.guest.depth("federation.coopilote.events") == 0
    await buses.hub.all_of(HUB.queue)
    await buses.guest.all_of(GUEST.queue)


async def test_personal_data_crosses_by_its_own_way_and_only_what_was_named(buses: Pair) -> None:
    for key in ("toy.person_renamed.v1", PERSONAL_TYPE):
        await buses.guest.publish(GUEST.user, "personal", key, aio_pika.Message(b"x", delivery_mode=2))
    await eventually(lambda: equal(buses.hub.depth(HUB.queue), 1), "the message")
    (message,) = await buses.hub.all_of(HUB.queue)
    assert (message.exchange, message.routing_key) == ("federated.ubfc.personal", PERSONAL_TYPE)
    assert await buses.guest.depth("federation.coopilote.personal") == 0


@pytest.mark.parametrize("password", ["", WRITER, "guest", "unknown"])
async def test_nobody_logs_in_as_the_user_of_the_shovel(password: str, hub: Bus) -> None:
    refused = await _log_in(hub, READER, "wrong")
    assert await _log_in(hub, READER, hub.secrets[READER]) != refused
    assert await _log_in(hub, WRITER, password) == refused


async def _log_in(bus: Bus, name: str, password: str) -> Any:
    """What the broker says to a name and a password; it says more to those that are right."""
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        url = f"http://127.0.0.1:{bus.management_port}/api/whoami"
        return (await client.get(url, auth=(name, password))).json()


@pytest.mark.parametrize("exchange", ["federated.ubfc", "federated.ubfc.personal", "federated-events"])
async def test_no_deployment_speaks_through_the_entrance_of_another_bus(exchange: str, hub: Bus) -> None:
    async with await aio_pika.connect(hub.url(HUB)) as connection:
        channel = await connection.channel()
        with pytest.raises(ChannelAccessRefused):
            await _publish(channel, exchange, GIVEN_TYPE)


async def test_a_shovel_publishes_at_its_entrance_only(hub: Bus) -> None:
    """Its local user has that one right: pointed at ``events`` it is refused, and at its entrance it works."""
    value = {"src-protocol": "amqp091", "src-uri": f"amqp://{OPS_USER}@/essaim", "dest-protocol": "amqp091"}
    value |= {"dest-uri": f"amqp://{WRITER}@/essaim", "ack-mode": "on-confirm", "src-queue": "elsewhere"}
    properties = {"dest-publish-properties": {"user_id": WRITER}}
    async with await aio_pika.connect(hub.ops_url) as connection:
        channel = await connection.channel()
        await channel.declare_queue("elsewhere", durable=True)
        inbox = await channel.get_queue(HUB.queue, ensure=False)
        await inbox.purge()
        await _publish(channel, "", "elsewhere")
        await hub.request(
            "PUT", "/parameters/shovel/essaim/wrong", {"value": value | properties | {"dest-exchange": "events"}}
        )
        await eventually(lambda: _refused(hub), "a refusal")
        assert await hub.depth(HUB.queue) == 0
        await hub.request("DELETE", "/parameters/shovel/essaim/wrong")
        right = {"dest-exchange": WRITER, "dest-exchange-key": GIVEN_TYPE}
        await hub.request("PUT", "/parameters/shovel/essaim/right", {"value": value | properties | right})
        await eventually(lambda: equal(hub.depth(HUB.queue), 1), "the message")
        message = await inbox.get(no_ack=True)
        assert message is not None
        assert (message.exchange, message.user_id) == (WRITER, WRITER)
        await hub.request("DELETE", "/parameters/shovel/essaim/right")
        # The bus is as it was rendered again: another file looks at that.
        await channel.queue_delete("elsewhere")


async def _refused(hub: Bus) -> bool:
    # Beside the node's own log lies one of its upgrades.
    logs = [one.read_text(errors="replace") for one in (hub.node._directory / "log").glob("essaim@*.log")]
    return any("exchange 'events' in vhost 'essaim' refused for user 'federated.ubfc'" in one for one in logs)
