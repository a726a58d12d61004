"""The table of a service's ``events.py``: event type to the function that answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EventData
from essaim.kit.cause import Cause

D = TypeVar("D")
E = TypeVar("E", bound=EventData)


@dataclass(frozen=True)
class Received(Generic[E]):
    """A validated event: its data, and the envelope it came in."""

    data: E
    envelope: Envelope


Handler = Callable[[Received[E], D, Cause], Awaitable[None]]
AnyHandler = Callable[[Received[Any], D, Cause], Awaitable[None]]


@dataclass(frozen=True)
class Listener(Generic[D]):
    """One row: an event, the function that answers it, and the part of the answer that only keeps a copy, if any."""

    model: type[EventData]
    handler: AnyHandler[D]
    copy: AnyHandler[D] | None = None


def listen(model: type[E], handler: Handler[E, D], *, copy: Handler[E, D] | None = None) -> Listener[D]:
    """Bind an event model to its handler. ``copy`` is what of it keeps the copy of others' data and does nothing else: it
    is run alone, with the events of the log, when copies are rebuilt (``essaim.kit.replay``)."""
    return Listener(model, cast(AnyHandler[D], handler), cast(AnyHandler[D] | None, copy))


class Listens(Generic[D]):
    """Everything a service listens to, by wire type. A type may appear once."""

    def __init__(self, *listeners: Listener[D]) -> None:
        self.by_type: dict[str, Listener[D]] = {one.model.wire_type: one for one in listeners}
        if len(self.by_type) != len(listeners):
            raise ValueError("an event type is listened to twice")

    def subscriptions(self) -> Mapping[str, tuple[str, ...]]:
        """Exchange to the types listened to on it: what the topology binds."""
        result: dict[str, tuple[str, ...]] = {}
        for type_, listener in sorted(self.by_type.items()):
            result[listener.model.exchange] = (*result.get(listener.model.exchange, ()), type_)
        return result
