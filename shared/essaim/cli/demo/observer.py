"""The observer: sees every event as it crosses the bus, keeps it in ``events.jsonl``, and lets the story wait for it.

Reads from a queue of its own, bound to everything on both exchanges, as the ops user: it takes nothing from anybody.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aio_pika import connect
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from pydantic import ValidationError

from essaim.cli.demo.waiting import DEADLINE_SECONDS, DeadlineError
from essaim.contracts.catalogue import contracts
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EVENTS, PERSONAL

CONNECT_SECONDS = 10.0
LAST_SHOWN = 5


@dataclass(frozen=True)
class Seen:
    """One event as it crossed the bus."""

    exchange: str
    routing_key: str
    envelope: Envelope
    body: str

    @property
    def data(self) -> dict[str, Any]:
        """Its payload."""
        return self.envelope.data

    def json_line(self) -> str:
        """The envelope as it was published, and where it passed."""
        whole = json.loads(self.body) | {"exchange": self.exchange, "routing_key": self.routing_key}
        return json.dumps(whole, ensure_ascii=False)


class Observer:
    """An asynchronous context manager. Nothing that is published after it was entered is missed."""

    def __init__(self, amqp_url: str, log: Path) -> None:
        self.seen: list[Seen] = []
        self.invalid: list[str] = []
        """What was not a valid event of the catalogue, one sentence each."""
        self._amqp_url = amqp_url
        self._log = log
        self._models = {contract.type: contract for contract in contracts()}
        self._arrived = asyncio.Condition()
        self._connection: AbstractConnection | None = None

    async def __aenter__(self) -> Self:
        self._log.write_text("")
        self._connection = await connect(self._amqp_url, timeout=CONNECT_SECONDS)
        channel = await self._connection.channel()
        queue = await channel.declare_queue(exclusive=True, durable=False, auto_delete=True)
        for name in (EVENTS, PERSONAL):
            await queue.bind(await channel.get_exchange(name, ensure=False), "#")
        await queue.consume(self._take, no_ack=True)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def wait(
        self,
        type_: str,
        *,
        subject: str | None = None,
        where: Callable[[Seen], bool] = lambda seen: True,
        seconds: float = DEADLINE_SECONDS,
    ) -> Seen:
        """The first event of the type, for the subject, that fulfils ``where``; from the past too. DeadlineError."""

        def find() -> Seen | None:
            for one in self.seen:
                if one.envelope.type == type_ and subject in (None, one.envelope.subject) and where(one):
                    return one
            return None

        try:
            async with asyncio.timeout(seconds), self._arrived:
                while (found := find()) is None:
                    await self._arrived.wait()
                return found
        except TimeoutError:
            last = ", ".join(one.envelope.type for one in self.seen[-LAST_SHOWN:]) or "nothing at all"
            about = f" about {subject}" if subject else ""
            raise DeadlineError(
                f"no {type_}{about} crossed the bus within {seconds:.0f} s; last seen: {last}"
            ) from None

    def forget(self, words: Mapping[str, str]) -> None:
        """Somebody was erased: what the log has of them is replaced, word by word; ids and what happened stay.

        Whoever reads ``personal`` keeps names, this log too: so it forgets with the others.
        """
        text = self._log.read_text(encoding="utf-8")
        for word, instead in words.items():
            text = text.replace(word, instead)
        self._log.write_text(text, encoding="utf-8")

    def counts(self) -> dict[str, int]:
        """How many of each type have passed."""
        return dict(sorted(Counter(one.envelope.type for one in self.seen).items()))

    async def _take(self, message: AbstractIncomingMessage) -> None:
        exchange, routing_key, body = message.exchange or "", message.routing_key or "", message.body.decode()
        try:
            seen = Seen(exchange, routing_key, Envelope.model_validate_json(body), body)
        except ValidationError as error:
            self.invalid.append(f"{routing_key} on {exchange} is not an event: {error}")
            return
        self.invalid += self._complaints(seen)
        self._append(seen.json_line())
        async with self._arrived:
            self.seen.append(seen)
            self._arrived.notify_all()

    def _append(self, line: str) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def _complaints(self, seen: Seen) -> list[str]:
        type_ = seen.envelope.type
        contract = self._models.get(type_)
        if contract is None:
            return [f"{type_} is not in the catalogue"]
        found = []
        if seen.exchange != contract.exchange:
            found.append(f"{type_} passed on {seen.exchange}, its contract says {contract.exchange}")
        if seen.routing_key != type_:
            found.append(f"{type_} was published with the routing key {seen.routing_key}")
        try:
            contract.model.model_validate_json(json.dumps(seen.data))
        except ValidationError as error:
            found.append(f"{type_} does not fulfil its contract: {error}")
        return found
