"""The world of the story: everybody's access to the services, the clock, the bus, and the journal of steps."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx

from essaim.cli.demo.api import Api, ApiError
from essaim.cli.demo.observer import Observer, Seen
from essaim.cli.demo.outputs import Output
from essaim.cli.demo.people import OPS, Actor
from essaim.cli.demo.steps import Journal
from essaim.cli.demo.target import SECOND_ENROLMENT, Target
from essaim.cli.demo.visitor import Visitor
from essaim.cli.demo.waiting import DEADLINE_SECONDS, until

PARIS = ZoneInfo("Europe/Paris")
REQUEST_SECONDS = 15.0
GLANCE_SECONDS = 0.25

T = TypeVar("T")


class World:
    """What every chapter is given."""

    def __init__(
        self, target: Target, observer: Observer | None, journal: Journal, output: Output, http: httpx.AsyncClient
    ) -> None:
        self.target = target
        self.observer = observer
        self.output = output
        self.peak_bytes: dict[str, int] = {}
        """The most resident memory that was seen of each service at the end of a step."""
        self._journal = journal
        self._http = http
        self._tokens: dict[Actor, str] = {}

    def step(self, who: Actor | str, what: str, *, service: str) -> AbstractContextManager[None]:
        """One step of the story; a failure inside is reported under this sentence and service."""
        self.measure()
        return self._journal.step(who if isinstance(who, str) else who.name, what, service=service)

    def api(self, service: str, actor: Actor) -> Api:
        """A service as somebody uses it."""
        if actor not in self._tokens:
            token = self.target.issuer.issue_token(actor.sub, actor.partner, [actor.role], actor.groups)
            self._tokens[actor] = token
        return Api(self._http, service, self.target.services[service].url, self._tokens[actor])

    @property
    def university(self) -> str:
        """The deployment where the university's people work: their own, or the first one where there is none."""
        own = SECOND_ENROLMENT.queue
        return own if own in self.target.services else "enrolment"

    def visitor(self, service: str, path: str) -> Visitor:
        """Somebody without an account on a public page of a service."""
        return Visitor(self._http, f"{self.target.services[service].url}{path}")

    def visitor_at(self, service: str, url: str) -> Visitor:
        """The same, at an address that somebody was sent: as it is, or where ``--against`` reaches the service instead."""
        return Visitor(self._http, url) if self.target.kind == "local" else self.visitor(service, urlsplit(url).path)

    async def move_clock(self, instant: datetime) -> None:
        """Business time continues from ``instant`` at every service."""
        body = {"now": instant.isoformat()}
        await asyncio.gather(*(self.api(name, OPS).put("/v1/clock", body) for name in self.target.services))

    async def event(
        self,
        type_: str,
        *,
        otherwise: Callable[[], Awaitable[Any]],
        subject: str | None = None,
        where: Callable[[Mapping[str, Any]], bool] = lambda data: True,
        **data: object,
    ) -> None:
        """Wait until an event with this data has crossed the bus, or without a bus until ``otherwise`` is truthy.

        A service publishes after it has committed, so what the event tells is also visible over HTTP from then on.
        """
        if self.observer is None:
            await self.until(otherwise, what=f"the effect of {type_}")
            return

        def matches(seen: Seen) -> bool:
            return where(seen.data) and all(seen.data.get(name) == value for name, value in data.items())

        await self._while_alive(self.observer.wait(type_, subject=subject, where=matches))

    async def until(
        self,
        look: Callable[[], Awaitable[T | None]],
        *,
        what: str | Callable[[], str],
        seconds: float = DEADLINE_SECONDS,
    ) -> T:
        """The first result of ``look`` that is something. DeadlineError after ``seconds``."""

        async def found() -> T | None:
            return await look() or None

        return await self._while_alive(until(found, what=what, seconds=seconds))

    async def _while_alive(self, waiting: Coroutine[Any, Any, T]) -> T:
        """What is waited for; ApiError as soon as a process has ended, for then it would be waited for in vain."""
        task = asyncio.create_task(waiting)
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=GLANCE_SECONDS)
                gone = [name for name, service in self.target.services.items() if service.ended()]
                if gone and not task.done():
                    raise ApiError(f"the process of {' and of '.join(gone)} has ended")
            return task.result()
        finally:
            task.cancel()

    def measure(self) -> None:
        """Note how much memory each service holds now."""
        for name, service in self.target.services.items():
            self.peak_bytes[name] = max(self.peak_bytes.get(name, 0), service.resident_bytes())


def paris(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the school year, on the clocks of people."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def expect(what: str, found: object, wanted: object) -> None:
    """ApiError unless the two are equal: the story checks what it is told."""
    if found != wanted:
        raise ApiError(f"{what}: {found!r} instead of {wanted!r}")
