"""The one who does what was asked: takes the oldest replay that waits, or that its replica has abandoned, to its end.

Every replica runs this as a job; a lease in the replay itself decides who works. It is renewed with each step, so a replica that
dies is followed by another: a catch-up goes on behind its last step, a rebuild begins again, for its copies went with it.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from essaim.contracts.event import EVENTS, EventData
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import machine_now
from essaim.kit.consumer import UNCONFIRMED_PAUSE_SECONDS, Consumer
from essaim.kit.delivery import read_envelope
from essaim.kit.errors import NotFoundError, UnavailableError
from essaim.kit.ids import new_id
from essaim.kit.listens import Listens
from essaim.kit.publisher import BROKEN, Publisher
from essaim.kit.replay.log import Entry, EventLog, Start
from essaim.kit.replay.rebuild import Making, Workshop
from essaim.kit.replay.record import (
    OPEN,
    LeaseLostError,
    Replay,
    ReplayKind,
    ReplayStatus,
    held_by,
    parse_start,
    taken_by,
)
from essaim.kit.repository import Repository
from essaim.kit.store.port import Order, Store

log = logging.getLogger(__name__)

D = TypeVar("D")
REST_SECONDS = 60.0
POLL_SECONDS = 0.2
RENEW_SECONDS = 2.0
Edit = Callable[[Replay], Replay]


class ReplayRunner(Generic[D]):
    """One per process. ``step`` is its job."""

    def __init__(
        self,
        *,
        replays: Repository[Replay],
        store: Store,
        events: EventLog,
        queue: str,
        publisher: Publisher,
        consumer: Consumer[D],
        workshop: Workshop[D],
    ) -> None:
        self._replays = replays
        self._store = store
        self._events = events
        self._queue = queue
        self._publisher = publisher
        self._consumer = consumer
        self._workshop = workshop
        self._worker = new_id()
        self._renewed_at = 0.0
        self._listened = frozenset(_types(workshop.listens))

    async def step(self) -> None:
        """Work on the oldest open replay that is free, if there is one, until it is over."""
        for found in await self._open():
            try:
                taken = await self._take(found.id)
                if taken is not None:
                    await self._work(found.id, taken)
            except LeaseLostError as lost:
                log.warning("replay %s is left: %s", found.id, lost)

    async def _open(self) -> list[Stored[Replay]]:
        found: list[Stored[Replay]] = []
        for status in OPEN:
            found += await self._replays.all({"status": status.value}, order_by=(Order("created_at"),))
        return sorted(found, key=lambda one: one.state.asked_at)

    async def _take(self, id_: str) -> Replay | None:
        """The replay in our hands, or None."""

        def decide(known: Replay) -> Change[Replay] | None:
            mine = taken_by(known, self._worker, machine_now())
            return None if mine is None else Change(mine)

        state = (await self._replays.change(id_, decide, fresh_cause("replay"))).state
        return state if state.status is ReplayStatus.RUNNING and state.worker == self._worker else None

    async def _work(self, id_: str, replay: Replay) -> None:
        log.info("replay %s (%s from %s) is taken up", id_, replay.kind, replay.start)
        try:
            if replay.kind is ReplayKind.CATCH_UP:
                await self._catch_up(id_, replay)
            else:
                await self._rebuild(id_)
        except LeaseLostError:
            raise
        except (UnavailableError, *BROKEN) as error:
            # Tried again, by this replica or, once the lease has ended, by one that reaches the broker and the database.
            log.warning("replay %s waits: %r", id_, error)
        # A bug must not be tried for ever, and whoever asked must see it.
        except Exception as error:
            log.exception("replay %s failed", id_)
            await self._fail(id_, repr(error))

    async def _catch_up(self, id_: str, replay: Replay) -> None:
        end = await self._end(id_, replay)
        start: Start = parse_start(replay.start) if replay.position is None else replay.position + 1
        if end is not None:
            async for batch in self._events.batches(start, end):
                ours = [entry for entry in batch if entry.delivery.routing_key in self._listened]
                await asyncio.gather(*(self._consume(entry) for entry in ours))
                await self._progress(id_, batch, len(ours))
        await self._done(id_)

    async def _consume(self, entry: Entry) -> None:
        """To its effect, as if it came from the inbox."""
        # Not an event to wait for: the broker confirms again when it does.
        while not await self._consumer.take(entry.delivery):  # noqa: ASYNC110
            await asyncio.sleep(UNCONFIRMED_PAUSE_SECONDS)

    async def _rebuild(self, id_: str) -> None:
        await self._inbox_rests(id_)
        log.info("replay %s: the inbox rests", id_)
        oldest = await self._events.first()
        # A rebuild begins at the beginning, also when it follows one that died.
        await self._hold(id_, lambda one: replace(one, position=None, end=None, taken=0, others=0))
        async with self._workshop.open() as making:

            async def read_on() -> None:
                await self._read_on(id_, making)

            async def going_on() -> None:
                await self._renew(id_)

            await read_on()
            log.info("replay %s: the log is read, the copies are put in place", id_)
            since = None if oldest is None or oldest.offset == 0 else read_envelope(oldest.delivery.body).id
            done = await making.put_in_place(self._store, since, read_on, going_on)
        for name, swapped in done.items():
            if swapped.kept:
                log.warning("%d of %s were kept as they are, for instance %s", swapped.kept, name, swapped.kept_ids)
        await self._done(id_, {name: swapped.counts() for name, swapped in done.items()})

    async def _read_on(self, id_: str, making: Making[D]) -> None:
        """Give the making what the log has beyond what it has taken. Renews the lease."""
        last = await self._events.last()
        state = await self._hold(id_, lambda one: replace(one, end=last.offset if last else None))
        if last is None:
            return
        start: Start = "first" if state.position is None else state.position + 1
        async for batch in self._events.batches(start, last):
            await self._progress(id_, batch, await making.take(batch))
        await making.finish()

    async def _inbox_rests(self, id_: str) -> None:
        """Return when no replica consumes any more. UnavailableError when one goes on for too long."""
        deadline = machine_now().timestamp() + REST_SECONDS
        while (await self._publisher.look_at(self._queue)).consumers:
            await self._hold(id_, lambda one: one)
            if machine_now().timestamp() > deadline:
                raise UnavailableError("inbox-busy", f"a replica still consumes {self._queue}; tried again later")
            await asyncio.sleep(POLL_SECONDS)

    async def _end(self, id_: str, replay: Replay) -> Entry | None:
        """The last event to read: fixed once, so that a replay has an end."""
        last = await self._events.last()
        if last is None:
            return None
        end = last.offset if replay.end is None else min(replay.end, last.offset)
        await self._hold(id_, lambda one: replace(one, end=end))
        return replace(last, offset=end)

    async def _progress(self, id_: str, batch: list[Entry], ours: int) -> None:
        if batch:
            position, others = batch[-1].offset, len(batch) - ours
            await self._hold(
                id_,
                lambda one: replace(one, position=position, taken=one.taken + ours, others=one.others + others),
            )

    async def _renew(self, id_: str) -> None:
        """Renew the lease, if that was not done just now: the inbox rests only as long as it lasts."""
        if time.monotonic() - self._renewed_at > RENEW_SECONDS:
            await self._hold(id_, lambda one: one)

    async def _hold(self, id_: str, edit: Edit, *events: EventData) -> Replay:
        """Write it down and renew the lease. LeaseLostError when the replay is not ours any more."""

        def decide(known: Replay) -> Change[Replay]:
            return Change(edit(held_by(known, self._worker, machine_now())), events)

        self._renewed_at = time.monotonic()
        try:
            return (await self._replays.change(id_, decide, fresh_cause("replay"))).state
        except NotFoundError as error:
            raise LeaseLostError(str(error)) from error

    async def _done(self, id_: str, copies: dict[str, dict[str, int]] | None = None) -> None:
        asks = self._workshop.copies.asks
        events = () if asks is None else (asks.model_validate({"request_id": id_}),)
        end = machine_now()
        state = await self._hold(
            id_,
            lambda one: replace(one, status=ReplayStatus.DONE, worker=None, copies=copies or {}, ended_at=end),
            *events,
        )
        log.info("replay %s is done: %d events taken, %d for others", id_, state.taken, state.others)

    async def _fail(self, id_: str, why: str) -> None:
        log.error("replay %s failed: %s", id_, why)
        end = machine_now()
        await self._hold(
            id_, lambda one: replace(one, status=ReplayStatus.FAILED, worker=None, error=why[:500], ended_at=end)
        )


def _types(listens: Listens[D]) -> list[str]:
    return list(listens.subscriptions().get(EVENTS, ()))
