"""The smallest service that uses the whole kit: counters that are increased over HTTP and by events.

The kit's tests and the bench drive it, so that they prove the plumbing and not one service's rules.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from essaim.contracts.event import CONTRACTS, EventData, event
from essaim.contracts.types import AmountIn, Id
from essaim.kit.aggregate import Change, aggregate
from essaim.kit.cause import Cause
from essaim.kit.errors import NotFoundError, RefusedError
from essaim.kit.http import Caller, CauseOf, Grant, IfMatch, PageOut, PageQuery, Policy, Resource, Scope
from essaim.kit.listens import Listens, Received, listen
from essaim.kit.replay.copies import Copies, Copy
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime, Service, create_service
from essaim.kit.settings import ServiceSettings
from essaim.kit.store.port import Order


class CounterIncreased(EventData):
    """A counter grew."""

    counter_id: Id
    by: int


class CounterPoisoned(EventData):
    """Something that the listener cannot digest: ``how`` names the way."""

    counter_id: Id
    how: str


def contracts() -> None:
    """Register the toy's events; undone by ``forget`` so that the catalogue never shows them."""
    event("toy.counter_increased.v1")(CounterIncreased)
    event("toy.counter_poisoned.v1")(CounterPoisoned)
    for model in (CounterIncreased, CounterPoisoned):
        del CONTRACTS[model.wire_type]


contracts()


@dataclass(frozen=True)
class Counter:
    """A total, and whose it is."""

    owner: str
    total: int
    partner: str = "alpha"


COUNTERS = aggregate("counters", fields={"owner": "text", "total": "integer"}, indexes=[("owner", "total")])
SEEN = aggregate("seen", fields={"owner": "text"}, indexes=[("owner",)])
COPIES = Copies(of=(Copy(SEEN, keep=("partner",)),))


@dataclass(frozen=True)
class Deps:
    """The toy's repositories: its own counters, and what it has seen of others'."""

    counters: Repository[Counter]
    seen: Repository[Counter]


def build_deps(runtime: Runtime) -> Deps:
    """The dependencies over a runtime."""
    return Deps(runtime.repository(COUNTERS, Counter), runtime.repository(SEEN, Counter))


class CounterIn(BaseModel):
    """A new counter."""

    model_config = ConfigDict(extra="forbid")
    by: int = Field(ge=1, le=1000)
    price: AmountIn = 0


class CounterOut(BaseModel):
    """A counter."""

    id: str
    total: int
    version: int


POLICY = Policy(
    Grant("student", "counter.read", Scope.OWN),
    Grant("student", "counter.create", Scope.OWN),
    Grant("accountant", "counter.read", Scope.PARTNER),
    Grant("accountant", "counter.increase", Scope.PARTNER),
)
router = APIRouter(prefix="/v1/counters", tags=["counters"])


def _deps(request: Request) -> Deps:
    found = request.app.state.deps
    assert isinstance(found, Deps)
    return found


Use = Annotated[Deps, Depends(_deps)]


@router.post("", status_code=201)
async def create(body: CounterIn, deps: Use, cause: CauseOf, caller: Caller) -> CounterOut:
    """Create a counter."""
    POLICY.require(caller, "counter.create")
    id_ = cause.new_id("counter")
    increased = CounterIncreased(counter_id=id_, by=body.by)
    stored = await deps.counters.add(id_, Counter(caller.sub, body.by), cause, events=(increased,))
    return CounterOut(id=id_, total=stored.state.total, version=stored.version)


@router.post("/{counter_id}/increase")
async def increase(
    counter_id: Id, body: CounterIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> CounterOut:
    """Add to a counter."""
    found = (await deps.counters.get(counter_id)).state
    POLICY.check(caller, "counter.increase", Resource(owner=found.owner, partner=found.partner))

    def decide(counter: Counter) -> Change[Counter]:
        if counter.total + body.by > 100_000:
            raise RefusedError("toy-01-too-much", "a counter stops at 100 000")
        return Change(
            replace(counter, total=counter.total + body.by), (CounterIncreased(counter_id=counter_id, by=body.by),)
        )

    stored = await deps.counters.change(counter_id, decide, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return CounterOut(id=counter_id, total=stored.state.total, version=stored.version)


@router.get("")
async def list_counters(deps: Use, caller: Caller, page: PageQuery) -> PageOut[CounterOut]:
    """The caller's counters, smallest first."""
    seen = await deps.counters.find(
        {"owner": caller.sub}, order_by=(Order("total"),), limit=page.limit, cursor=page.cursor
    )
    items = [CounterOut(id=one.id, total=one.state.total, version=one.version) for one in seen.items]
    return PageOut(items=items, next=seen.next)


@router.get("/{counter_id}")
async def read(counter_id: Id, deps: Use, caller: Caller) -> CounterOut:
    """One counter."""
    stored = await deps.counters.get(counter_id)
    POLICY.check(caller, "counter.read", Resource(owner=stored.state.owner, partner=stored.state.partner))
    return CounterOut(id=counter_id, total=stored.state.total, version=stored.version)


async def on_increased(received: Received[CounterIncreased], deps: Deps, cause: Cause) -> None:
    """Keep a running total of what was announced."""
    data = received.data

    def decide(seen: Counter | None) -> Change[Counter]:
        known = seen or Counter("bus", 0)
        return Change(replace(known, total=known.total + data.by))

    await deps.seen.put(data.counter_id, decide, cause)


async def on_poisoned(received: Received[CounterPoisoned], deps: Deps, cause: Cause) -> None:
    """Fail in the way that the event names."""
    del deps, cause
    if received.data.how == "refused":
        raise RefusedError("toy-02-poison", "this is refused")
    if received.data.how == "missing":
        raise NotFoundError("not-found", "not there yet")
    raise ZeroDivisionError("a bug")


LISTENS: Listens[Deps] = Listens(
    listen(CounterIncreased, on_increased, copy=on_increased), listen(CounterPoisoned, on_poisoned)
)


def create_app(settings: ServiceSettings, name: str = "toy") -> FastAPI:
    """The toy as an application, under one service name or another."""
    return create_service(
        Service(
            name=name,
            settings=settings,
            collections=(COUNTERS, SEEN),
            build=build_deps,
            routers=(router,),
            listens=LISTENS,
            copies=COPIES,
        )
    )
