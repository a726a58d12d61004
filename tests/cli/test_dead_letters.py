"""Dead letters are looked at without loss, given back as first attempts, and dropped only by name or on purpose."""

import json

import pytest
from aio_pika import Message, connect
from yarl import URL

from essaim.cli.dead_letters import list_letters, replay
from essaim.contracts.topology import HEADER_EXCHANGE, HEADER_ROUTING_KEY, HEADER_SENDER
from tests.cli.dead_letter_room import TYPE, bury, run, taken
from tests.support.broker import STAFF, Rabbit

pytestmark = pytest.mark.broker


async def test_looking_again_and_again_loses_nothing_and_keeps_the_order(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        inbox = room["accounting"].queue
        await bury(rabbit, room["accounting"], ["e1", "e2", "e3"])
        for _ in range(25):
            assert [letter.id for letter in await list_letters(rabbit.url, inbox)] == ["e1", "e2", "e3"]
        result = await run(rabbit, "list", inbox)
        assert result.exit_code == 0
        assert [line.split()[:3] for line in result.stdout.splitlines()] == [
            [id_, TYPE, "5"] for id_ in ("e1", "e2", "e3")
        ]
        assert "not-found: there is no such group" in result.stdout
        shown = json.loads((await run(rabbit, "show", inbox, "e2")).stdout)
        assert (shown["id"], shown["attempts"], shown["body"]) == ("e2", 5, {"number": "e2"})
        assert (await run(rabbit, "show", inbox, "e9")).exit_code == 1
        await rabbit.wait_for_depth(room["accounting"].dead_queue, 3)


async def test_a_letter_is_given_back_as_a_first_attempt_with_its_own_id(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        await bury(rabbit, accounting, ["e1", "e2"])
        result = await run(rabbit, "replay", accounting.queue, "e2")
        assert (result.stdout, result.stderr) == ("e2 given back\n", "1 given back, 1 not chosen\n")
        message = await taken(rabbit, accounting.queue)
        assert (message.message_id, message.body) == ("e2", b'{"number": "e2"}')
        assert message.user_id == URL(rabbit.url).user
        assert message.headers == {
            "x-other": "kept",
            HEADER_SENDER: "cmq-mma-enrolment",
            HEADER_ROUTING_KEY: TYPE,
            HEADER_EXCHANGE: "events",
        }
        assert [letter.id for letter in await list_letters(rabbit.url, accounting.queue)] == ["e1"]


async def test_a_forged_sender_is_not_vouched_for(rabbit: Rabbit) -> None:
    """A letter that the broker put there has its publisher's headers: only the checked user id says who that was."""
    enrolment, accounting = STAFF[0], STAFF[1]
    async with await connect(rabbit.url) as connection:
        # What another file told this inbox on the same node, for nobody to read.
        channel = await connection.channel()
        await (await channel.get_queue(accounting.queue, ensure=False)).purge()
    async with await connect(rabbit.url_of(enrolment)) as connection:
        channel = await connection.channel(on_return_raises=True)
        events = await channel.get_exchange("events", ensure=False)
        forged = Message(
            b"{}", message_id="f1", user_id=enrolment.user, headers={HEADER_SENDER: "coopilote-accounting"}
        )
        await events.publish(forged, TYPE, mandatory=True)
    async with await connect(rabbit.url_of(accounting)) as connection:
        channel = await connection.channel()
        inbox = await channel.get_queue(accounting.queue, ensure=False)
        async with inbox.iterator(timeout=10) as messages:
            await (await anext(messages)).reject(requeue=False)
    await rabbit.wait_for_depth(accounting.dead_queue, 1)
    letter = (await list_letters(rabbit.url, accounting.queue))[0]
    assert (letter.routing_key, letter.error) == (TYPE, "rejected")
    assert await replay(rabbit.url, accounting.queue, None) == ["f1"]
    assert (await taken(rabbit, accounting.queue)).headers[HEADER_SENDER] == enrolment.user


async def test_letters_are_dropped_by_name_or_all_on_purpose(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        await bury(rabbit, accounting, ["e1", "e2", "e3"])
        assert (await run(rabbit, "discard", accounting.queue)).exit_code == 1
        assert (await run(rabbit, "discard", accounting.queue, "e1", "e9")).exit_code == 1
        assert len(await list_letters(rabbit.url, accounting.queue)) == 3
        assert (await run(rabbit, "discard", accounting.queue, "e1")).exit_code == 0
        unsure = await run(rabbit, "discard", accounting.queue, "--all")
        assert (unsure.exit_code, unsure.stdout) == (1, "")
        assert "drops 2 letters for ever; say --yes" in unsure.stderr
        assert len(await list_letters(rabbit.url, accounting.queue)) == 2
        sure = await run(rabbit, "discard", accounting.queue, "--all", "--yes")
        assert sure.stdout == "e2 dropped\ne3 dropped\n"
        assert await list_letters(rabbit.url, accounting.queue) == []


async def test_an_unknown_inbox_is_one_clear_line(rabbit: Rabbit) -> None:
    result = await run(rabbit, "list", "nobody.accounting")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "NOT_FOUND" in result.stderr
