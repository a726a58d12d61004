"""``essaim events tail`` shows events from any point of their history, and takes nothing away."""

import asyncio
import json
import uuid
from contextlib import aclosing
from datetime import UTC, datetime

import pytest
from aio_pika import Message, connect
from typer.testing import CliRunner, Result

from essaim.cli.events import parse_offset, read, tail
from essaim.cli.main import app
from essaim.contracts.envelope import Envelope
from tests.support.broker import Rabbit


def envelope(type_: str, sequence: int) -> Envelope:
    return Envelope(
        id=str(uuid.uuid4()),
        source="/cmq-mma/enrolment",
        type=type_,
        subject="g1",
        time=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
        sequence=sequence,
        correlationid="c1",
        data={"n": sequence},
    )


async def publish(rabbit: Rabbit, *envelopes: Envelope, exchange: str = "events") -> None:
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel(on_return_raises=True)
        target = await channel.get_exchange(exchange, ensure=False)
        for one in envelopes:
            await target.publish(Message(one.to_bytes(), message_id=one.id), one.type, mandatory=True)


async def run(*arguments: str) -> Result:
    """The command itself, in a thread: it has an event loop of its own."""
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, arguments, catch_exceptions=False))


@pytest.mark.broker
async def test_history_is_shown_from_the_first_event_and_again(rabbit: Rabbit) -> None:
    word = f"tail_{uuid.uuid4().hex}".translate(str.maketrans("0123456789", "ghijklmnop"))
    sent = [envelope(f"enrolment.{word}.v1", number) for number in range(1, 4)]
    await publish(rabbit, *sent)
    arguments = ["events", "tail", "--from", "first", "--types", f"*{word}*", "--limit", "3", "--amqp-url", rabbit.url]
    for _ in range(2):
        result = await run(*arguments, "--json")
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [one.id for one in sent]
    result = await run(*arguments)
    expected = ["2026-09-01", "08:00:00.000", f"enrolment.{word}.v1", "g1", "/cmq-mma/enrolment"]
    assert [line.split() for line in result.stdout.splitlines()] == [[*expected, str(number)] for number in (1, 2, 3)]


@pytest.mark.broker
async def test_personal_events_are_shown_from_now_on_when_asked_for(rabbit: Rabbit) -> None:
    ready = asyncio.Event()
    sent = envelope("enrolment.person_registered.v1", 1)

    async def first_seen() -> str:
        async with aclosing(tail(rabbit.url, types="enrolment.person_*", personal=True, ready=ready)) as events:
            passed = await anext(events)
            return passed.envelope.id if passed.envelope else ""

    seen = asyncio.create_task(first_seen())
    await asyncio.wait_for(ready.wait(), 10)
    await publish(rabbit, sent, exchange="personal")
    assert await asyncio.wait_for(seen, 10) == sent.id


def test_offsets_are_words_numbers_or_instants() -> None:
    assert [parse_offset(text) for text in ("first", "last", "next", "42")] == ["first", "last", "next", 42]
    assert parse_offset("2026-09-01T08:00:00+00:00") == datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "-1", "2026-09-01T08:00:00"])
def test_an_offset_that_is_none_of_them_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"none of first|time zone"):
        parse_offset(text)


def test_a_body_that_is_no_event_is_shown_as_such() -> None:
    assert read(b"\xff{").line().startswith("not an event")
    assert json.loads(read(b"{}").json_line()) == {"not_an_event": "{}"}
