"""The bus as it is declared: names, limits, and permissions that are tried on a real broker."""

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from aio_pika import Message, connect
from aio_pika.exceptions import AMQPError

from essaim.contracts.definitions import OPS_USER, definitions, password_hash, permission, topic_permissions
from essaim.contracts.topology import EVENTS_LOG, RETRY_DELAYS, UNHEARD, Deployment, RetryDelay, topology
from tests.support.broker import STAFF, Rabbit

ENROLMENT, ACCOUNTING, *_ = STAFF
SUBSCRIPTIONS = {"accounting": {"events": ["enrolment.group_started.v1"], "personal": ["enrolment.person_erased.v1"]}}
PASSWORDS = {OPS_USER: "o", **{deployment.user: "d" for deployment in STAFF}, "integrator": "i"}


def rendered() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(
        json.dumps(definitions(STAFF, SUBSCRIPTIONS, PASSWORDS, readers=["integrator"]))
    )
    return result


def arguments_of(queue: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [one["arguments"] for one in rendered()["queues"] if one["name"] == queue]
    assert len(found) == 1
    return found[0]


def test_a_deployment_has_an_inbox_four_retries_and_a_dead_queue() -> None:
    names = [queue.name for queue in topology([ACCOUNTING], SUBSCRIPTIONS).queues]
    inbox = "staff-b.accounting"
    retries = [f"{inbox}.retry.{label}" for label in ("5s", "1m", "10m", "1h")]
    assert names == [EVENTS_LOG, UNHEARD, inbox, *retries, f"{inbox}.dead"]
    assert [delay.milliseconds for delay in RETRY_DELAYS] == [5_000, 60_000, 600_000, 3_600_000]


def test_the_inbox_gives_up_after_twenty_deliveries_and_loses_nothing_then() -> None:
    assert arguments_of("staff-b.accounting") == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 20,
        "x-dead-letter-exchange": "dead",
        "x-dead-letter-routing-key": "staff-b.accounting.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def test_a_retry_queue_returns_to_the_inbox_by_the_default_exchange() -> None:
    arguments = arguments_of("staff-b.accounting.retry.1m")
    assert arguments["x-message-ttl"] == 60_000
    assert (arguments["x-dead-letter-exchange"], arguments["x-dead-letter-routing-key"]) == ("", "staff-b.accounting")


def test_dead_letters_are_kept_without_limit_and_events_for_400_days() -> None:
    assert "x-message-ttl" not in arguments_of("staff-b.accounting.dead")
    assert arguments_of(EVENTS_LOG) == {"x-queue-type": "stream", "x-max-age": "400D"}


def test_an_inbox_is_bound_to_what_its_service_listens_to() -> None:
    bound = [
        (one["source"], one["routing_key"])
        for one in rendered()["bindings"]
        if one["destination"] == "staff-b.accounting"
    ]
    assert bound == [("events", "enrolment.group_started.v1"), ("personal", "enrolment.person_erased.v1")]


def test_retry_delays_are_an_argument() -> None:
    names = [queue.name for queue in topology([ACCOUNTING], {}, [RetryDelay("soon", 10)]).queues]
    assert [name for name in names if ".retry." in name] == ["staff-b.accounting.retry.soon"]


@pytest.mark.parametrize("partner", ["", "CMQ", "cmq.mma", "cmq_mma", "-cmq", "cmq-", "cmq--mma", "a" * 41, "cmq\n"])
def test_a_partner_id_that_could_be_a_pattern_is_refused(partner: str) -> None:
    with pytest.raises(ValueError, match="partner id"):
        Deployment(partner, "accounting")


@pytest.mark.parametrize("service", ["", "Accounting", "account-ing", "accounting.dead", "*"])
def test_a_service_name_that_could_be_another_user_is_refused(service: str) -> None:
    with pytest.raises(ValueError, match="service name"):
        Deployment("coopilote", service)


def test_listening_to_an_unknown_exchange_is_refused() -> None:
    with pytest.raises(ValueError, match="only events and personal"):
        topology([ACCOUNTING], {"accounting": {"retry": ["#"]}})


def test_a_user_without_a_password_is_refused() -> None:
    with pytest.raises(ValueError, match="staff-a-enrolment"):
        definitions(STAFF, {}, {OPS_USER: "o"})


def test_password_hashes_are_rabbitmqs_salted_sha256() -> None:
    raw = base64.b64decode(password_hash("secret", b"\x01\x02\x03\x04"))
    assert raw == b"\x01\x02\x03\x04" + hashlib.sha256(b"\x01\x02\x03\x04secret").digest()
    assert password_hash("secret") != password_hash("secret")
    assert "secret" not in json.dumps(rendered())


@pytest.mark.parametrize(
    ("name", "readable", "writable"),
    [
        ("staff-b.accounting", True, False),
        ("staff-b.accounting.retry.5s", True, False),
        ("staff-b.accounting.dead", True, False),
        ("staff-b-accounting", False, False),
        ("staff-b.accounting.retry.5s.more", False, False),
        ("staff-b.notifications", False, False),
        ("staff-a.enrolment", False, False),
        ("staff-bXaccounting", False, False),
        ("events.log", True, False),
        ("events.logs", False, False),
        ("personal.unheard.log", False, False),
        ("events", False, True),
        ("personal", False, True),
        ("retry", False, True),
        ("dead", False, True),
        ("eventsX", False, False),
        ("personal.unheard", False, False),
        ("amq.default", False, False),
        ("amq.topic", False, False),
        ("", False, False),
    ],
)
def test_permissions_of_a_deployment(name: str, readable: bool, writable: bool) -> None:
    granted = permission(ACCOUNTING)
    assert bool(re.search(granted["read"], name)) is readable
    assert bool(re.search(granted["write"], name)) is writable
    assert bool(re.search(granted["configure"], name)) is (name == "")


@pytest.mark.parametrize(
    ("exchange", "routing_key", "allowed"),
    [
        ("events", "accounting.invoice_issued.v1", True),
        ("personal", "accounting.remuneration_statement.v1", True),
        ("events", "enrolment.group_started.v1", False),
        ("events", "accountingX.invoice_issued.v1", False),
        ("personal", "enrolment.accounting.v1", False),
        ("retry", "staff-b.accounting.retry.5s", True),
        ("retry", "staff-b.accounting.retry.1h", True),
        ("retry", "staff-b.accounting.retry.2h", False),
        ("retry", "staff-b.notifications.retry.5s", False),
        ("retry", "staff-bXaccounting.retry.5s", False),
        ("dead", "staff-b.accounting.dead", True),
        ("dead", "staff-a.enrolment.dead", False),
    ],
)
def test_topic_permissions_of_a_deployment(exchange: str, routing_key: str, allowed: bool) -> None:
    patterns = {one["exchange"]: one["write"] for one in topic_permissions(ACCOUNTING)}
    assert bool(re.search(patterns[exchange], routing_key)) is allowed


def test_an_integrator_reads_the_log_and_nothing_else() -> None:
    granted = next(one for one in rendered()["permissions"] if one["user"] == "integrator")
    assert (granted["configure"], granted["write"], granted["read"]) == ("^$", "^$", r"^events\.log$")


@pytest.mark.broker
@pytest.mark.parametrize(
    ("exchange", "routing_key"),
    [
        ("events", "enrolment.group_closed.v1"),
        ("personal", "enrolment.person_nobody_listens_to.v1"),
        ("retry", "staff-a.enrolment.retry.5s"),
        ("dead", "staff-a.enrolment.dead"),
    ],
)
async def test_a_deployment_publishes_its_own(rabbit: Rabbit, exchange: str, routing_key: str) -> None:
    """Mandatory and confirmed: an event that nobody consumes is none the less taken."""
    assert await refusal(rabbit, ENROLMENT, exchange, routing_key) is None


@pytest.mark.broker
@pytest.mark.parametrize(
    ("exchange", "routing_key", "user_id"),
    [
        ("events", "accounting.invoice_issued.v1", None),
        ("personal", "accounting.remuneration_statement.v1", None),
        ("events", "enrolment.group_closed.v1", "staff-b-accounting"),
        ("retry", "staff-b.accounting.retry.5s", None),
        ("dead", "staff-b.accounting.dead", None),
        ("", "staff-b.accounting", None),
        ("", "staff-a.enrolment", None),
        ("amq.topic", "enrolment.group_closed.v1", None),
    ],
)
async def test_a_deployment_is_refused_what_is_not_its_own(
    rabbit: Rabbit, exchange: str, routing_key: str, user_id: str | None
) -> None:
    assert re.search(
        "ACCESS_REFUSED|PRECONDITION", await refusal(rabbit, ENROLMENT, exchange, routing_key, user_id) or ""
    )


@pytest.mark.broker
async def test_a_deployment_neither_reads_nor_changes_foreign_queues(rabbit: Rabbit) -> None:
    async with await connect(rabbit.url_of(ENROLMENT)) as connection:
        for queue in ("staff-b.accounting", "staff-b.accounting.dead", UNHEARD):
            channel = await connection.channel()
            with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
                await (await channel.get_queue(queue, ensure=False)).get(fail=False)
        channel = await connection.channel()
        with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
            await channel.declare_queue("staff-a.enrolment.mine", durable=True)
        channel = await connection.channel()
        own = await channel.get_queue(ENROLMENT.queue, ensure=False)
        with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
            await own.bind("personal", "#")
        channel = await connection.channel()
        # Its own it may read, whatever is in it.
        await (await channel.get_queue(ENROLMENT.queue, ensure=False)).get(fail=False, no_ack=True)


@pytest.mark.broker
async def test_unheard_personal_events_are_kept_nowhere(rabbit: Rabbit) -> None:
    assert await refusal(rabbit, ENROLMENT, "personal", "enrolment.person_nobody_listens_to.v1") is None
    await rabbit.wait_for_depth(UNHEARD, 0)


@pytest.mark.broker
async def test_a_message_comes_back_from_its_retry_queue(rabbit: Rabbit) -> None:
    async with rabbit.room("coaching") as room, await connect(rabbit.url) as connection:
        coaching = room["coaching"]
        channel = await connection.channel(on_return_raises=True)
        inbox = await channel.get_queue(coaching.queue, ensure=False)
        retry = await channel.get_exchange("retry", ensure=False)
        await retry.publish(Message(b"again"), coaching.retry_queue(RETRY_DELAYS[0]), mandatory=True)
        async with inbox.iterator(timeout=10) as messages:
            message = await anext(messages)
            await message.ack()
        assert message.body == b"again"


@pytest.mark.broker
async def test_a_message_that_reaches_the_delivery_limit_is_a_dead_letter(rabbit: Rabbit) -> None:
    async with rabbit.room("coaching") as room, await connect(rabbit.url) as connection:
        coaching = room["coaching"]
        channel = await connection.channel()
        inbox = await channel.get_queue(coaching.queue, ensure=False)
        dead = await channel.get_queue(coaching.dead_queue, ensure=False)
        await channel.default_exchange.publish(Message(b"poison", message_id="p1"), coaching.queue, mandatory=True)
        deliveries = 0
        async with inbox.iterator() as messages, dead.iterator(timeout=20) as dead_letters:
            for _ in range(21):
                await (await anext(messages)).reject(requeue=True)
                deliveries += 1
            letter = await anext(dead_letters)
            await letter.ack()
        assert (letter.message_id, letter.body, deliveries) == ("p1", b"poison", 21)


async def refusal(
    rabbit: Rabbit, deployment: Deployment, exchange: str, routing_key: str, user_id: str | None = None
) -> str | None:
    """Publish as a deployment; what the broker answers when it refuses, None when it has taken and routed it."""
    async with await connect(rabbit.url_of(deployment)) as connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        target = channel.default_exchange if not exchange else await channel.get_exchange(exchange, ensure=False)
        message = Message(b"{}", user_id=user_id or deployment.user)
        try:
            await target.publish(message, routing_key, mandatory=True, timeout=10)
        except AMQPError as error:
            return str(error)
        return None
