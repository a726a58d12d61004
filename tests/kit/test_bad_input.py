"""Whatever a stranger puts on the bus: counted, kept in the dead letters byte for byte with the reason, and the next good
event takes effect. Never a crash, never a stuck queue."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aio_pika import Message, connect
from fastapi import FastAPI

from essaim.contracts import topology
from essaim.contracts.envelope import CONTENT_TYPE
from essaim.contracts.topology import Deployment
from essaim.kit.ids import new_id
from essaim.kit.settings import ServiceSettings
from tests.support import toy
from tests.support.bare_message import publish_bare
from tests.support.broker import Rabbit
from tests.support.polling import equal, eventually

pytestmark = pytest.mark.broker
TYPE = "toy.counter_increased.v1"
LARGE = 20 * 1024 * 1024


@dataclass
class Running:
    """A toy service that consumes, with its inbox."""

    rabbit: Rabbit
    deployment: Deployment
    app: FastAPI

    async def send(self, body: bytes, **properties: Any) -> None:
        """Put a body on `events`, under a type that the toy listens to."""
        async with await connect(self.rabbit.url) as connection:
            channel = await connection.channel()
            exchange = await channel.get_exchange("events", ensure=False)
            await exchange.publish(Message(body, delivery_mode=2, **{"content_type": CONTENT_TYPE} | properties), TYPE)

    async def letters(self, count: int) -> dict[str, Any]:
        """So many dead letters by message id, once they are there."""
        await self.rabbit.wait_for_depth(self.deployment.dead_queue, count)
        async with await connect(self.rabbit.url) as connection:
            queue = await (await connection.channel()).get_queue(self.deployment.dead_queue, ensure=False)
            found = [await queue.get(no_ack=True) for _ in range(count)]
        return {str(one.message_id): one for one in found if one is not None}

    async def letter(self) -> Any:
        """The one dead letter, once it is there."""
        (found,) = (await self.letters(1)).values()
        return found

    async def totals(self) -> dict[str, int]:
        """What the toy has added up."""
        return {one.id: one.state.total for one in await self.app.state.deps.seen.all()}

    async def goes_on(self) -> None:
        """The next good event takes effect, nothing waits, and the service says that it is ready."""
        await self.send(event(self, {"counter_id": "next", "by": 2}))

        async def effect() -> int | None:
            return (await self.totals()).get("next")

        await eventually(lambda: equal(effect(), 2), "the next good event")
        await self.rabbit.wait_for_depth(self.deployment.queue, 0)
        for check in self.app.state.checks.values():
            await check()

    async def counted(self, type_: str, outcome: str, times: int = 1) -> None:
        """So many deliveries are counted so."""
        registry, labels = self.app.state.metrics.registry, {"type": type_, "outcome": outcome}

        async def count() -> Any:
            return registry.get_sample_value("essaim_events_consumed_total", labels)

        await eventually(lambda: equal(count(), float(times)), f"the count of {labels}")


def event(running: Running, content: dict[str, Any], **changes: Any) -> bytes:
    """A good event, but for the changes."""
    good = {
        "specversion": "1.0",
        "id": new_id(),
        "source": f"/{running.deployment.partner}/toy",
        "type": TYPE,
        "subject": "s",
        "time": "2026-09-01T08:00:00Z",
        "sequence": 1,
        "correlationid": "c",
        "data": content,
    }
    return json.dumps(good | changes).encode()


@pytest.fixture
async def running(rabbit: Rabbit, tmp_path: Path) -> AsyncIterator[Running]:
    async with rabbit.room("toy", subscriptions={"toy": toy.LISTENS.subscriptions()}) as room:
        settings = ServiceSettings(
            partner=room["toy"].partner,
            store_url=f"sqlite:///{tmp_path}/toy.db",
            amqp_url=rabbit.url,
            jwks=str(tmp_path / "none.json"),
            token_issuer="nobody",
            sender_check="off",
        )
        app = toy.create_app(settings)
        async with app.router.lifespan_context(app):
            yield Running(rabbit, room["toy"], app)


GOOD = {"counter_id": "a", "by": 1}
NO_EVENT: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"not json at all",
    "cut": b'{"specversion": "1.0", "id": "x',
    "a number": b"1",
    "null": b"null",
    "a list": b"[]",
    "no CloudEvent": b'{"hello": "world"}',
    "binary": bytes(range(256)),
    "UTF-16": '{"specversion": "1.0"}'.encode("utf-16"),
    "nested in lists": b"[" * 100_000 + b"]" * 100_000,
    "nested in objects": b'{"data":' * 100_000 + b"1" + b"}" * 100_000,
    "open brackets": b"[" * 1_000_000,
    "a number of 100,000 digits": b'{"sequence": ' + b"9" * 100_000 + b"}",
}


async def test_what_is_no_event_is_kept_with_its_reason(running: Running) -> None:
    for name, body in NO_EVENT.items():
        await running.send(body, message_id=name, headers={"x-trace": "kept by nobody"})
    await running.goes_on()
    letters = await running.letters(len(NO_EVENT))
    assert {name: letter.body for name, letter in letters.items()} == NO_EVENT
    for letter in letters.values():
        assert str(letter.headers[topology.HEADER_ERROR]).startswith("invalid-envelope: ")
        assert letter.headers[topology.HEADER_ERROR_KIND] == "invalid"
        assert letter.headers[topology.HEADER_ROUTING_KEY] == TYPE
        assert letter.headers[topology.HEADER_ATTEMPT] == 1
    await running.counted("invalid", "dead", len(NO_EVENT))


Changed = Callable[[Running], bytes]
ALMOST: dict[str, tuple[Changed, str, str]] = {
    "no version": (lambda r: event(r, GOOD, type="toy.counter_increased"), "invalid-envelope: type", "invalid"),
    "another CloudEvents": (lambda r: event(r, GOOD, specversion="0.3"), "invalid-envelope: specversion", "invalid"),
    "no source": (lambda r: event(r, GOOD, source="anybody"), "invalid-envelope: source", "invalid"),
    "no time zone": (lambda r: event(r, GOOD, time="2026-09-01T08:00:00"), "invalid-envelope: time", "invalid"),
    "a sequence of 0": (lambda r: event(r, GOOD, sequence=0), "invalid-envelope: sequence", "invalid"),
    "an id of 100,000": (lambda r: event(r, GOOD, id="i" * 100_000), "invalid-envelope: id", "invalid"),
    "NUL in the id": (lambda r: event(r, GOOD, id="a\0b"), "invalid-envelope: id", "invalid"),
    "NUL in the subject": (lambda r: event(r, GOOD, subject="\0"), "invalid-envelope: subject", "invalid"),
    "half a character": (lambda r: event(r, GOOD, id="\ud800"), "invalid-envelope: ", "invalid"),
    "data is text": (lambda r: event(r, GOOD, data="text"), "invalid-envelope: data", "invalid"),
    "data is empty": (lambda r: event(r, {}), "invalid-event-data: counter_id", TYPE),
    "a field of another kind": (lambda r: event(r, GOOD | {"by": {"a": []}}), "invalid-event-data: by", TYPE),
    "NaN": (lambda r: event(r, GOOD | {"by": float("nan")}), "invalid-event-data: by", TYPE),
    "NUL in the data": (lambda r: event(r, GOOD | {"counter_id": "a\0"}), "invalid-event-data: counter_id", TYPE),
}


async def test_what_is_almost_an_event_is_kept_and_the_field_named(running: Running) -> None:
    bodies = {name: make(running) for name, (make, _, _) in ALMOST.items()}
    for name, body in bodies.items():
        await running.send(body, message_id=name)
    await running.goes_on()
    letters = await running.letters(len(ALMOST))
    assert {name: letter.body for name, letter in letters.items()} == bodies
    for name, (_, error, _) in ALMOST.items():
        assert str(letters[name].headers[topology.HEADER_ERROR]).startswith(error), name
        assert letters[name].headers[topology.HEADER_ERROR_KIND] == "invalid", name
    for label in ("invalid", TYPE):
        await running.counted(label, "dead", sum(counted_as == label for _, _, counted_as in ALMOST.values()))


UNKNOWN = ("toy.counter_increased.v2", "toy.counter_renamed.v1", "accounting.invoice_issued.v1")


async def test_an_unknown_type_or_version_in_an_inbox_is_kept_and_counted(running: Running) -> None:
    """What reaches an inbox was bound to it: after an upgrade it can be given back."""
    bodies = {type_: event(running, GOOD, type=type_) for type_ in UNKNOWN}
    for type_, body in bodies.items():
        await running.send(body, message_id=type_)
    await running.goes_on()
    letters = await running.letters(len(UNKNOWN))
    assert {type_: letter.body for type_, letter in letters.items()} == bodies
    for type_, letter in letters.items():
        assert str(letter.headers[topology.HEADER_ERROR]).startswith("unknown-type: ")
        assert type_ in str(letter.headers[topology.HEADER_ERROR])
    await running.counted("unknown", "unknown", len(UNKNOWN))


async def test_a_body_of_20_mib_is_not_read_and_kept_whole(running: Running) -> None:
    body = event(running, GOOD | {"filler": "x" * LARGE})
    await running.send(body, message_id="large")
    letter = await running.letter()
    assert letter.body == body
    assert letter.message_id == "large"
    assert str(letter.headers[topology.HEADER_ERROR]).startswith("too-large: ")
    assert letter.headers[topology.HEADER_ERROR_KIND] == "invalid"
    await running.counted("invalid", "dead")
    assert await running.totals() == {}
    await running.goes_on()


async def test_a_source_that_its_sender_does_not_own_is_kept_and_counted_as_dropped(
    rabbit: Rabbit, tmp_path: Path, running: Running
) -> None:
    strict = ServiceSettings(
        partner=running.deployment.partner,
        store_url=f"sqlite:///{tmp_path}/strict.db",
        amqp_url=rabbit.url,
        jwks=str(tmp_path / "none.json"),
        token_issuer="nobody",
    )
    async with rabbit.room("toy", subscriptions={"toy": toy.LISTENS.subscriptions()}) as room:
        app = toy.create_app(strict.model_copy(update={"partner": room["toy"].partner}))
        async with app.router.lifespan_context(app):
            suspicious = Running(rabbit, room["toy"], app)
            body = event(suspicious, GOOD, source="/victim/toy")
            await suspicious.send(body)
            letter = await suspicious.letter()
            assert letter.body == body
            assert str(letter.headers[topology.HEADER_ERROR]).startswith("foreign-source: ")
            assert letter.headers[topology.HEADER_ERROR_KIND] == "forbidden"
            await suspicious.counted(TYPE, "dropped")
            assert await suspicious.totals() == {}


HEADERS: dict[str, dict[str, Any]] = {
    "none": {},
    "an attempt in words": {topology.HEADER_ATTEMPT: "many"},
    "a negative attempt": {topology.HEADER_ATTEMPT: -5},
    "an attempt beyond all": {topology.HEADER_ATTEMPT: 2**40},
    "an attempt that is true": {topology.HEADER_ATTEMPT: True},
    "tables and lists": {topology.HEADER_SENDER: {"a": [1]}, topology.HEADER_EXCHANGE: [None], "x-death": "?"},
    "binary": {topology.HEADER_ROUTING_KEY: bytearray(b"\xff\xfe"), topology.HEADER_ERROR: bytearray(b"\x00")},
    "10,000 bytes": {topology.HEADER_ROUTING_KEY: "k" * 10_000},
}


async def test_garbled_headers_neither_stop_a_good_event_nor_hide_a_bad_one(running: Running) -> None:
    for name, headers in HEADERS.items():
        await running.send(event(running, {"counter_id": "a", "by": 5}), headers=headers)
        await running.send(b"bad", headers=headers, message_id=name)
    await eventually(lambda: equal(running.totals(), {"a": 5 * len(HEADERS)}), "the effect of the good events")
    for name, letter in (await running.letters(len(HEADERS))).items():
        assert letter.body == b"bad", name
        assert str(letter.headers[topology.HEADER_ERROR]).startswith("invalid-envelope: "), name
        assert letter.headers[topology.HEADER_ATTEMPT] >= 1, name
    await running.goes_on()


async def test_a_message_without_any_property_is_handled_or_kept(running: Running) -> None:
    await publish_bare(running.rabbit.url, "events", TYPE, event(running, {"counter_id": "a", "by": 5}))
    await eventually(lambda: equal(running.totals(), {"a": 5}), "the effect")
    await publish_bare(running.rabbit.url, "events", TYPE, b"bad")
    letter = await running.letter()
    assert letter.body == b"bad"
    assert letter.message_id
    await running.goes_on()


async def test_unknown_fields_are_ignored_even_ten_thousand(running: Running) -> None:
    many = {f"field_{n}": n for n in range(10_000)}
    await running.send(event(running, {"counter_id": "a", "by": 5} | many, **many))
    await eventually(lambda: equal(running.totals(), {"a": 5}), "the effect")
    assert await running.rabbit.depth(running.deployment.dead_queue) == 0


async def test_of_a_key_that_appears_twice_the_last_one_counts(running: Running) -> None:
    body = event(running, {"counter_id": "a", "by": 5}).replace(b'"by": 5', b'"by": 1, "by": 5')
    await running.send(body)
    await eventually(lambda: equal(running.totals(), {"a": 5}), "the effect")
    assert await running.rabbit.depth(running.deployment.dead_queue) == 0


@pytest.mark.parametrize("number", [2**63, 10**400], ids=["64 bits", "400 digits"])
async def test_a_number_that_no_database_holds_stops_nobody(running: Running, number: int) -> None:
    """It takes effect where the engine can hold it, else it is kept as a dead letter: nothing between."""
    body = event(running, {"counter_id": "a", "by": number})
    await running.send(body)
    await running.goes_on()
    total = (await running.totals()).get("a")
    assert total in (number, None)
    assert await running.rabbit.depth(running.deployment.dead_queue) == (0 if total else 1)
