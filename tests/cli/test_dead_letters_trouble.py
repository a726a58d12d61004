"""Dead letters in great number, of great size, with hostile content; a crash in the middle; letters that die again."""

import json
from pathlib import Path
from typing import Any

import pytest
from aio_pika import Message, connect
from aio_pika.exceptions import AMQPError

from essaim.cli.dead_letters import Tally, give_back, list_letters, look, replay
from essaim.cli.letters.dead_queue import FIRST_PORTION, LARGEST_PORTION, PORTION_BYTES, dead_queue_of, next_size
from essaim.cli.letters.selection import Selection
from essaim.contracts import topology
from essaim.contracts.topology import HEADER_ATTEMPT, HEADER_ERROR, HEADER_FAILED_AT, Deployment
from essaim.kit.settings import ServiceSettings
from tests.cli.dead_letter_room import all_ids, bury, objects, run, taken
from tests.support import toy
from tests.support.broker import Rabbit
from tests.support.polling import equal, eventually

pytestmark = pytest.mark.broker
LARGE = 20 * 1024 * 1024


async def test_ten_thousand_letters_are_given_back_in_their_order_even_after_a_look(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        ids = [f"e{n:05}" for n in range(10_000)]
        await bury(rabbit, accounting, ids)
        looked = await run(rabbit, "list", accounting.queue, "--type", "coaching.*")
        assert looked.stdout == ""
        assert looked.stderr.splitlines()[-1] == f"0 dead letters in {accounting.dead_queue}, 10000 others"
        result = await run(rabbit, "replay", accounting.queue, "--all")
        assert len(result.stdout.splitlines()) == 10_000
        progress = [line for line in result.stderr.splitlines() if line.startswith(f"{accounting.queue}: ")]
        assert len(progress) == 10
        assert progress[-1] == f"{accounting.queue}: 10000 of 10000 looked at"
        assert result.stderr.splitlines()[-1] == "10000 given back, 0 not chosen"
        assert await rabbit.depth(accounting.dead_queue) == 0
        assert await all_ids(rabbit, accounting.queue) == ids


@pytest.mark.parametrize("command", [("discard", "--yes"), ("replay",)], ids=["discard", "replay"])
async def test_what_left_the_queue_stays_away(rabbit: Rabbit, command: tuple[str, ...]) -> None:
    """A broker forgets acknowledgements that it has not written down when a channel closes: none may be among them."""
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        for n in range(5):
            await bury(rabbit, accounting, [f"e{n}-{m}" for m in range(101)])
            result = await run(rabbit, *command, accounting.queue, "--all")
            assert len(result.stdout.splitlines()) == 101
        assert await list_letters(rabbit.url, accounting.queue) == []


def test_a_portion_shrinks_where_letters_are_large() -> None:
    """Memory holds one portion: it starts small, doubles up to a limit, and comes down to one letter of 20 MiB."""
    size = FIRST_PORTION
    for _ in range(10):
        size = next_size(size, PORTION_BYTES)
    assert size == LARGEST_PORTION
    for _ in range(3):
        size = next_size(size, size * LARGE)
    assert size == 1


async def test_a_large_letter_is_shown_cut_had_whole_and_given_back_whole(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        body = b'{"x":"' + b"y" * LARGE + b'"}'
        await bury(rabbit, accounting, ["large"], body=body)
        result = await run(rabbit, "show", accounting.queue, "large")
        assert len(result.stdout) < 70_000
        shown = json.loads(result.stdout)
        assert (shown["bytes"], shown["body_cut_to"], len(shown["body"])) == (len(body), 65536, 65536)
        assert (await run(rabbit, "show", accounting.queue, "large", "--raw")).stdout_bytes == body
        assert await replay(rabbit.url, accounting.queue, ["large"]) == ["large"]
        async with await connect(rabbit.url) as connection:
            inbox = await (await connection.channel()).get_queue(accounting.queue, ensure=False)
            message = await inbox.get(no_ack=True)
            assert message is not None
            assert message.body == body


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (b'{"a": [1, 2.5, null]}', {"body": {"a": [1, 2.5, None]}}),
        (b'{"a": 1, "a": 2}', {"body": '{"a": 1, "a": 2}'}),
        (b"[NaN, 1e999]", {"body": "[NaN, 1e999]"}),
        (b"[" * 60_000, {"body": "[" * 60_000}),
        (b"[" * 30_000 + b"]" * 30_000, {"body": "[" * 30_000 + "]" * 30_000}),
        (b"9" * 5_000, {"body": "9" * 5_000}),
        (b'{"half": "\\ud800"}', {"body": {"half": "\ud800"}}),
        (b"\x00\x1b[2J", {"body": "\x00\x1b[2J"}),
        (b"\xff\xfe\x00", {"body_base64": "//4A"}),
        (b"", {"body": ""}),
    ],
    ids=["json", "double key", "no number", "open", "deep", "huge", "half", "control", "binary", "empty"],
)
async def test_every_body_is_shown_as_one_valid_document(rabbit: Rabbit, body: bytes, shown: dict[str, Any]) -> None:
    async with rabbit.room("accounting") as room:
        await bury(rabbit, room["accounting"], ["e1"], body=body)
        (found,) = await objects(rabbit, "show", room["accounting"].queue)
        assert {name: found[name] for name in found if name.startswith("body")} == shown


async def test_garbled_headers_are_shown_in_one_harmless_line(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        garbled = {HEADER_ATTEMPT: "many", HEADER_ERROR: "bad\n\x1b[2Jslug: x", HEADER_FAILED_AT: "once", "x-death": 7}
        await bury(rabbit, accounting, ["e1"], headers=garbled)
        (line,) = (await run(rabbit, "list", accounting.queue)).stdout.splitlines()
        assert "\x1b" not in line
        (found,) = await objects(rabbit, "list", accounting.queue)
        assert (found["attempts"], found["failed_at"], found["deaths"]) == ("many", None, [])


async def test_headers_that_are_no_text_are_given_back_as_they_are(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        odd = {
            "x-bytes": bytearray(b"\xff\xfe"),
            "x-table": {"a": [1, bytearray(b"\xff")]},
            "x-none": None,
            "x-yes": True,
        }
        await bury(rabbit, accounting, ["e1"], headers=odd)
        assert await replay(rabbit.url, accounting.queue, ["e1"]) == ["e1"]
        headers = (await taken(rabbit, accounting.queue)).headers
        assert {name: headers[name] for name in odd} == odd


async def test_what_reached_the_delivery_limit_shows_the_notes_of_the_broker(rabbit: Rabbit) -> None:
    """Reason, original routing key, exchange and count; and it is given back without those notes."""
    subscriptions = {"accounting": {"events": ["toy.limit_reached.v1"]}}
    async with rabbit.room("accounting", subscriptions=subscriptions) as room, await connect(rabbit.url) as connection:
        accounting = room["accounting"]
        channel = await connection.channel()
        events = await channel.get_exchange("events", ensure=False)
        await events.publish(Message(b"{}", message_id="p1", headers={"x-other": "kept"}), "toy.limit_reached.v1")
        inbox = await channel.get_queue(accounting.queue, ensure=False)
        async with inbox.iterator() as messages:
            for _ in range(topology.INBOX_DELIVERY_LIMIT + 1):
                await (await anext(messages)).reject(requeue=True)
        await rabbit.wait_for_depth(accounting.dead_queue, 1)
        (found,) = await objects(rabbit, "list", accounting.queue, "--error", "delivery_limit", "--since", "10m")
        assert (found["type"], found["exchange"], found["error_kind"]) == ("toy.limit_reached.v1", "events", "broker")
        (death,) = found["deaths"]
        assert (death["queue"], death["reason"], death["count"]) == (accounting.queue, "delivery_limit", 1)
        assert await replay(rabbit.url, accounting.queue, ["p1"]) == ["p1"]
        message = await taken(rabbit, accounting.queue)
        assert set(message.headers) == {
            "x-other",
            topology.HEADER_SENDER,
            topology.HEADER_ROUTING_KEY,
            topology.HEADER_EXCHANGE,
        }


async def test_a_letter_that_dies_again_at_once_is_given_back_once(rabbit: Rabbit) -> None:
    """A poison that comes back while others are still being given back must not go round for ever."""
    async with rabbit.room("accounting") as room, await connect(rabbit.url) as connection:
        accounting = room["accounting"]
        await bury(rabbit, accounting, [f"e{n}" for n in range(FIRST_PORTION + 5)])
        channel = await connection.channel()
        inbox = await channel.get_queue(accounting.queue, ensure=False)

        async def fail_again(message: Any) -> None:
            again = {HEADER_FAILED_AT: "2026-11-21T10:00:00Z", HEADER_ATTEMPT: 1}
            await bury(rabbit, accounting, [message.message_id], headers=again)
            await message.ack()

        await inbox.consume(fail_again)
        done: list[str] = []
        tally = await give_back(rabbit.url, [accounting.queue], Selection(), lambda one: done.append(one.id))
        assert sorted(done) == sorted(f"e{n}" for n in range(FIRST_PORTION + 5))
        assert tally.done == FIRST_PORTION + 5
        await rabbit.wait_for_depth(accounting.dead_queue, FIRST_PORTION + 5)


async def test_two_who_look_at_the_same_time_lose_nothing(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        ids = [f"e{n}" for n in range(100)]
        await bury(rabbit, accounting, ids)
        async with dead_queue_of(rabbit.url, accounting.queue) as held:
            first = await anext(held.portions())
            assert len(first) == FIRST_PORTION
            others = [one.id async for one in look(rabbit.url, [accounting.queue], Selection(), Tally())]
            assert others == ids[FIRST_PORTION:]
        assert sorted(one.id for one in await list_letters(rabbit.url, accounting.queue)) == sorted(ids)


async def test_what_cannot_be_given_back_stays(rabbit: Rabbit) -> None:
    """The inbox is gone: the broker returns the copy, and the letter does not leave."""
    async with rabbit.room("accounting") as room, await connect(rabbit.url) as connection:
        accounting = room["accounting"]
        await bury(rabbit, accounting, ["e1", "e2"])
        await (await connection.channel()).queue_delete(accounting.queue)
        with pytest.raises(AMQPError):
            await replay(rabbit.url, accounting.queue, None)
        await rabbit.wait_for_depth(accounting.dead_queue, 2)


async def test_a_replay_that_crashes_between_publish_and_ack_takes_effect_once(rabbit: Rabbit, tmp_path: Path) -> None:
    """The copy is confirmed and the connection dies: the letter is in both queues, is given back again, counts once."""
    async with rabbit.room("toy", subscriptions={"toy": toy.LISTENS.subscriptions()}) as room:
        deployment = room["toy"]
        await bury(rabbit, deployment, ["m1"], body=increase(deployment))
        with pytest.raises(ConnectionError, match="the machine stops here"):
            await publish_and_crash(rabbit, deployment)
        await rabbit.wait_for_depth(deployment.dead_queue, 1)
        assert await rabbit.depth(deployment.queue) == 1
        assert await replay(rabbit.url, deployment.queue, ["m1"]) == ["m1"]
        assert await rabbit.depth(deployment.queue) == 2
        app = toy.create_app(toy_settings(rabbit, deployment, tmp_path))
        async with app.router.lifespan_context(app):
            await rabbit.wait_for_depth(deployment.queue, 0)
            registry, labels = app.state.metrics.registry, {"type": "toy.counter_increased.v1", "outcome": "done"}

            async def handled() -> Any:
                return registry.get_sample_value("essaim_events_consumed_total", labels)

            await eventually(lambda: equal(handled(), 2.0), "both deliveries")
            assert [one.state.total for one in await app.state.deps.seen.all()] == [7]


def increase(deployment: Deployment) -> bytes:
    """An event that the toy adds up."""
    event = {
        "specversion": "1.0",
        "id": "0192d3c0-0000-7000-8000-000000000001",
        "source": f"/{deployment.partner}/toy",
        "type": "toy.counter_increased.v1",
        "subject": "s",
        "time": "2026-09-01T08:00:00Z",
        "sequence": 1,
        "correlationid": "c",
        "data": {"counter_id": "a", "by": 7},
    }
    return json.dumps(event).encode()


async def publish_and_crash(rabbit: Rabbit, deployment: Deployment) -> None:
    """Everything that giving back does up to the confirm, and then the end of the connection."""
    async with dead_queue_of(rabbit.url, deployment.queue) as queue:
        async for portion in queue.portions():
            for letter in portion:
                await queue.publish(letter)
            raise ConnectionError("the machine stops here")


def toy_settings(rabbit: Rabbit, deployment: Deployment, directory: Path) -> ServiceSettings:
    """The toy on this broker."""
    return ServiceSettings(
        partner=deployment.partner,
        store_url=f"sqlite:///{directory}/toy.db",
        amqp_url=rabbit.url,
        jwks=str(directory / "none.json"),
        token_issuer="nobody",
        sender_check="off",
    )
