"""The demo's observer on a real bus: it sees both exchanges, keeps what passed, and notices what breaks its contract."""

import asyncio
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aio_pika import Message, connect

from essaim.cli.demo.observer import Observer
from essaim.cli.demo.waiting import DeadlineError
from essaim.contracts.envelope import Envelope
from tests.support.broker import Rabbit

pytestmark = pytest.mark.broker


def envelope(type_: str, subject: str, data: dict[str, Any]) -> Envelope:
    return Envelope(
        id=str(uuid.uuid4()),
        source="/cmq-mma/enrolment",
        type=type_,
        subject=subject,
        time=datetime(2026, 9, 1, 8, 0, tzinfo=UTC),
        sequence=1,
        correlationid="c1",
        data=data,
    )


async def publish(rabbit: Rabbit, event: Envelope, exchange: str = "events", routing_key: str | None = None) -> None:
    async with await connect(rabbit.url) as connection:
        channel = await connection.channel(on_return_raises=True)
        target = await channel.get_exchange(exchange, ensure=False)
        await target.publish(Message(event.to_bytes(), message_id=event.id), routing_key or event.type, mandatory=True)


async def test_events_of_both_exchanges_are_seen_and_kept(rabbit: Rabbit, tmp_path: Path) -> None:
    log = tmp_path / "events.jsonl"
    withdrawn = {"application_id": "a1", "person_id": "p1", "programme_id": "g1"}
    named = {"group_id": "g1", "name": "Atelier Maille", "activity_label": "Maille"}
    async with Observer(rabbit.url, log) as observer:
        await publish(rabbit, envelope("enrolment.application_withdrawn.v1", "a1", withdrawn))
        await publish(rabbit, envelope("enrolment.group_named.v1", "g1", named), exchange="personal")
        first = await observer.wait("enrolment.application_withdrawn.v1", subject="a1")
        second = await observer.wait("enrolment.group_named.v1", where=lambda seen: seen.data["group_id"] == "g1")
    assert (first.exchange, second.exchange) == ("events", "personal")
    assert observer.invalid == []
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["data"] for line in lines if line["id"] in (first.envelope.id, second.envelope.id)] == [
        withdrawn,
        named,
    ]
    assert {line["routing_key"] for line in lines} >= {first.routing_key, second.routing_key}


async def test_somebody_who_was_erased_is_in_the_log_no_more_and_the_rest_stays(rabbit: Rabbit, tmp_path: Path) -> None:
    log = tmp_path / "events.jsonl"
    data = {"group_id": "g2", "name": "Atelier Tournevaux", "activity_label": "Maille"}
    async with Observer(rabbit.url, log) as observer:
        await publish(rabbit, envelope("enrolment.group_named.v1", "g2", data), exchange="personal")
        await observer.wait("enrolment.group_named.v1", subject="g2")
        observer.forget({"Tournevaux": "—"})
        await publish(
            rabbit, envelope("enrolment.group_named.v1", "g3", data | {"group_id": "g3"}), exchange="personal"
        )
        await observer.wait("enrolment.group_named.v1", subject="g3")
    names = {one["subject"]: one["data"]["name"] for one in map(json.loads, log.read_text().splitlines())}
    assert (names["g2"], names["g3"]) == ("Atelier —", "Atelier Tournevaux")


async def test_an_event_that_comes_later_is_waited_for(rabbit: Rabbit, tmp_path: Path) -> None:
    data = {"application_id": "a2", "person_id": "p2", "programme_id": "g1"}
    async with Observer(rabbit.url, tmp_path / "events.jsonl") as observer:
        waiting = asyncio.create_task(observer.wait("enrolment.application_withdrawn.v1", subject="a2"))
        await publish(rabbit, envelope("enrolment.application_withdrawn.v1", "a2", data))
        assert (await waiting).data == data


async def test_waiting_in_vain_says_what_for(rabbit: Rabbit, tmp_path: Path) -> None:
    async with Observer(rabbit.url, tmp_path / "events.jsonl") as observer:
        with pytest.raises(DeadlineError, match=r"no accounting\.invoice_paid\.v1 about i1 crossed the bus within 0 s"):
            await observer.wait("accounting.invoice_paid.v1", subject="i1", seconds=0.1)


async def test_what_breaks_its_contract_is_noticed(rabbit: Rabbit, tmp_path: Path) -> None:
    good = {"application_id": "a3", "person_id": "p3", "programme_id": "g1"}
    type_ = "enrolment.application_withdrawn.v1"
    async with Observer(rabbit.url, tmp_path / "events.jsonl") as observer:
        await publish(rabbit, envelope(type_, "a3", {"application_id": "a3"}))
        await publish(rabbit, envelope("enrolment.unheard_of.v1", "a3", good))
        await publish(rabbit, envelope(type_, "a3", good), routing_key="enrolment.group_closed.v1")
        await publish(rabbit, envelope(type_, "last", good), exchange="personal")
        await observer.wait(type_, subject="last")
    complaints = "\n".join(observer.invalid)
    for part in (
        "does not fulfil its contract",
        "enrolment.unheard_of.v1 is not in the catalogue",
        "was published with the routing key enrolment.group_closed.v1",
        "passed on personal, its contract says events",
    ):
        assert part in complaints
