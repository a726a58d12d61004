"""The base of every event and the registry of them all, by wire name.

A wire name is written down with the ``event`` decorator and never derived from a class name: renaming a class must not
change the wire.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

EVENTS = "events"
PERSONAL = "personal"


class EventData(BaseModel):
    """The ``data`` of an event. Unknown fields are ignored, so that an old reader accepts a newer publisher."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    wire_type: ClassVar[str]
    exchange: ClassVar[str]


@dataclass(frozen=True)
class Contract:
    """One event version: its wire type, the exchange that carries it and the model of its data."""

    model: type[EventData]
    exchange: str
    type: str

    @property
    def publisher(self) -> str:
        """The service that publishes it: the first segment of the type."""
        return self.type.split(".", 1)[0]


CONTRACTS: dict[str, Contract] = {}
E_ = TypeVar("E_", bound=type[EventData])


def event(type_: str, *, exchange: str = EVENTS) -> Callable[[E_], E_]:
    """Register a model as the data of the event ``type_`` (``<service>.<what_happened>.v<n>``)."""

    def register(model: E_) -> E_:
        if type_ in CONTRACTS:
            raise ValueError(f"the event type {type_} is registered twice")
        model.wire_type = type_
        model.exchange = exchange
        CONTRACTS[type_] = Contract(model=model, exchange=exchange, type=type_)
        return model

    return register
